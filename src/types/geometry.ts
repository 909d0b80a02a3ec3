/**
 * Geometric types: point, line, lseg, box, path, polygon, circle. A value is its canonical text, whose numbers are float8's
 * shortest; functions read it, compute and write it again.
 */
import { known } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import { formatFloat8, parseFloatText } from './float.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Segment {
  readonly from: Point;
  readonly to: Point;
}

export interface Box {
  readonly high: Point;
  readonly low: Point;
}

export interface Path {
  readonly isClosed: boolean;
  readonly points: readonly Point[];
}

export interface Circle {
  readonly center: Point;
  readonly radius: number;
}

/** ax + by + c = 0. */
export interface Line {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

export type GeometricKind = 'point' | 'line' | 'lseg' | 'box' | 'path' | 'polygon' | 'circle';

/** The canonical text of what the user wrote. */
export function parseGeometry(kind: GeometricKind, text: string): string {
  const reader = new GeometryReader(kind, text);
  switch (kind) {
    case 'point':
      return formatPoint(reader.wholePoint());
    case 'lseg': {
      const [from, to] = reader.points(2, true).points;
      return formatSegment({ from: known(from, 'point'), to: known(to, 'point') });
    }
    case 'box': {
      const [a, b] = reader.points(2, false).points;
      return formatBox(boxOf(known(a, 'point'), known(b, 'point')));
    }
    case 'path':
      return formatPath(reader.points(reader.pointCount(), true));
    case 'polygon':
      return formatPolygon(reader.points(reader.pointCount(), false).points);
    case 'line':
      return formatLine(reader.line());
    case 'circle':
      return formatCircle(reader.circle());
  }
}

export function boxOf(a: Point, b: Point): Box {
  return { high: { x: Math.max(a.x, b.x), y: Math.max(a.y, b.y) }, low: { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) } };
}

export function formatPoint({ x, y }: Point): string {
  return `(${formatFloat8(x)},${formatFloat8(y)})`;
}

export function formatSegment({ from, to }: Segment): string {
  return `[${formatPoint(from)},${formatPoint(to)}]`;
}

export function formatBox({ high, low }: Box): string {
  return `${formatPoint(high)},${formatPoint(low)}`;
}

export function formatPath({ isClosed, points }: Path): string {
  const list = points.map(formatPoint).join(',');
  return isClosed ? `(${list})` : `[${list}]`;
}

export function formatPolygon(points: readonly Point[]): string {
  return formatPath({ isClosed: true, points });
}

export function formatLine({ a, b, c }: Line): string {
  return `{${formatFloat8(a)},${formatFloat8(b)},${formatFloat8(c)}}`;
}

export function formatCircle({ center, radius }: Circle): string {
  return `<${formatPoint(center)},${formatFloat8(radius)}>`;
}

/** The line through two different points: line_construct. */
export function lineThrough(from: Point, to: Point): Line {
  if (sameNumber(from.x, to.x)) return { a: -1, b: 0, c: from.x };
  const slope = sameNumber(from.y, to.y) ? 0 : (from.y - to.y) / (from.x - to.x);
  const c = from.y - slope * from.x;
  return { a: slope, b: -1, c: c === 0 ? 0 : c };
}

const EPSILON = 1e-6;

/** FPeq: PostgreSQL's geometry takes numbers this close to each other for equal. */
export function sameNumber(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= EPSILON;
}

export function isZero(a: number): boolean {
  return Math.abs(a) <= EPSILON;
}

const NUMBER = /[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|inf(?:inity)?|nan)/iy;

/** path_decode and pair_decode of geo_ops.c: brackets around the whole and around points are optional. */
class GeometryReader {
  readonly #kind: GeometricKind;
  readonly #text: string;
  #at = 0;

  constructor(kind: GeometricKind, text: string) {
    this.#kind = kind;
    this.#text = text;
    this.#skipBlanks();
  }

  wholePoint(): Point {
    const point = this.#point();
    this.#end();
    return point;
  }

  /** So many points that the number of commas says; 22P02 when it is not even. */
  pointCount(): number {
    const commas = this.#text.split(',').length - 1;
    if (commas % 2 === 0) throw this.#error();
    return (commas + 1) / 2;
  }

