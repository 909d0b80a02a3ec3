/** Part and partsupp: each part has four suppliers. */
import { ChoiceColumn, CommentColumn } from './columns.js';
import { RandomStream } from './random-stream.js';
import { ascii } from './row-writer.js';
import { scaled, type UnitContext, type UnitWriter } from './table.js';
import { COLORS, CONTAINERS, PART_TYPES } from './words.js';

const NAME_WORDS = 5;
const SUPPLIERS_PER_PART = 4;

export function partRows({ pool, firstUnit }: UnitContext): UnitWriter {
  const name = new RandomStream(709_314_158, COLORS.length);
  const manufacturer = new RandomStream(1);
  const brand = new RandomStream(46_831_694);
  const type = new ChoiceColumn(1_841_581_359, PART_TYPES);
  const size = new RandomStream(1_193_163_244);
  const container = new ChoiceColumn(727_633_698, CONTAINERS);
  const comment = new CommentColumn(804_159_733, pool, 14);
  const streams = [name, manufacturer, brand, type.random, size, container.random, comment.random];
  for (const stream of streams) stream.skipRows(firstUnit);
  const manufacturerPrefix = ascii('Manufacturer#');
  const brandPrefix = ascii('Brand#');
  return (index, out) => {
    const key = index + 1;
    out.integer(key);
    out.text(ascii(drawName(name)));
    const maker = manufacturer.next(1, 5);
    out.numbered(manufacturerPrefix, maker, 1);
    out.numbered(brandPrefix, maker * 10 + brand.next(1, 5), 2);
    type.write(out);
    out.integer(size.next(1, 50));
    container.write(out);
    out.money(partPrice(key));
    comment.write(out);
    out.endRow();
    for (const stream of streams) stream.endRow();
  };
}

export function partsuppRows({ pool, firstUnit, scaleFactor }: UnitContext): UnitWriter {
  const quantity = new RandomStream(1_671_059_989, SUPPLIERS_PER_PART);
  const cost = new RandomStream(1_051_288_424, SUPPLIERS_PER_PART);
  const comment = new CommentColumn(1_961_692_154, pool, 124, SUPPLIERS_PER_PART);
  const streams = [quantity, cost, comment.random];
  for (const stream of streams) stream.skipRows(firstUnit);
  const suppliers = scaled(10_000, scaleFactor);
  return (index, out) => {
    for (let supplier = 0; supplier < SUPPLIERS_PER_PART; supplier += 1) {
      out.integer(index + 1);
      out.integer(partSupplier(index + 1, supplier, suppliers));
      out.integer(quantity.next(1, 9_999));
      out.money(cost.next(100, 100_000));
      comment.write(out);
      out.endRow();
    }
    for (const stream of streams) stream.endRow();
  };
}

/** The retail price in hundredths. */
export function partPrice(partKey: number): number {
  return 90_000 + (Math.floor(partKey / 10) % 20_001) + (partKey % 1_000) * 100;
}

/** The key of one of the four suppliers of a part. */
export function partSupplier(partKey: number, which: number, suppliers: number): number {
  const step = Math.floor(suppliers / SUPPLIERS_PER_PART) + Math.floor((partKey - 1) / suppliers);
  return ((partKey + which * step) % suppliers) + 1;
}

/** Different words: the first five of the list, each swapped with a random one at or after it. */
function drawName(random: RandomStream): string {
  const words = [...COLORS];
  for (let at = 0; at < NAME_WORDS; at += 1) {
    const other = random.next(at, words.length - 1);
    const word = words[at] ?? '';
    words[at] = words[other] ?? '';
    words[other] = word;
  }
  return words.slice(0, NAME_WORDS).join(' ');
}
