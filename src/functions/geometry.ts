/** Operators and functions of geometric types. Each reads the canonical texts of its arguments and writes one. */

import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Datum } from '../types/datum.js';
import { formatFloat8 } from '../types/float.js';
import {
  type Box,
  boxOf,
  boxOfText,
  type Circle,
  circleOf,
  formatBox,
  formatCircle,
  formatLine,
  formatPath,
  formatPoint,
  formatPolygon,
  formatSegment,
  isZero,
  lineOf,
  lineThrough,
  type Point,
  parseGeometry,
  pathOf,
  pointOf,
  polygonOf,
  sameNumber,
  segmentOf,
} from '../types/geometry.js';
import { boxCenter, circlePoints, convertGeometry } from '../types/geometry-convert.js';
import {
  boundingBox,
  boxArea,
  boxClosest,
  boxHolds,
  circleAround,
  circleHolds,
  closestOnLine,
  closestOnSegment,
  crossing,
  distance,
  isOnLine,
  isOnSegment,
  isParallel,
  isPerpendicular,
  lengthOf,
  lineOfSegment,
  middle,
  pathArea,
  pathDistance,
  polygonDistance,
  polygonHolds,
  polygonHoldsPolygon,
  polygonsOverlap,
  samePoint,
  samePolygon,
  segmentCrossing,
  segmentDistance,
  segmentsOf,
  sidesOf,
  slopeOf,
} from '../types/geometry-measure.js';
import { define, divisionByZero, numberArg, textArg } from './define.js';
import type { ArgSpec, FunctionEntry } from './function-entry.js';

/** How the text of each type is read. */
const READ = {
  point: pointOf,
  lseg: segmentOf,
  box: boxOfText,
  path: pathOf,
  polygon: polygonOf,
  line: lineOf,
  circle: circleOf,
} as const;

type Kind = keyof typeof READ;
type Value<K extends Kind> = ReturnType<(typeof READ)[K]>;

function read<K extends Kind>(kind: K, args: readonly Datum[], index: number): Value<K> {
  return READ[kind](textArg(args, index)) as Value<K>;
}

function one<K extends Kind>(name: string, kind: K, result: ArgSpec, doc: string, compute: (value: Value<K>) => Datum): FunctionEntry {
  return define(name, [kind], result, doc, (args) => compute(read(kind, args, 0)));
}

function two<L extends Kind, R extends Kind>(
  name: string,
  kinds: readonly [L, R],
  result: ArgSpec,
  doc: string,
  compute: (left: Value<L>, right: Value<R>) => Datum,
): FunctionEntry {
  return define(name, kinds, result, doc, (args) => compute(read(kinds[0], args, 0), read(kinds[1], args, 1)));
}

/** The same in both orders of the arguments. */
function either<L extends Kind, R extends Kind>(
  name: string,
  [left, right]: readonly [L, R],
  result: ArgSpec,
  doc: string,
  compute: (left: Value<L>, right: Value<R>) => Datum,
): FunctionEntry[] {
  return [
    two(name, [left, right], result, doc, compute),
    two(name, [right, left], result, doc, (a, b) => compute(b as Value<L>, a as Value<R>)),
  ];
}

const less = (a: number, b: number): boolean => a < b && !sameNumber(a, b);
const atMost = (a: number, b: number): boolean => a < b || sameNumber(a, b);

const ORDERS: readonly (readonly [string, (a: number, b: number) => boolean])[] = [
  ['<', less],
  ['<=', atMost],
  ['=', sameNumber],
  ['>=', (a, b) => atMost(b, a)],
  ['>', (a, b) => less(b, a)],
];

/** Values compare by a measure of theirs. */
function compared<K extends Kind>(kind: K, measure: (value: Value<K>) => number, without: readonly string[] = []): FunctionEntry[] {
  return ORDERS.filter(([name]) => !without.includes(name)).map(([name, test]) =>
    two(name, [kind, kind], 'bool', 'Compares the measures of two values.', (a, b) => test(measure(a), measure(b))),
  );
}