  points(count: number, mayBeOpen: boolean): Path {
    const isOpen = this.#text[this.#at] === '[';
    if (isOpen && !mayBeOpen) throw this.#error();
    let depth = 0;
    if (isOpen || this.#hasOuterBracket()) {
      depth = 1;
      this.#at += 1;
      this.#skipBlanks();
    }
    const points: Point[] = [];
    for (let index = 0; index < count; index += 1) {
      points.push(this.#point());
      if (this.#text[this.#at] === ',') this.#take(',');
    }
    if (depth === 1) this.#take(isOpen ? ']' : ')');
    this.#end();
    return { isClosed: !isOpen, points };
  }

  /** {a,b,c}, or two points that are not the same. */
  line(): Line {
    if (this.#text[this.#at] !== '{') {
      const [from, to] = this.points(2, true).points;
      if (from === undefined || to === undefined || (sameNumber(from.x, to.x) && sameNumber(from.y, to.y))) {
        throw this.#specification('must be two distinct points');
      }
      return lineThrough(from, to);
    }
    this.#take('{');
    const [a, b, c] = [this.#number(), this.#after(','), this.#after(',')];
    this.#take('}');
    this.#end();
    if (isZero(a) && isZero(b)) throw this.#specification('A and B cannot both be zero');
    return { a, b, c };
  }

  circle(): Circle {
    const closing: string[] = [];
    if (this.#text[this.#at] === '<') {
      this.#take('<');
      closing.push('>');
    } else if (/^\(\s*\(/.test(this.#text.slice(this.#at))) {
      this.#take('(');
      closing.push(')');
    }
    const center = this.#point();
    this.#take(',');
    const radius = this.#number();
    if (radius < 0) throw this.#error();
    for (const bracket of closing) this.#take(bracket);
    this.#end();
    return { center, radius };
  }

  /** A bracket that another follows, or that is the only one. */
  #hasOuterBracket(): boolean {
    if (this.#text[this.#at] !== '(') return false;
    const rest = this.#text.slice(this.#at + 1);
    return rest.trimStart().startsWith('(') || !rest.includes('(');
  }

  #point(): Point {
    const hasBracket = this.#text[this.#at] === '(';
    if (hasBracket) this.#take('(');
    const x = this.#number();
    const y = this.#after(',');
    if (hasBracket) this.#take(')');
    return { x, y };
  }

  #after(separator: string): number {
    this.#take(separator);
    return this.#number();
  }

  #number(): number {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.#text);
    if (match === null) throw this.#error();
    this.#at = NUMBER.lastIndex;
    this.#skipBlanks();
    return parseFloatText(match[0], 'float8');
  }

  #take(character: string): void {
    if (this.#text[this.#at] !== character) throw this.#error();
    this.#at += 1;
    this.#skipBlanks();
  }

  #end(): void {
    if (this.#at < this.#text.length) throw this.#error();
  }

  #skipBlanks(): void {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at += 1;
  }

  #error(): ConductError {
    return new ConductError(SQLSTATE.invalidTextRepresentation, `invalid input syntax for type ${this.#kind}: "${this.#text}"`);
  }

  #specification(problem: string): ConductError {
    return new ConductError(SQLSTATE.invalidTextRepresentation, `invalid line specification: ${problem}`);
  }
}

/** The numbers of a canonical text, in their order. */
function numbersOf(text: string): readonly number[] {
  return (text.match(/[^()[\]{}<>,]+/g) ?? []).map((number) => parseFloatText(number, 'float8'));
}

function pointsOf(text: string): readonly Point[] {
  const numbers = numbersOf(text);
  return Array.from({ length: numbers.length >> 1 }, (_, index) => ({
    x: known(numbers[index * 2], 'x'),
    y: known(numbers[index * 2 + 1], 'y'),
  }));
}

export function pointOf(text: string): Point {
  return known(pointsOf(text)[0], 'point');
}

export function segmentOf(text: string): Segment {
  const [from, to] = pointsOf(text);
  return { from: known(from, 'point'), to: known(to, 'point') };
}

export function boxOfText(text: string): Box {
  const [high, low] = pointsOf(text);
  return { high: known(high, 'point'), low: known(low, 'point') };
}

export function pathOf(text: string): Path {
  return { isClosed: text.startsWith('('), points: pointsOf(text) };
}

export function polygonOf(text: string): readonly Point[] {
  return pointsOf(text);
}

export function lineOf(text: string): Line {
  const [a, b, c] = numbersOf(text);
  return { a: known(a, 'a'), b: known(b, 'b'), c: known(c, 'c') };
}

export function circleOf(text: string): Circle {
  const [x, y, radius] = numbersOf(text);
  return { center: { x: known(x, 'x'), y: known(y, 'y') }, radius: known(radius, 'radius') };
}
