/** Orders and lineitem: an order's lines are drawn by both, as its price and status follow from them. */
import { ChoiceColumn, CommentColumn, CURRENT_DAY, DAYS, writeDate } from './columns.js';
import { partPrice, partSupplier } from './part-rows.js';
import { RandomStream } from './random-stream.js';
import { ascii } from './row-writer.js';
import { scaled, type UnitContext, type UnitWriter } from './table.js';
import { PRIORITIES, RETURN_FLAGS, SHIP_INSTRUCTIONS, SHIP_MODES } from './words.js';

const MAX_LINES = 7;
const MAX_SHIP_DAYS = 121;
const MAX_RECEIPT_DAYS = 30;
/** So early that the last line is received within the calendar. */
const LAST_ORDER_DAY = DAYS - (MAX_SHIP_DAYS + MAX_RECEIPT_DAYS) - 1;

export function ordersRows({ pool, firstUnit, scaleFactor }: UnitContext): UnitWriter {
  const order = orderStreams(scaleFactor);
  const customer = new RandomStream(851_767_375);
  const priority = new ChoiceColumn(591_449_447, PRIORITIES);
  const clerk = new RandomStream(1_171_034_773);
  const comment = new CommentColumn(276_090_261, pool, 49);
  const streams = [...order.all, customer, priority.random, clerk, comment.random];
  for (const stream of streams) stream.skipRows(firstUnit);
  const customers = scaled(150_000, scaleFactor);
  const clerks = Math.max(scaled(1_000, scaleFactor), 1_000);
  const clerkPrefix = ascii('Clerk#');
  const statuses = { finished: ascii('F'), partial: ascii('P'), open: ascii('O') };
  return (index, out) => {
    const day = order.date.next(0, LAST_ORDER_DAY);
    const customerKey = customerWithOrders(customer.next(1, customers), customers);
    let price = 0;
    let shipped = 0;
    const lines = order.lines.next(1, MAX_LINES);
    for (let line = 0; line < lines; line += 1) {
      const quantity = order.quantity.next(1, 50);
      const discount = order.discount.next(0, 10);
      const tax = order.tax.next(0, 8);
      const extended = partPrice(order.part.next(1, order.parts)) * quantity;
      const discounted = Math.floor((extended * (100 - discount)) / 100);
      price += Math.floor((discounted * (100 + tax)) / 100);
      if (day + order.ship.next(1, MAX_SHIP_DAYS) <= CURRENT_DAY) shipped += 1;
    }
    out.integer(orderKey(index + 1));
    out.integer(customerKey);
    out.text(shipped === lines ? statuses.finished : shipped > 0 ? statuses.partial : statuses.open);
    out.money(price);
    writeDate(out, day);
    priority.write(out);
    out.numbered(clerkPrefix, clerk.next(1, clerks), 9);
    out.integer(0);
    comment.write(out);
    out.endRow();
    for (const stream of streams) stream.endRow();
  };
}

export function lineitemRows({ pool, firstUnit, scaleFactor }: UnitContext): UnitWriter {
  const order = orderStreams(scaleFactor);
  const supplier = new RandomStream(2_095_021_727, MAX_LINES);
  const commit = new RandomStream(904_914_315, MAX_LINES);
  const receipt = new RandomStream(373_135_028, MAX_LINES);
  const returned = new ChoiceColumn(717_419_739, RETURN_FLAGS, MAX_LINES);
  const instructions = new ChoiceColumn(1_371_272_478, SHIP_INSTRUCTIONS, MAX_LINES);
  const mode = new ChoiceColumn(675_466_456, SHIP_MODES, MAX_LINES);
  const comment = new CommentColumn(1_095_462_486, pool, 27, MAX_LINES);
  const streams = [...order.all, supplier, commit, receipt, returned.random, instructions.random, mode.random, comment.random];
  for (const stream of streams) stream.skipRows(firstUnit);
  const suppliers = scaled(10_000, scaleFactor);
  const notReturned = ascii('N');
  const finished = ascii('F');
  const open = ascii('O');
  return (index, out) => {
    const day = order.date.next(0, LAST_ORDER_DAY);
    const lines = order.lines.next(1, MAX_LINES);
    for (let line = 0; line < lines; line += 1) {
      const quantity = order.quantity.next(1, 50);
      const partKey = order.part.next(1, order.parts);
      const shipDay = day + order.ship.next(1, MAX_SHIP_DAYS);
      const receiptDay = shipDay + receipt.next(1, MAX_RECEIPT_DAYS);
      out.integer(orderKey(index + 1));
      out.integer(partKey);
      out.integer(partSupplier(partKey, supplier.next(0, 3), suppliers));
      out.integer(line + 1);
      out.integer(quantity);
      out.money(partPrice(partKey) * quantity);
      out.money(order.discount.next(0, 10));
      out.money(order.tax.next(0, 8));
      if (receiptDay <= CURRENT_DAY) returned.write(out);
      else out.text(notReturned);
      out.text(shipDay <= CURRENT_DAY ? finished : open);
      writeDate(out, shipDay);
      writeDate(out, day + commit.next(30, 90));
      writeDate(out, receiptDay);
      instructions.write(out);
      mode.write(out);
      comment.write(out);
      out.endRow();
    }
    for (const stream of streams) stream.endRow();
  };
}

/** The streams that both tables draw from. */
function orderStreams(scaleFactor: number) {
  const date = new RandomStream(1_066_728_069);
  const lines = new RandomStream(1_434_868_289);
  const quantity = new RandomStream(209_208_115, MAX_LINES);
  const discount = new RandomStream(554_590_007, MAX_LINES);
  const tax = new RandomStream(721_958_466, MAX_LINES);
  const part = new RandomStream(1_808_217_256, MAX_LINES);
  const ship = new RandomStream(1_769_349_045, MAX_LINES);
  return {
    date,
    lines,
    quantity,
    discount,
    tax,
    part,
    ship,
    all: [date, lines, quantity, discount, tax, part, ship],
    parts: scaled(200_000, scaleFactor),
  };
}

/** Keys are sparse: eight of each 32 are used. */
function orderKey(order: number): number {
  return Math.floor(order / 8) * 32 + (order % 8);
}

/** A third of the customers, those whose key 3 divides, have no orders: a neighbour gets theirs. */
function customerWithOrders(drawn: number, customers: number): number {
  let key = drawn;
  let delta = 1;
  while (key % 3 === 0) {
    key = Math.min(key + delta, customers);
    delta = -delta;
  }
  return key;
}