// Where one lies to the other ------------------------------------------------------------------------------------------------

interface Extent {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

const boxExtent = ({ high, low }: Box): Extent => ({ left: low.x, right: high.x, bottom: low.y, top: high.y });
const circleExtent = ({ center: { x, y }, radius }: Circle): Extent => ({
  left: x - radius,
  right: x + radius,
  bottom: y - radius,
  top: y + radius,
});

type Side = (a: Extent, b: Extent, below: (a: number, b: number) => boolean, upTo: (a: number, b: number) => boolean) => boolean;

const SIDES: readonly (readonly [string, string, Side])[] = [
  ['<<', 'Whether the first is left of the second.', (a, b, below) => below(a.right, b.left)],
  ['&<', 'Whether the first does not reach right of the second.', (a, b, _, upTo) => upTo(a.right, b.right)],
  ['>>', 'Whether the first is right of the second.', (a, b, below) => below(b.right, a.left)],
  ['&>', 'Whether the first does not reach left of the second.', (a, b, _, upTo) => upTo(b.left, a.left)],
  ['<<|', 'Whether the first is below the second.', (a, b, below) => below(a.top, b.bottom)],
  ['&<|', 'Whether the first does not reach above the second.', (a, b, _, upTo) => upTo(a.top, b.top)],
  ['|>>', 'Whether the first is above the second.', (a, b, below) => below(b.top, a.bottom)],
  ['|&>', 'Whether the first does not reach below the second.', (a, b, _, upTo) => upTo(b.bottom, a.bottom)],
];

function sides<K extends Kind>(kind: K, extent: (value: Value<K>) => Extent, isExact = false): FunctionEntry[] {
  const below = isExact ? (a: number, b: number) => a < b : less;
  const upTo = isExact ? (a: number, b: number) => a <= b : atMost;
  return SIDES.map(([name, doc, side]) => two(name, [kind, kind], 'bool', doc, (a, b) => side(extent(a), extent(b), below, upTo)));
}

function boxesOverlap(a: Box, b: Box): boolean {
  return atMost(a.low.x, b.high.x) && atMost(b.low.x, a.high.x) && atMost(a.low.y, b.high.y) && atMost(b.low.y, a.high.y);
}

function boxHoldsBox(a: Box, b: Box): boolean {
  return atMost(b.high.x, a.high.x) && atMost(a.low.x, b.low.x) && atMost(b.high.y, a.high.y) && atMost(a.low.y, b.low.y);
}

const HOLDS = 'Whether the first holds the second.';
const HELD = 'Whether the first is within the second.';

function holding<L extends Kind, R extends Kind>(
  kinds: readonly [L, R],
  holds: (outer: Value<L>, inner: Value<R>) => boolean,
): FunctionEntry[] {
  const [outer, inner] = kinds;
  return [two('@>', kinds, 'bool', HOLDS, holds), two('<@', [inner, outer], 'bool', HELD, (a, b) => holds(b as Value<L>, a as Value<R>))];
}

const OVERLAPS = 'Whether they overlap.';
const SAME = 'Whether both are the same.';
const MEETS = 'Whether they meet.';

const RELATIONS: readonly FunctionEntry[] = [
  ...sides('box', boxExtent),
  ...sides('circle', circleExtent),
  ...sides('polygon', (points) => boxExtent(boundingBox(points)), true),
  two('<<', ['point', 'point'], 'bool', 'Whether the first is left of the second.', (a, b) => less(a.x, b.x)),
  two('>>', ['point', 'point'], 'bool', 'Whether the first is right of the second.', (a, b) => less(b.x, a.x)),
  ...['<<|', '<^'].map((name) => two(name, ['point', 'point'], 'bool', 'Whether the first is below the second.', (a, b) => less(a.y, b.y))),
  ...['|>>', '>^'].map((name) => two(name, ['point', 'point'], 'bool', 'Whether the first is above the second.', (a, b) => less(b.y, a.y))),
  two('<^', ['box', 'box'], 'bool', 'Whether the first is below the second, or touches it.', (a, b) => atMost(a.high.y, b.low.y)),
  two('>^', ['box', 'box'], 'bool', 'Whether the first is above the second, or touches it.', (a, b) => atMost(b.high.y, a.low.y)),
  ...holding(['box', 'box'], boxHoldsBox),
  ...holding(['box', 'point'], boxHolds),
  ...holding(['circle', 'circle'], (a, b) => atMost(distance(a.center, b.center), a.radius - b.radius)),
  ...holding(['circle', 'point'], circleHolds),
  ...holding(['polygon', 'polygon'], polygonHoldsPolygon),
  ...holding(['polygon', 'point'], polygonHolds),
  ...holding(['path', 'point'], (path, point) =>
    path.isClosed ? polygonHolds(path.points, point) : segmentsOf(path).some((segment) => isOnSegment(point, segment)),
  ),
  two('<@', ['point', 'lseg'], 'bool', HELD, isOnSegment),
  two('<@', ['point', 'line'], 'bool', HELD, isOnLine),
  two('<@', ['lseg', 'box'], 'bool', HELD, (segment, box) => boxHolds(box, segment.from) && boxHolds(box, segment.to)),
  two('<@', ['lseg', 'line'], 'bool', HELD, (segment, line) => isOnLine(segment.from, line) && isOnLine(segment.to, line)),
  two('&&', ['box', 'box'], 'bool', OVERLAPS, boxesOverlap),
  two('&&', ['circle', 'circle'], 'bool', OVERLAPS, (a, b) => atMost(distance(a.center, b.center), a.radius + b.radius)),
  two('&&', ['polygon', 'polygon'], 'bool', OVERLAPS, polygonsOverlap),
  two('~=', ['point', 'point'], 'bool', SAME, samePoint),
  two('<>', ['point', 'point'], 'bool', 'Whether they differ.', (a, b) => !samePoint(a, b)),
  two('~=', ['box', 'box'], 'bool', SAME, (a, b) => samePoint(a.high, b.high) && samePoint(a.low, b.low)),
  two('~=', ['circle', 'circle'], 'bool', SAME, (a, b) => samePoint(a.center, b.center) && sameNumber(a.radius, b.radius)),
  two('~=', ['polygon', 'polygon'], 'bool', SAME, samePolygon),
  two('=', ['lseg', 'lseg'], 'bool', SAME, (a, b) => samePoint(a.from, b.from) && samePoint(a.to, b.to)),
  two('<>', ['lseg', 'lseg'], 'bool', 'Whether they differ.', (a, b) => !(samePoint(a.from, b.from) && samePoint(a.to, b.to))),
  two('=', ['line', 'line'], 'bool', SAME, (a, b) => {
    const ratio = !isZero(b.a) ? a.a / b.a : !isZero(b.b) ? a.b / b.b : !isZero(b.c) ? a.c / b.c : 1;
    return sameNumber(a.a, ratio * b.a) && sameNumber(a.b, ratio * b.b) && sameNumber(a.c, ratio * b.c);
  }),
  ...compared('lseg', lengthOf, ['=']),
  ...compared('box', boxArea),
  ...compared('circle', ({ radius }) => radius * radius * Math.PI),
  two(
    '<>',
    ['circle', 'circle'],
    'bool',
    'Whether their areas differ.',
    (a, b) => !sameNumber(a.radius ** 2 * Math.PI, b.radius ** 2 * Math.PI),
  ),
  ...compared('path', ({ points }) => points.length),
  two('?#', ['lseg', 'lseg'], 'bool', MEETS, (a, b) => segmentCrossing(a, b) !== null),
  two('?#', ['lseg', 'box'], 'bool', MEETS, meetsBox),
  two('?#', ['lseg', 'line'], 'bool', MEETS, (segment, line) => meetsLine(segment, line)),
  two('?#', ['line', 'box'], 'bool', MEETS, (line, box) => sidesOf(box).some((side) => meetsLine(side, line))),
  two('?#', ['line', 'line'], 'bool', MEETS, (a, b) => crossing(a, b) !== null),
  two('?#', ['box', 'box'], 'bool', MEETS, boxesOverlap),
  two('?#', ['path', 'path'], 'bool', MEETS, (a, b) =>
    segmentsOf(a).some((segment) => segmentsOf(b).some((other) => segmentCrossing(segment, other) !== null)),
  ),
  two('?-', ['point', 'point'], 'bool', 'Whether they are side by side.', (a, b) => sameNumber(a.y, b.y)),
  two('?|', ['point', 'point'], 'bool', 'Whether one is above the other.', (a, b) => sameNumber(a.x, b.x)),
  one('?-', 'lseg', 'bool', 'Whether it is horizontal.', ({ from, to }) => sameNumber(from.y, to.y)),
  one('?|', 'lseg', 'bool', 'Whether it is vertical.', ({ from, to }) => sameNumber(from.x, to.x)),
  one('?-', 'line', 'bool', 'Whether it is horizontal.', ({ a }) => isZero(a)),
  one('?|', 'line', 'bool', 'Whether it is vertical.', ({ b }) => isZero(b)),
  two('?||', ['line', 'line'], 'bool', 'Whether they are parallel.', isParallel),
  two('?||', ['lseg', 'lseg'], 'bool', 'Whether they are parallel.', (a, b) => sameNumber(slopeOf(a.from, a.to), slopeOf(b.from, b.to))),
  two('?-|', ['line', 'line'], 'bool', 'Whether they are at right angles.', isPerpendicular),
  two('?-|', ['lseg', 'lseg'], 'bool', 'Whether they are at right angles.', (a, b) => isPerpendicular(lineOfSegment(a), lineOfSegment(b))),
];

function meetsLine(segment: Value<'lseg'>, line: Value<'line'>): boolean {
  const point = crossing(lineOfSegment(segment), line);
  return point !== null && isOnSegment(point, segment);
}

function meetsBox(segment: Value<'lseg'>, box: Box): boolean {
  return boxHolds(box, segment.from) || boxHolds(box, segment.to) || sidesOf(box).some((side) => segmentCrossing(side, segment) !== null);
}

// Distances and nearest points -------------------------------------------------------------------------------------------------

const APART = 'The distance between them.';

const DISTANCES: readonly FunctionEntry[] = [
  two('<->', ['point', 'point'], 'float8', APART, distance),
  ...either('<->', ['point', 'lseg'], 'float8', APART, (point, segment) => distance(point, closestOnSegment(point, segment))),
  ...either('<->', ['point', 'line'], 'float8', APART, (point, line) => distance(point, closestOnLine(point, line))),
  ...either('<->', ['point', 'box'], 'float8', APART, (point, box) => distance(point, boxClosest(box, point))),
  ...either('<->', ['point', 'path'], 'float8', APART, (point, path) => pathDistance(path, point)),
  ...either('<->', ['point', 'polygon'], 'float8', APART, (point, points) => polygonDistance(points, point)),
  ...either('<->', ['point', 'circle'], 'float8', APART, (point, circle) => Math.max(0, distance(point, circle.center) - circle.radius)),
  ...either('<->', ['circle', 'polygon'], 'float8', APART, (circle, points) =>
    Math.max(0, polygonDistance(points, circle.center) - circle.radius),
  ),
  two('<->', ['lseg', 'lseg'], 'float8', APART, segmentDistance),
  ...either('<->', ['lseg', 'line'], 'float8', APART, (segment, line) =>
    meetsLine(segment, line) ? 0 : Math.min(...[segment.from, segment.to].map((end) => distance(end, closestOnLine(end, line)))),
  ),
  ...either('<->', ['lseg', 'box'], 'float8', APART, (segment, box) =>
    meetsBox(segment, box) ? 0 : Math.min(...sidesOf(box).map((side) => segmentDistance(side, segment))),
  ),
  two('<->', ['line', 'line'], 'float8', APART, (a, b) => {
    if (crossing(a, b) !== null) return 0;
    const ratio = !isZero(b.a) ? a.a / b.a : a.b / b.b;
    return Math.abs(a.c - ratio * b.c) / Math.hypot(a.a, a.b);
  }),
  two('<->', ['box', 'box'], 'float8', 'The distance of their centers.', (a, b) => distance(boxCenter(a), boxCenter(b))),
  two('<->', ['circle', 'circle'], 'float8', APART, (a, b) => Math.max(0, distance(a.center, b.center) - a.radius - b.radius)),
  two('<->', ['path', 'path'], 'float8', APART, (a, b) =>
    Math.min(...segmentsOf(a).flatMap((segment) => segmentsOf(b).map((other) => segmentDistance(segment, other)))),
  ),
  two('<->', ['polygon', 'polygon'], 'float8', APART, (a, b) => {
    if (polygonsOverlap(a, b)) return 0;
    const [left, right] = [segmentsOf({ points: a, isClosed: true }), segmentsOf({ points: b, isClosed: true })];
    return Math.min(...left.flatMap((side) => right.map((other) => segmentDistance(side, other))));
  }),
  two('##', ['point', 'lseg'], 'point', 'The nearest point of the second.', (point, segment) =>
    formatPoint(closestOnSegment(point, segment)),
  ),
  two('##', ['point', 'box'], 'point', 'The nearest point of the second.', (point, box) => formatPoint(boxClosest(box, point))),
  two('##', ['point', 'line'], 'point', 'The nearest point of the second.', (point, line) => formatPoint(closestOnLine(point, line))),
  two('##', ['lseg', 'lseg'], 'point', 'The point of the second that is nearest to the first.', nearestOfSegment),
  two('#', ['lseg', 'lseg'], 'point', 'Where they meet; NULL where they do not.', (a, b) => written(segmentCrossing(a, b))),
  two('#', ['line', 'line'], 'point', 'Where they meet; NULL where they do not.', (a, b) => written(crossing(a, b))),
  two('#', ['box', 'box'], 'box', 'What is in both; NULL where nothing is.', (a, b) => {
    if (!boxesOverlap(a, b)) return null;
    const high = { x: Math.min(a.high.x, b.high.x), y: Math.min(a.high.y, b.high.y) };
    return formatBox({ high, low: { x: Math.max(a.low.x, b.low.x), y: Math.max(a.low.y, b.low.y) } });
  }),
];

function written(point: Point | null): string | null {
  return point === null ? null : formatPoint(point);
}

function nearestOfSegment(a: Value<'lseg'>, b: Value<'lseg'>): Datum {
  const cut = segmentCrossing(a, b);
  if (cut !== null) return formatPoint(cut);
  const candidates = [
    { from: a.from, on: closestOnSegment(a.from, b) },
    { from: a.to, on: closestOnSegment(a.to, b) },
    { from: closestOnSegment(b.from, a), on: b.from },
    { from: closestOnSegment(b.to, a), on: b.to },
  ];
  const best = candidates.reduce((found, each) => (distance(each.from, each.on) < distance(found.from, found.on) ? each : found));
  return formatPoint(best.on);
}

// Moving and scaling -----------------------------------------------------------------------------------------------------------

function times(a: Point, b: Point): Point {
  return { x: a.x * b.x - a.y * b.y, y: a.x * b.y + a.y * b.x };
}

function over(a: Point, b: Point): Point {
  const square = b.x * b.x + b.y * b.y;
  if (square === 0) throw divisionByZero();
  return { x: (a.x * b.x + a.y * b.y) / square, y: (a.y * b.x - a.x * b.y) / square };
}

const MOVES: readonly (readonly [string, string, (point: Point, by: Point) => Point, (radius: number, by: Point) => number])[] = [
  ['+', 'Moved by a point.', (a, b) => ({ x: a.x + b.x, y: a.y + b.y }), (radius) => radius],
  ['-', 'Moved back by a point.', (a, b) => ({ x: a.x - b.x, y: a.y - b.y }), (radius) => radius],
  ['*', 'Scaled and turned by a point.', times, (radius, by) => radius * Math.hypot(by.x, by.y)],
  ['/', 'Scaled and turned back by a point.', over, (radius, by) => radius / Math.hypot(by.x, by.y)],
];

const MOVED: readonly FunctionEntry[] = MOVES.flatMap(([name, doc, move, grow]) => [
  two(name, ['point', 'point'], 'point', doc, (point, by) => formatPoint(move(point, by))),
  two(name, ['box', 'point'], 'box', doc, (box, by) => formatBox(boxOf(move(box.high, by), move(box.low, by)))),
  two(name, ['path', 'point'], 'path', doc, (path, by) => formatPath({ ...path, points: path.points.map((point) => move(point, by)) })),
  two(name, ['circle', 'point'], 'circle', doc, ({ center, radius }, by) =>
    formatCircle({ center: move(center, by), radius: grow(radius, by) }),
  ),
]);

// Measures and parts -----------------------------------------------------------------------------------------------------------

function pathLength(path: Value<'path'>): number {
  return segmentsOf(path).reduce((total, segment) => total + lengthOf(segment), 0);
}

const CASTS: readonly (readonly [Kind, Kind])[] = [
  ['point', 'box'],
  ['point', 'lseg'],
  ['point', 'circle'],
  ['point', 'polygon'],
  ['box', 'point'],
  ['box', 'circle'],
  ['box', 'polygon'],
  ['lseg', 'box'],
  ['polygon', 'box'],
  ['polygon', 'path'],
  ['polygon', 'circle'],
  ['path', 'polygon'],
  ['circle', 'box'],
  ['circle', 'polygon'],
];

const MEASURES: readonly FunctionEntry[] = [
  one('area', 'box', 'float8', 'The area.', boxArea),
  one('area', 'circle', 'float8', 'The area.', ({ radius }) => radius * radius * Math.PI),
  one('area', 'path', 'float8', 'The area; NULL of an open path.', pathArea),
  ...['center', '@@'].flatMap((name) => [
    one(name, 'box', 'point', 'The center.', (box) => formatPoint(boxCenter(box))),
    one(name, 'circle', 'point', 'The center.', ({ center }) => formatPoint(center)),
  ]),
  one('@@', 'lseg', 'point', 'The center.', ({ from, to }) => formatPoint(middle(from, to))),
  one('@@', 'polygon', 'point', 'The center.', (points) => formatPoint(circleAround(points).center)),
  one('diagonal', 'box', 'lseg', 'The diagonal.', ({ high, low }) => formatSegment({ from: high, to: low })),
  one('diameter', 'circle', 'float8', 'The diameter.', ({ radius }) => radius * 2),
  one('radius', 'circle', 'float8', 'The radius.', ({ radius }) => radius),
  one('height', 'box', 'float8', 'The vertical size.', ({ high, low }) => high.y - low.y),
  one('width', 'box', 'float8', 'The horizontal size.', ({ high, low }) => high.x - low.x),
  one('isclosed', 'path', 'bool', 'Whether the path is closed.', ({ isClosed }) => isClosed),
  one('isopen', 'path', 'bool', 'Whether the path is open.', ({ isClosed }) => !isClosed),
  one('pclose', 'path', 'path', 'The closed path.', ({ points }) => formatPath({ points, isClosed: true })),
  one('popen', 'path', 'path', 'The open path.', ({ points }) => formatPath({ points, isClosed: false })),
  ...['length', '@-@'].flatMap((name) => [
    one(name, 'lseg', 'float8', 'The length.', lengthOf),
    one(name, 'path', 'float8', 'The length.', pathLength),
  ]),
  ...['npoints', '#'].flatMap((name) => [
    one(name, 'path', 'int4', 'The number of points.', ({ points }) => points.length),
    one(name, 'polygon', 'int4', 'The number of points.', (points) => points.length),
  ]),
  two('slope', ['point', 'point'], 'float8', 'The slope of the line through both.', slopeOf),
  two('bound_box', ['box', 'box'], 'box', 'The smallest box that holds both.', (a, b) =>
    formatBox(boundingBox([a.high, a.low, b.high, b.low])),
  ),
  two('+', ['path', 'path'], 'path', 'One open path after the other; NULL where one is closed.', (a, b) =>
    a.isClosed || b.isClosed ? null : formatPath({ isClosed: false, points: [...a.points, ...b.points] }),
  ),
  two('box', ['point', 'point'], 'box', 'The box with these corners.', (a, b) => formatBox(boxOf(a, b))),
  two('lseg', ['point', 'point'], 'lseg', 'The segment between both.', (from, to) => formatSegment({ from, to })),
  two('line', ['point', 'point'], 'line', 'The line through both.', (from, to) => {
    if (samePoint(from, to)) {
      throw new ConductError(SQLSTATE.invalidParameterValue, 'invalid line specification: must be two distinct points');
    }
    return formatLine(lineThrough(from, to));
  }),
  define('point', ['float8', 'float8'], 'point', 'The point there.', (args) =>
    formatPoint({ x: numberArg(args, 0), y: numberArg(args, 1) }),
  ),
  define('circle', ['point', 'float8'], 'circle', 'The circle around a point.', (args) =>
    formatCircle({ center: read('point', args, 0), radius: numberArg(args, 1) }),
  ),
  define('polygon', ['int4', 'circle'], 'polygon', 'So many points of a circle.', (args) =>
    formatPolygon(circlePoints(numberArg(args, 0), read('circle', args, 1))),
  ),
  // By name these casts are functions: PostgreSQL has each of them.
  ...CASTS.map(([name, kind]) =>
    define(name, [kind], name, `As a cast to ${name}.`, (args) => convertGeometry(kind, name, textArg(args, 0)) ?? null),
  ),
];

/** The parts that subscripts count from 0: coordinates of a point, points of a box. */
function partsOf(kind: 'point' | 'line' | 'lseg' | 'box', text: string): readonly Datum[] {
  switch (kind) {
    case 'point':
      return Object.values(pointOf(text));
    case 'line':
      return Object.values(lineOf(text));
    case 'lseg':
      return [segmentOf(text).from, segmentOf(text).to].map(formatPoint);
    case 'box':
      return [boxOfText(text).high, boxOfText(text).low].map(formatPoint);
  }
}

function withPart(kind: 'point' | 'line' | 'lseg' | 'box', text: string, part: Datum, index: number): Datum {
  const parts = partsOf(kind, text);
  if (index < 0 || index >= parts.length) throw new ConductError(SQLSTATE.arraySubscriptError, 'array subscript out of range');
  const list = parts.map((each, at) => (at === index ? part : each)).map((each) => (typeof each === 'number' ? formatFloat8(each) : each));
  return parseGeometry(kind, kind === 'line' ? `{${list.join(',')}}` : `(${list.join(',')})`);
}

const PARTS: readonly FunctionEntry[] = (['point', 'line', 'lseg', 'box'] as const).flatMap((kind) => {
  const part = kind === 'point' || kind === 'line' ? 'float8' : 'point';
  return [
    define(
      '$geometry_part',
      [kind, 'int4'],
      part,
      'The part of that number.',
      (args) => partsOf(kind, textArg(args, 0))[numberArg(args, 1)] ?? null,
    ),
    define('$geometry_set', [kind, part, 'int4'], kind, 'With another part of that number.', (args) =>
      withPart(kind, textArg(args, 0), args[1] ?? null, numberArg(args, 2)),
    ),
  ];
});

export const GEOMETRY_FUNCTIONS: readonly FunctionEntry[] = [...RELATIONS, ...DISTANCES, ...MOVED, ...MEASURES, ...PARTS];
