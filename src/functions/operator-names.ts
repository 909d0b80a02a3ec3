/**
 * The functions behind operators, which can be called by name: int4pl(1, 2) is 1 + 2. Each is the entry of the operator (or of a function
 * of the same meaning) under another name: name, operator, operands.
 */
import type { FunctionEntry } from './function-entry.js';

const NAMES =
  'array_eq = anyarray anyarray, array_ge >= anyarray anyarray, array_gt > anyarray anyarray, array_le <= anyarray anyarray,' +
  ' array_lt < anyarray anyarray, array_ne <> anyarray anyarray, bitand & bit bit, bitcat || varbit varbit, biteq = bit bit,' +
  ' bitge >= bit bit, bitgt > bit bit, bitle <= bit bit, bitlt < bit bit, bitne <> bit bit, bitnot ~ bit, bitor | bit bit,' +
  ' bitshiftleft << bit int4, bitshiftright >> bit int4, bitxor # bit bit, booleq = bool bool, boolge >= bool bool, boolgt > bool bool,' +
  ' boolle <= bool bool, boollt < bool bool, boolne <> bool bool, bpchareq = char char, bpcharge >= char char, bpchargt > char char,' +
  ' bpchariclike ~~* char text, bpcharicnlike !~~* char text, bpcharicregexeq ~* char text, bpcharicregexne !~* char text,' +
  ' bpcharle <= char char, bpcharlike ~~ char text, bpcharlt < char char, bpcharne <> char char, bpcharnlike !~~ char text,' +
  ' bpcharregexeq ~ char text, bpcharregexne !~ char text, byteacat || bytea bytea, byteaeq = bytea bytea, byteage >= bytea bytea,' +
  ' byteagt > bytea bytea, byteale <= bytea bytea, bytealike ~~ bytea bytea, bytealt < bytea bytea, byteane <> bytea bytea,' +
  ' byteanlike !~~ bytea bytea, chareq = char1 char1, charge >= char1 char1, chargt > char1 char1, charle <= char1 char1,' +
  ' charlt < char1 char1, charne <> char1 char1, date_eq = date date, date_ge >= date date, date_gt > date date, date_le <= date date,' +
  ' date_lt < date date, date_mi - date date, date_mi_interval - date interval, date_mii - date int4, date_ne <> date date,' +
  ' date_pl_interval + date interval, date_pli + date int4, datetime_pl + date time, datetimetz_pl + date timetz, dcbrt ||/ float8,' +
  ' dpow ^ float8 float8, dsqrt |/ float8, enum_eq = anyenum anyenum, enum_ge >= anyenum anyenum, enum_gt > anyenum anyenum,' +
  ' enum_le <= anyenum anyenum, enum_lt < anyenum anyenum, enum_ne <> anyenum anyenum, float4abs @ float4, float4div / float4 float4,' +
  ' float4eq = float4 float4, float4ge >= float4 float4, float4gt > float4 float4, float4le <= float4 float4, float4lt < float4 float4,' +
  ' float4mi - float4 float4, float4mul * float4 float4, float4ne <> float4 float4, float4pl + float4 float4, float4um - float4,' +
  ' float4up + float4, float8abs @ float8, float8div / float8 float8, float8eq = float8 float8, float8ge >= float8 float8,' +
  ' float8gt > float8 float8, float8le <= float8 float8, float8lt < float8 float8, float8mi - float8 float8, float8mul * float8 float8,' +
  ' float8ne <> float8 float8, float8pl + float8 float8, float8um - float8, float8up + float8, int2abs @ int2, int2and & int2 int2,' +
  ' int2div / int2 int2, int2eq = int2 int2, int2ge >= int2 int2, int2gt > int2 int2, int2le <= int2 int2, int2lt < int2 int2,' +
  ' int2mi - int2 int2, int2mod % int2 int2, int2mul * int2 int2, int2ne <> int2 int2, int2not ~ int2, int2or | int2 int2,' +
  ' int2pl + int2 int2, int2shl << int2 int4, int2shr >> int2 int4, int2um - int2, int2up + int2, int2xor # int2 int2, int4abs @ int4,' +
  ' int4and & int4 int4, int4div / int4 int4, int4eq = int4 int4, int4ge >= int4 int4, int4gt > int4 int4, int4le <= int4 int4,' +
  ' int4lt < int4 int4, int4mi - int4 int4, int4mod % int4 int4, int4mul * int4 int4, int4ne <> int4 int4, int4not ~ int4,' +
  ' int4or | int4 int4, int4pl + int4 int4, int4shl << int4 int4, int4shr >> int4 int4, int4um - int4, int4up + int4,' +
  ' int4xor # int4 int4, int8abs @ int8, int8and & int8 int8, int8div / int8 int8, int8eq = int8 int8, int8ge >= int8 int8,' +
  ' int8gt > int8 int8, int8le <= int8 int8, int8lt < int8 int8, int8mi - int8 int8, int8mod % int8 int8, int8mul * int8 int8,' +
  ' int8ne <> int8 int8, int8not ~ int8, int8or | int8 int8, int8pl + int8 int8, int8shl << int8 int4, int8shr >> int8 int4,' +
  ' int8um - int8, int8up + int8, int8xor # int8 int8, integer_pl_date + int4 date, interval_div / interval float8,' +
  ' interval_eq = interval interval, interval_ge >= interval interval, interval_gt > interval interval,' +
  ' interval_le <= interval interval, interval_lt < interval interval, interval_mi - interval interval, interval_mul * interval float8,' +
  ' interval_ne <> interval interval, interval_pl + interval interval, interval_pl_date + interval date,' +
  ' interval_pl_time + interval time, interval_pl_timestamp + interval timestamp, interval_pl_timestamptz + interval timestamptz,' +
  ' interval_pl_timetz + interval timetz, interval_um - interval, jsonb_eq = jsonb jsonb, jsonb_ge >= jsonb jsonb,' +
  ' jsonb_gt > jsonb jsonb, jsonb_le <= jsonb jsonb, jsonb_lt < jsonb jsonb, jsonb_ne <> jsonb jsonb, mul_d_interval * float8 interval,' +
  ' nameicregexeq ~* name text, nameicregexne !~* name text, nameregexeq ~ name text, nameregexne !~ name text, numeric_abs @ numeric,' +
  ' numeric_add + numeric numeric, numeric_div / numeric numeric, numeric_eq = numeric numeric, numeric_ge >= numeric numeric,' +
  ' numeric_gt > numeric numeric, numeric_le <= numeric numeric, numeric_lt < numeric numeric, numeric_mod % numeric numeric,' +
  ' numeric_mul * numeric numeric, numeric_ne <> numeric numeric, numeric_power ^ numeric numeric, numeric_sub - numeric numeric,' +
  ' numeric_uminus - numeric, numeric_uplus + numeric, oideq = oid oid, oidge >= oid oid, oidgt > oid oid, oidle <= oid oid,' +
  ' oidlt < oid oid, oidne <> oid oid, record_eq = record record, record_ge >= record record, record_gt > record record,' +
  ' record_le <= record record, record_lt < record record, record_ne <> record record, text_ge >= text text, text_gt > text text,' +
  ' text_le <= text text, text_lt < text text, textcat || text text, texteq = text text, texticlike ~~* text text,' +
  ' texticnlike !~~* text text, texticregexeq ~* text text, texticregexne !~* text text, textlike ~~ text text, textne <> text text,' +
  ' textnlike !~~ text text, textregexeq ~ text text, textregexne !~ text text, tideq = tid tid, tidge >= tid tid, tidgt > tid tid,' +
  ' tidle <= tid tid, tidlt < tid tid, tidne <> tid tid, time_eq = time time, time_ge >= time time, time_gt > time time,' +
  ' time_le <= time time, time_lt < time time, time_mi_interval - time interval, time_mi_time - time time, time_ne <> time time,' +
  ' time_pl_interval + time interval, timedate_pl + time date, timestamp_eq = timestamp timestamp, timestamp_ge >= timestamp timestamp,' +
  ' timestamp_gt > timestamp timestamp, timestamp_le <= timestamp timestamp, timestamp_lt < timestamp timestamp,' +
  ' timestamp_mi - timestamp timestamp, timestamp_mi_interval - timestamp interval, timestamp_ne <> timestamp timestamp,' +
  ' timestamp_pl_interval + timestamp interval, timestamptz_eq = timestamptz timestamptz, timestamptz_ge >= timestamptz timestamptz,' +
  ' timestamptz_gt > timestamptz timestamptz, timestamptz_le <= timestamptz timestamptz, timestamptz_lt < timestamptz timestamptz,' +
  ' timestamptz_mi - timestamptz timestamptz, timestamptz_mi_interval - timestamptz interval,' +
  ' timestamptz_ne <> timestamptz timestamptz, timestamptz_pl_interval + timestamptz interval, timetz_eq = timetz timetz,' +
  ' timetz_ge >= timetz timetz, timetz_gt > timetz timetz, timetz_le <= timetz timetz, timetz_lt < timetz timetz,' +
  ' timetz_mi_interval - timetz interval, timetz_ne <> timetz timetz, timetz_pl_interval + timetz interval,' +
  ' timetzdate_pl + timetz date, uuid_eq = uuid uuid, uuid_ge >= uuid uuid, uuid_gt > uuid uuid, uuid_le <= uuid uuid,' +
  ' uuid_lt < uuid uuid, uuid_ne <> uuid uuid, varbiteq = varbit varbit, varbitge >= varbit varbit, varbitgt > varbit varbit,' +
  ' varbitle <= varbit varbit, varbitlt < varbit varbit, varbitne <> varbit varbit,' +
  ' dround round float8, dtrunc trunc float8, dexp exp float8, dlog1 ln float8,' +
  ' dlog10 log float8, numeric_exp exp numeric, numeric_ln ln numeric, numeric_log log numeric numeric, numeric_sqrt sqrt numeric,' +
  ' numeric_div_trunc div numeric numeric, textlen length text,' +
  ' like ~~ text text, notlike !~~ text text, like ~~ bytea bytea, notlike !~~ bytea bytea, similar_escape similar_to_escape text text';

/** Entries for these names over the given operators. */
export function operatorFunctions(operators: readonly FunctionEntry[]): FunctionEntry[] {
  const bySignature = new Map(operators.map((entry) => [`${entry.name} ${entry.args.join(' ')}`, entry]));
  return NAMES.split(', ').flatMap((line) => {
    const [name = '', ...signature] = line.split(' ');
    const entry = bySignature.get(signature.join(' '));
    return entry === undefined ? [] : [{ ...entry, name, doc: `As ${entry.name}: ${entry.doc}` }];
  });
}
