/** What geometric values measure and how they lie to each other. Comparisons take numbers within PostgreSQL's EPSILON for equal. */
import { known } from '../common/assert.js';
import type { Box, Circle, Line, Path, Point, Segment } from './geometry.js';
import { boxOf, isZero, sameNumber } from './geometry.js';

export function samePoint(a: Point, b: Point): boolean {
  return sameNumber(a.x, b.x) && sameNumber(a.y, b.y);
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

export function lengthOf({ from, to }: Segment): number {
  return distance(from, to);
}

export function middle(a: Point, b: Point): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

/** point_sl: of a vertical pair the greatest number. */
export function slopeOf(a: Point, b: Point): number {
  if (sameNumber(a.x, b.x)) return Number.MAX_VALUE;
  return sameNumber(a.y, b.y) ? 0 : (a.y - b.y) / (a.x - b.x);
}

export function segmentsOf({ points, isClosed }: Path): readonly Segment[] {
  const open = points.slice(1).map((to, index) => ({ from: known(points[index], 'point'), to }));
  const [first, last] = [points[0], points.at(-1)];
  return isClosed && first !== undefined && last !== undefined ? [{ from: last, to: first }, ...open] : open;
}

export function sidesOf({ high, low }: Box): readonly Segment[] {
  const corners = [low, { x: low.x, y: high.y }, high, { x: high.x, y: low.y }];
  return segmentsOf({ points: corners, isClosed: true });
}

export function boundingBox(points: readonly Point[]): Box {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  return boxOf({ x: Math.max(...xs), y: Math.max(...ys) }, { x: Math.min(...xs), y: Math.min(...ys) });
}

export function boxArea({ high, low }: Box): number {
  return (high.x - low.x) * (high.y - low.y);
}

/** Half the sum of cross products; null for an open path. */
export function pathArea({ points, isClosed }: Path): number | null {
  if (!isClosed) return null;
  const sum = points.reduce((total, { x, y }, index) => {
    const next = known(points[(index + 1) % points.length], 'point');
    return total + x * next.y - y * next.x;
  }, 0);
  return Math.abs(sum) / 2;
}

export function centerOf(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

export function circleAround(points: readonly Point[]): Circle {
  const center = centerOf(points);
  return { center, radius: points.reduce((total, point) => total + distance(point, center), 0) / points.length };
}

// Lines and segments ------------------------------------------------------------------------------------------------------

export function closestOnSegment(point: Point, { from, to }: Segment): Point {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  if (square === 0) return from;
  const share = ((point.x - from.x) * dx + (point.y - from.y) * dy) / square;
  if (share <= 0) return from;
  return share >= 1 ? to : { x: from.x + share * dx, y: from.y + share * dy };
}

export function closestOnLine({ x, y }: Point, { a, b, c }: Line): Point {
  const share = (a * x + b * y + c) / (a * a + b * b);
  return { x: x - a * share, y: y - b * share };
}

export function isOnSegment(point: Point, { from, to }: Segment): boolean {
  return sameNumber(distance(point, from) + distance(point, to), distance(from, to));
}

export function isOnLine({ x, y }: Point, { a, b, c }: Line): boolean {
  return isZero(a * x + b * y + c);
}

export function isParallel(left: Line, right: Line): boolean {
  if (!isZero(left.b)) return sameNumber(right.a, left.a * (right.b / left.b));
  if (!isZero(left.a)) return sameNumber(right.b, left.b * (right.a / left.a));
  if (!isZero(right.b)) return sameNumber(left.a, right.a * (left.b / right.b));
  return sameNumber(left.b, right.b * (left.a / right.a));
}

export function isPerpendicular(left: Line, right: Line): boolean {
  if (isZero(left.a)) return isZero(right.b);
  if (isZero(right.a)) return isZero(left.b);
  if (isZero(left.b)) return isZero(right.a);
  if (isZero(right.b)) return isZero(left.a);
  return sameNumber((left.a * right.a) / (left.b * right.b), -1);
}

export function crossing(left: Line, right: Line): Point | null {
  if (isParallel(left, right)) return null;
  const determinant = left.a * right.b - right.a * left.b;
  const x = (left.b * right.c - right.b * left.c) / determinant;
  const y = (left.c * right.a - right.c * left.a) / determinant;
  return { x: x === 0 ? 0 : x, y: y === 0 ? 0 : y };
}

/** The line that a segment lies on; of a segment that is a point the vertical one. */
export function lineOfSegment({ from, to }: Segment): Line {
  const slope = slopeOf(from, to);
  if (slope === Number.MAX_VALUE) return { a: -1, b: 0, c: from.x };
  const c = from.y - slope * from.x;
  return { a: slope, b: -1, c: c === 0 ? 0 : c };
}

export function segmentCrossing(left: Segment, right: Segment): Point | null {
  const point = crossing(lineOfSegment(left), lineOfSegment(right));
  if (point === null || !isOnSegment(point, left) || !isOnSegment(point, right)) return null;
  const ends = [left.from, left.to, right.from, right.to];
  return ends.find((end) => samePoint(end, point)) ?? point;
}

export function segmentDistance(left: Segment, right: Segment): number {
  if (segmentCrossing(left, right) !== null) return 0;
  return Math.min(
    distance(left.from, closestOnSegment(left.from, right)),
    distance(left.to, closestOnSegment(left.to, right)),
    distance(right.from, closestOnSegment(right.from, left)),
    distance(right.to, closestOnSegment(right.to, left)),
  );
}

// Areas -------------------------------------------------------------------------------------------------------------------

export function boxHolds({ high, low }: Box, { x, y }: Point): boolean {
  return high.x >= x && low.x <= x && high.y >= y && low.y <= y;
}

export function circleHolds({ center, radius }: Circle, point: Point): boolean {
  return distance(center, point) <= radius;
}

/** Points on the border are within. */
export function polygonHolds(points: readonly Point[], point: Point): boolean {
  const sides = segmentsOf({ points, isClosed: true });
  if (sides.some((side) => isOnSegment(point, side))) return true;
  const crossed = sides.filter(({ from, to }) => {
    if (from.y > point.y === to.y > point.y) return false;
    return point.x < from.x + ((point.y - from.y) * (to.x - from.x)) / (to.y - from.y);
  });
  return crossed.length % 2 === 1;
}

export function polygonHoldsPolygon(outer: readonly Point[], inner: readonly Point[]): boolean {
  const sides = segmentsOf({ points: inner, isClosed: true });
  const borders = segmentsOf({ points: outer, isClosed: true });
  return sides.every((side) => {
    const cuts = borders.map((border) => segmentCrossing(side, border)).filter((cut) => cut !== null);
    const stops = [side.from, ...cuts.toSorted((a, b) => distance(side.from, a) - distance(side.from, b)), side.to];
    return stops.every(
      (stop, index) => polygonHolds(outer, stop) && (index === 0 || polygonHolds(outer, middle(known(stops[index - 1], 'stop'), stop))),
    );
  });
}

export function polygonsOverlap(left: readonly Point[], right: readonly Point[]): boolean {
  const [a, b] = [segmentsOf({ points: left, isClosed: true }), segmentsOf({ points: right, isClosed: true })];
  if (a.some((side) => b.some((other) => segmentDistance(side, other) === 0))) return true;
  return polygonHolds(left, known(right[0], 'point')) || polygonHolds(right, known(left[0], 'point'));
}

/** The same points in the same order, from whichever and in whichever direction. */
export function samePolygon(left: readonly Point[], right: readonly Point[]): boolean {
  const count = left.length;
  if (count !== right.length) return false;
  const starts = right.flatMap((point, index) => (samePoint(point, known(left[0], 'point')) ? [index] : []));
  return starts.some((start) =>
    [1, -1].some((step) =>
      left.every((point, index) => samePoint(point, known(right[(((start + step * index) % count) + count) % count], 'point'))),
    ),
  );
}

export function boxClosest(box: Box, point: Point): Point {
  if (boxHolds(box, point)) return point;
  return { x: Math.min(Math.max(point.x, box.low.x), box.high.x), y: Math.min(Math.max(point.y, box.low.y), box.high.y) };
}

export function polygonDistance(points: readonly Point[], point: Point): number {
  if (polygonHolds(points, point)) return 0;
  return pathDistance({ points, isClosed: true }, point);
}

export function pathDistance(path: Path, point: Point): number {
  return Math.min(...segmentsOf(path).map((segment) => distance(point, closestOnSegment(point, segment))));
}
