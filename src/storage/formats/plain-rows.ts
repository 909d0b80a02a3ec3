/**
 * Compiled code that reads rows of COPY's formats as long as they are plain: numbers, dates and texts as everybody writes them, with or without
 * quotes, none of them with an escape. It writes to the memory of the column builders, row by row, and leaves at the start of the first row that it does
 * not understand, wrong or not: the parser reads that one by itself, and says what is wrong. Fields of types that are not known here are passed
 * over, and their places kept: their builders read them afterwards.
 */
import { known } from '../../common/assert.js';
import { type FunctionBuilder, type Label, ModuleBuilder, OP } from '../../exec/wasm/assembler.js';
import { i32, i64, Routine, type Term, type Variable } from '../../exec/wasm/runtime-routine.js';
import type { SqlType } from '../../types/sql-type.js';
import { type ColumnBuilder, plainTextBytes, TextBuilder } from './column-builder.js';
import { CONTEXT_WORDS, DOUBLE_POWERS, LEFT, type PlainField, type PlainFormat, type PlainRowsLayout } from './plain-layout.js';

const INTEGER_DIGITS = 18;
const DOUBLE_DIGITS = 15;
const LONGEST_NULL = 8;

const [LF, CR, BACKSLASH, MINUS, POINT, ZERO, BLANK] = ['\n', '\r', '\\', '-', '.', '0', ' '].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

const SIMD = { load: 0, store: 11, splat: 15, eq: 35, or: 80, bitmask: 100 } as const;

/** Whether the code writes the type's values itself. */
export function isPlainType(type: SqlType, builder: ColumnBuilder): boolean {
  const { phys } = builder.schema;
  switch (type.kind) {
    case 'int2':
    case 'int4':
    case 'int8':
    case 'date':
    case 'timestamp':
    case 'float8':
      return true;
    case 'numeric':
      return (phys === 'i32' || phys === 'i64') && type.scale === builder.schema.scale;
    default:
      return phys === 'str' && plainTextBytes(type) >= 0;
  }
}

export function isPlainFormat({ nullBytes }: PlainFormat): boolean {
  return nullBytes.length <= LONGEST_NULL;
}

/** Exports `rows(at, end, row, limit, crlf)`: reads rows of [at, end), which ends in a line feed; gives where the first row begins that it did not read. */
export function plainRowsModule(layout: PlainRowsLayout, maximumPages: number): Uint8Array<ArrayBuffer> {
  const module = new ModuleBuilder(maximumPages, false);
  const fn = module.function('rows', ['i32', 'i32', 'i32', 'i32', 'i32'], ['i32']);
  new PlainRows(fn, layout).emit();
  return module.finish();
}

class PlainRows {
  readonly #fn: FunctionBuilder;
  readonly #r: Routine;
  readonly #layout: PlainRowsLayout;
  readonly #at: Variable;
  readonly #row: Variable;
  readonly #crlf: Variable;
  readonly #quoted: Variable;
  readonly #digit: Variable;
  readonly #value: Variable;
  readonly #start: Variable;
  readonly #scratch: Variable;
  readonly #wide: Variable;
  readonly #mask: Variable;
  readonly #block: number;
  /** Locals with one byte sixteen times. */
  readonly #splats = new Map<number, number>();
  #slow: Label = { depth: 0 };
  #leave: Label = { depth: 0 };
  readonly #reason: Variable;

