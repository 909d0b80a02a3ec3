/** Supplier and customer. */
import { AddressColumn, ChoiceColumn, CommentColumn, PhoneColumn } from './columns.js';
import { RandomStream } from './random-stream.js';
import { ascii } from './row-writer.js';
import type { UnitContext, UnitWriter } from './table.js';
import { NATIONS, SEGMENTS } from './words.js';

const BALANCE_MIN = -99_999;
const BALANCE_MAX = 999_999;

/** Of 10,000 suppliers about five have `Customer ... Complaints` in the comment and five `Customer ... Recommends`: Q16 looks for them. */
const REMARKS_PER_10_000 = 10;
const REMARK_START = ascii('Customer ');
const COMPLAINT = ascii('Complaints');
const RECOMMENDATION = ascii('Recommends');
const REMARK_LENGTH = REMARK_START.length + COMPLAINT.length;

export function supplierRows({ pool, firstUnit }: UnitContext): UnitWriter {
  const address = new AddressColumn(706_178_559);
  const nation = new RandomStream(110_356_601);
  const phone = new PhoneColumn(884_434_366);
  const balance = new RandomStream(962_338_209);
  const comment = new CommentColumn(1_341_315_363, pool, 63);
  const remarked = new RandomStream(202_794_285);
  const remarkGap = new RandomStream(263_032_577);
  const remarkOffset = new RandomStream(715_851_524);
  const remarkKind = new RandomStream(753_643_799);
  const streams = [address.random, nation, phone.random, balance, comment.random, remarked, remarkGap, remarkOffset, remarkKind];
  for (const stream of streams) stream.skipRows(firstUnit);
  const prefix = ascii('Supplier#');
  return (index, out) => {
    const text = comment.next();
    if (remarked.next(1, 10_000) <= REMARKS_PER_10_000) {
      const gap = remarkGap.next(0, text.length - REMARK_LENGTH);
      const offset = remarkOffset.next(0, text.length - (REMARK_LENGTH + gap));
      text.set(REMARK_START, offset);
      text.set(remarkKind.next(0, 100) < 50 ? COMPLAINT : RECOMMENDATION, offset + REMARK_START.length + gap);
    }
    const nationKey = nation.next(0, NATIONS.length - 1);
    out.integer(index + 1);
    out.numbered(prefix, index + 1, 9);
    address.write(out);
    out.integer(nationKey);
    phone.write(out, nationKey);
    out.money(balance.next(BALANCE_MIN, BALANCE_MAX));
    out.text(text);
    out.endRow();
    for (const stream of streams) stream.endRow();
  };
}

export function customerRows({ pool, firstUnit }: UnitContext): UnitWriter {
  const address = new AddressColumn(881_155_353);
  const nation = new RandomStream(1_489_529_863);
  const phone = new PhoneColumn(1_521_138_112);
  const balance = new RandomStream(298_370_230);
  const segment = new ChoiceColumn(1_140_279_430, SEGMENTS);
  const comment = new CommentColumn(1_335_826_707, pool, 73);
  const streams = [address.random, nation, phone.random, balance, segment.random, comment.random];
  for (const stream of streams) stream.skipRows(firstUnit);
  const prefix = ascii('Customer#');
  return (index, out) => {
    const nationKey = nation.next(0, NATIONS.length - 1);
    out.integer(index + 1);
    out.numbered(prefix, index + 1, 9);
    address.write(out);
    out.integer(nationKey);
    phone.write(out, nationKey);
    out.money(balance.next(BALANCE_MIN, BALANCE_MAX));
    segment.write(out);
    comment.write(out);
    out.endRow();
    for (const stream of streams) stream.endRow();
  };
}