  constructor(fn: FunctionBuilder, layout: PlainRowsLayout) {
    this.#fn = fn;
    this.#layout = layout;
    this.#r = new Routine(fn, () => {
      throw new Error('no calls');
    });
    const r = this.#r;
    const [at, , row, , crlf] = r.params() as [Variable, Variable, Variable, Variable, Variable];
    this.#at = at;
    this.#row = row;
    this.#crlf = crlf;
    this.#quoted = r.variable('i32');
    this.#digit = r.variable('i32');
    this.#value = r.variable('i64');
    this.#start = r.variable('i32');
    this.#scratch = r.variable('i32');
    this.#wide = r.variable('i64');
    this.#mask = r.variable('i32');
    this.#block = fn.local('v128');
    this.#reason = r.variable('i32');
  }

  emit(): void {
    const r = this.#r;
    const { fields, read, context, starts, format } = this.#layout;
    const [, end, , limit] = r.params() as [Variable, Variable, Variable, Variable, Variable];
    const rowStart = r.variable('i32', this.#at);
    const texts = fields.map(({ builder, spans, skipped }, field) =>
      builder instanceof TextBuilder && spans === 0 && !skipped ? this.#texts(builder, field) : null,
    );
    r.block((leave) => {
      this.#leave = leave;
      r.block((slow) => {
        this.#slow = slow;
        r.while(
          () => this.#at.ltU(end).and(this.#row.ltU(limit)),
          () => {
            rowStart.set(this.#at);
            if (format.backslashIsSpecial) this.#leaveIf(this.#byte().eq(BACKSLASH));
            r.store('i32Store', this.#row.shl(2), this.#at, starts);
            for (const [number, field] of fields.slice(0, read).entries()) this.#field(field, number, texts[number] ?? null);
            if (read < fields.length) this.#lineEnd();
            r.if(this.#crlf, () => {
              this.#leaveIf(this.#byte().ne(CR));
              this.#at.set(this.#at.add(1));
            });
            this.#leaveIf(this.#byte().ne(LF));
            this.#at.set(this.#at.add(1));
            this.#row.set(this.#row.add(1));
          },
        );
        rowStart.set(this.#at);
        r.break(leave);
      });
      this.#reason.set(LEFT.notPlain);
    });
    r.store('i32Store', i32(context), this.#row, CONTEXT_WORDS.row * 4);
    r.store('i32Store', i32(context), this.#reason, CONTEXT_WORDS.reason * 4);
    r.results(rowStart);
  }

  #byte(offset = 0): Term {
    return this.#at.load('i32Load8U', offset);
  }

  #leaveIf(condition: Term): void {
    this.#r.breakIf(condition, this.#slow);
  }

  #field(field: PlainField, number: number, texts: Texts | null): void {
    const r = this.#r;
    const { format, fields } = this.#layout;
    const last = number === fields.length - 1;
    this.#quoted.set(0);
    const read = (): void => {
      if (format.quote >= 0) {
        r.if(this.#byte().eq(format.quote), () => {
          this.#quoted.set(1);
          this.#at.set(this.#at.add(1));
        });
      }
      this.#given(field, texts);
      if (format.quote >= 0) {
        r.if(this.#quoted, () => {
          this.#leaveIf(this.#byte().ne(format.quote));
          this.#at.set(this.#at.add(1));
        });
      }
    };
    r.if(this.#isNull(last), () => this.#null(field, texts), read);
    if (last) return;
    this.#leaveIf(this.#byte().ne(format.delimiter));
    this.#at.set(this.#at.add(1));
  }

  /** The field is the text that stands for NULL, without quotes. */
  #isNull(last: boolean): Term {
    const { nullBytes, delimiter } = this.#layout.format;
    const behind = this.#byte(nullBytes.length);
    let here = last ? behind.eq(LF).or(behind.eq(CR)) : behind.eq(delimiter);
    nullBytes.forEach((byte, offset) => {
      here = here.and(this.#byte(offset).eq(byte));
    });
    return here;
  }

  #null(field: PlainField, texts: Texts | null): void {
    const r = this.#r;
    if (field.required) {
      r.break(this.#slow);
      return;
    }
    this.#at.set(this.#at.add(this.#layout.format.nullBytes.length));
    if (field.skipped) return;
    if (field.spans !== 0) {
      r.store('i32Store', this.#row.shl(3), i32(0), field.spans);
      return;
    }
    const { validity, nulls, data } = field.builder.memory;
    r.store('i32Store8', i32(nulls.byteOffset), i32(1));
    const bits = this.#row.shrU(3).load('i32Load8U', validity.byteOffset);
    r.store('i32Store8', this.#row.shrU(3), bits.and(i32(1).shl(this.#row.and(7)).xor(0xff)), validity.byteOffset);
    if (texts !== null) texts.ended(r, this.#row);
    else if (isWord(field.builder)) r.store('i32Store', this.#row.shl(2), i32(0), data.byteOffset);
    else r.store('i64Store', this.#row.shl(3), i64(0), data.byteOffset);
  }

  #given(field: PlainField, texts: Texts | null): void {
    const r = this.#r;
    const { builder, spans, skipped } = field;
    const { type, scale } = builder.schema;
    if (skipped || spans !== 0) {
      this.#start.set(this.#at);
      this.#textEnd((stops) => this.#scan(stops, null));
      if (skipped) return;
      r.store('i32Store', this.#row.shl(3), this.#start, spans);
      r.store('i32Store', this.#row.shl(3), this.#at, spans + 4);
      return;
    }
    if (texts !== null) {
      this.#text(type, texts);
      return;
    }
    switch (type.kind) {
      case 'date':
        this.#date();
        this.#at.set(this.#at.add(10));
        this.#store(builder, this.#scratch);
        return;
      case 'timestamp':
        this.#timestamp();
        this.#store(builder, this.#value);
        return;
      case 'float8':
        this.#decimal(DOUBLE_DIGITS, (negative, fraction) => {
          this.#leaveIf(negative.and(this.#value.eqz()));
          const power = fraction.shl(3).load('f64Load', this.#layout.powers);
          this.#negate(negative);
          r.store('f64Store', this.#row.shl(3), this.#value.toF64().div(power), builder.memory.data.byteOffset);
        });
        return;
      case 'numeric':
        this.#decimal(INTEGER_DIGITS, (negative, fraction) => {
          this.#leaveIf(fraction.gtU(scale));
          const power = i32(scale)
            .sub(fraction)
            .shl(3)
            .load('i64Load', this.#layout.powers + DOUBLE_POWERS * 8);
          // Of numbers that are all fraction, the 0 in front of the point must be one.
          const whole = (type.precision ?? INTEGER_DIGITS) - scale;
          if (whole > 0) this.#leaveIf(this.#mask.sub(fraction).gtU(whole));
          else this.#leaveIf(this.#value.gtU(i64(10n ** BigInt(scale) - 1n).divU(power)));
          this.#value.set(this.#value.mul(power));
          this.#negate(negative);
          this.#store(builder, this.#value);
        });
        return;
      default:
        this.#integer(type);
        this.#store(builder, this.#value);
    }
  }

  #store(builder: ColumnBuilder, value: Variable): void {
    const { byteOffset } = builder.memory.data;
    const word = isWord(builder);
    if (word) this.#r.store('i32Store', this.#row.shl(2), value.type === 'i64' ? value.wrap() : value, byteOffset);
    else this.#r.store('i64Store', this.#row.shl(3), value, byteOffset);
  }

  // --- numbers ---

  /** 1 for a minus, which it passes. */
  #sign(): Variable {
    const negative = this.#r.keep(this.#byte().eq(MINUS));
    this.#at.set(this.#at.add(negative));
    return negative;
  }

  #negate(negative: Term): void {
    this.#r.if(negative, () => this.#value.set(i64(0).sub(this.#value)));
  }

  /** Appends digits to `value`. */
  #digits(): void {
    this.#r.while(
      () => this.#digit.tee(this.#byte().sub(ZERO)).ltU(10),
      () => {
        this.#value.set(this.#value.mul(10n).add(this.#digit.widenU()));
        this.#at.set(this.#at.add(1));
      },
    );
  }

  #integer(type: SqlType): void {
    const negative = this.#sign();
    this.#start.set(this.#at);
    this.#value.set(0n);
    this.#digits();
    this.#leaveIf(this.#at.sub(this.#start).sub(1).geU(INTEGER_DIGITS));
    this.#negate(negative);
    if (type.kind === 'int8') return;
    const bits = type.kind === 'int2' ? 16n : 32n;
    this.#leaveIf(this.#value.add(1n << (bits - 1n)).gtU((1n << bits) - 1n));
  }

  #decimal(most: number, take: (negative: Variable, fraction: Variable) => void): void {
    const r = this.#r;
    const negative = this.#sign();
    this.#start.set(this.#at);
    this.#value.set(0n);
    this.#digits();
    // Bytes that are digits, and digits behind the point.
    const count = this.#mask;
    const fraction = this.#scratch;
    count.set(this.#at.sub(this.#start));
    fraction.set(0);
    r.if(this.#byte().eq(POINT), () => {
      this.#at.set(this.#at.add(1));
      this.#start.set(this.#at);
      this.#digits();
      fraction.set(this.#at.sub(this.#start));
      count.set(count.add(fraction));
    });
    this.#leaveIf(count.sub(1).geU(most));
    take(negative, fraction);
  }

  // --- moments ---

  /** `wide` := the bytes there less those of the pattern, whose zeros stand for digits. */
  #pattern(access: 'i64Load' | 'i32Load16U', offset: number, pattern: string): void {
    const loaded = this.#at.load(access, offset);
    let bits = 0n;
    let signs = 0n;
    [...pattern].forEach((sign, place) => {
      bits |= BigInt(sign.charCodeAt(0)) << BigInt(place * 8);
      if (sign !== '0') signs |= 0xffn << BigInt(place * 8);
    });
    this.#wide.set((access === 'i64Load' ? loaded : loaded.widenU()).xor(bits));
    // Above 9 in any byte, or not the sign that stands there.
    const above = this.#wide.add(0x0606_0606_0606_0606n).or(this.#wide).and(0xf0f0_f0f0_f0f0_f0f0n);
    this.#leaveIf(above.or(this.#wide.and(signs)).ne(0n));
  }

  #digitAt(place: number): Term {
    return this.#wide
      .shrU(BigInt(place * 8))
      .wrap()
      .and(15);
  }

  #twoDigits(place: number): Term {
    return this.#digitAt(place)
      .mul(10)
      .add(this.#digitAt(place + 1));
  }

  /** `scratch` := days since 2000-01-01 of the ten bytes there. */
  #date(): void {
    const r = this.#r;
    const year = this.#start;
    const month = this.#mask;
    const day = this.#digit;
    this.#pattern('i64Load', 0, '0000-00-');
    year.set(this.#twoDigits(0).mul(100).add(this.#twoDigits(2)));
    month.set(this.#twoDigits(5));
    this.#pattern('i32Load16U', 8, '00');
    day.set(this.#twoDigits(0));
    this.#leaveIf(year.eqz().or(month.sub(1).geU(12)).or(day.eqz()));
    // Long and short months take turns, but for July and August; whoever knows of leap years looks at late days of February.
    const monthDays = month.add(month.shrU(3)).and(1).add(30);
    this.#leaveIf(day.gtU(r.select(month.eq(2), 28, monthDays)));
    // Years that begin in March.
    r.if(month.leU(2), () => {
      year.set(year.sub(1));
      month.set(month.add(12));
    });
    const days = year.mul(365).add(year.divU(4)).sub(year.divU(100)).add(year.divU(400));
    this.#scratch.set(days.add(month.sub(3).mul(153).add(2).divU(5)).add(day).sub(DAYS_BEFORE_2000));
  }

  /** `value` := microseconds since 2000. */
  #timestamp(): void {
    const r = this.#r;
    this.#date();
    this.#leaveIf(this.#byte(10).ne(BLANK));
    this.#pattern('i64Load', 11, '00:00:00');
    const [hour, minute, second] = [this.#twoDigits(0), this.#twoDigits(3), this.#twoDigits(6)];
    this.#leaveIf(hour.geU(24).or(minute.geU(60)).or(second.geU(60)));
    const seconds = hour.mul(60).add(minute).mul(60).add(second);
    const moment = r.variable('i64', this.#scratch.widen().mul(86_400n).add(seconds.widen()).mul(1_000_000n));
    this.#at.set(this.#at.add(19));
    r.if(this.#byte().eq(POINT), () => {
      this.#at.set(this.#at.add(1));
      this.#start.set(this.#at);
      this.#value.set(0n);
      this.#digits();
      const digits = this.#at.sub(this.#start);
      this.#leaveIf(digits.sub(1).geU(6));
      moment.set(
        moment.add(
          this.#value.mul(
            i32(6)
              .sub(digits)
              .shl(3)
              .load('i64Load', this.#layout.powers + DOUBLE_POWERS * 8),
          ),
        ),
      );
    });
    this.#value.set(moment);
  }

  // --- texts ---

  #texts(builder: TextBuilder, field: number): Texts {
    const r = this.#r;
    const { context } = this.#layout;
    const { offsets } = builder.memory;
    const place = i32(context);
    const data = r.variable('i32', place.load('i32Load', (CONTEXT_WORDS.texts + field * 2) * 4));
    const limit = r.variable('i32', place.load('i32Load', (CONTEXT_WORDS.texts + field * 2 + 1) * 4));
    const offsetsAt = known(offsets ?? undefined, 'offsets of texts').byteOffset;
    const to = r.variable('i32', data.add(this.#row.shl(2).load('i32Load', offsetsAt)));
    return {
      field,
      to,
      limit,
      ended: (routine, row) => routine.store('i32Store', row.shl(2), to.sub(data), offsetsAt + 4),
    };
  }

  #text(type: SqlType, texts: Texts): void {
    const r = this.#r;
    const { to } = texts;
    const most = plainTextBytes(type);
    const padded = type.kind === 'char' && type.length !== null ? type.length : 0;
    this.#start.set(to);
    if (padded > 0) this.#wide.set(0n);
    this.#textEnd((stops) => this.#scan(stops, texts, padded > 0));
    const length = to.sub(this.#start);
    if (most < 0x7fff_ffff) this.#leaveIf(length.gtU(most));
    if (padded > 0) {
      // Other characters than those of one byte: somebody has to count.
      this.#leaveIf(this.#wide.ne(0n));
      const end = this.#scratch;
      end.set(this.#start.add(padded));
      this.#roomFor(texts, end);
      r.while(
        () => to.ltU(end),
        () => {
          to.push(this.#fn);
          this.#fn.get(this.#splat(BLANK)).simd(SIMD.store, 0, 0);
          to.set(to.add(16));
        },
      );
      to.set(end);
    }
    texts.ended(r, this.#row);
  }

  #roomFor(texts: Texts, end: Term): void {
    const r = this.#r;
    r.if(end.add(16).gtU(texts.limit), () => {
      this.#reason.set(LEFT.full + texts.field);
      r.break(this.#leave);
    });
  }

  /** Reads to the field's end; with quotes, to the one that closes it. */
  #textEnd(scan: (stops: readonly number[]) => void): void {
    const r = this.#r;
    const { quote, escape: escapeByte } = this.#layout.format;
    if (quote < 0) {
      scan(this.#stopBytes(true));
      return;
    }
    r.if(
      this.#quoted,
      () => {
        scan([quote, LF, ...(escapeByte === quote ? [] : [escapeByte])]);
        this.#leaveIf(this.#byte().ne(quote));
      },
      () => scan(this.#stopBytes(true)),
    );
  }

  /** Moves to the end of the row's line, whatever its fields are. */
  #lineEnd(): void {
    const r = this.#r;
    const { quote, escapes, escape: escapeByte } = this.#layout.format;
    const stops = this.#stopBytes(false);
    this.#scan(stops, null);
    if (!escapes && quote < 0) return;
    if (escapes) {
      r.while(
        () => this.#byte().eq(BACKSLASH),
        () => {
          this.#leaveIf(this.#byte(1).eq(LF).or(this.#byte(1).eq(CR)));
          this.#at.set(this.#at.add(2));
          this.#scan(stops, null);
        },
      );
      return;
    }
    r.while(
      () => this.#byte().eq(quote),
      () => {
        if (escapeByte !== quote) r.break(this.#slow);
        this.#at.set(this.#at.add(1));
        this.#scan([quote, LF], null);
        this.#leaveIf(this.#byte().ne(quote));
        this.#at.set(this.#at.add(1));
        this.#scan(stops, null);
      },
    );
  }

  /** Bytes at which a plain field ends, and those that make it none. */
  #stopBytes(atDelimiter: boolean): readonly number[] {
    const { delimiter, quote, escapes } = this.#layout.format;
    return [LF, CR, ...(atDelimiter ? [delimiter] : []), ...(quote >= 0 ? [quote] : []), ...(escapes ? [BACKSLASH] : [])];
  }

  #splat(byte: number): number {
    let local = this.#splats.get(byte);
    if (local === undefined) {
      const made = this.#fn.local('v128');
      this.#fn.atStart(() => this.#fn.i32(byte).simd(SIMD.splat).set(made));
      this.#splats.set(byte, made);
      local = made;
    }
    return local;
  }

  /** Moves to the first of the bytes, sixteen at a time; with texts, what it passes goes there. `wide` becomes not 0 by characters beyond ASCII. */
  #scan(stops: readonly number[], texts: Texts | null, ascii = false): void {
    const fn = this.#fn;
    const mask = this.#mask;
    const again = fn.loop();
    if (texts !== null) this.#roomFor(texts, texts.to);
    this.#at.push(fn);
    fn.simd(SIMD.load, 0, 0).set(this.#block);
    if (texts !== null) {
      texts.to.push(fn);
      fn.get(this.#block).simd(SIMD.store, 0, 0);
    }
    stops.forEach((byte, i) => {
      fn.get(this.#block).get(this.#splat(byte)).simd(SIMD.eq);
      if (i > 0) fn.simd(SIMD.or);
    });
    fn.simd(SIMD.bitmask).set(mask.local);
    if (ascii) {
      // Of the bytes before the first stop.
      const before = mask.and(i32(0).sub(mask)).sub(1);
      fn.get(this.#block).simd(SIMD.bitmask);
      before.push(fn);
      fn.op(OP.i32And, OP.i64ExtendI32U).get(this.#wide.local).op(OP.i64Or).set(this.#wide.local);
    }
    const step = this.#r.select(mask, mask.ctz(), 16);
    const moved = this.#scratch;
    moved.set(step);
    this.#at.set(this.#at.add(moved));
    if (texts !== null) texts.to.set(texts.to.add(moved));
    mask.eqz().push(fn);
    fn.brIf(again);
    fn.end();
  }
}

/** Where a column's texts go: `to` is behind the last one. */
interface Texts {
  readonly field: number;
  readonly to: Variable;
  readonly limit: Variable;
  /** Notes the row's end. */
  ended(r: Routine, row: Variable): void;
}

/** March 1st of year 0 is day 1 as the date's formula counts. */
const DAYS_BEFORE_2000 = daysOf(1999, 13, 1);

function daysOf(year: number, month: number, day: number): number {
  return (
    year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + Math.floor(((month - 3) * 153 + 2) / 5) + day
  );
}

function isWord(builder: ColumnBuilder): boolean {
  return builder.schema.phys === 'i32';
}
