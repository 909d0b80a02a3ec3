/** Casts between geometric types, over their canonical texts. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import {
  type Box,
  boxOf,
  boxOfText,
  type Circle,
  circleOf,
  formatBox,
  formatCircle,
  formatPath,
  formatPoint,
  formatPolygon,
  formatSegment,
  type Point,
  pathOf,
  pointOf,
  polygonOf,
  segmentOf,
} from './geometry.js';
import { boundingBox, circleAround, distance, middle } from './geometry-measure.js';

const CIRCLE_POINTS = 12;

type Convert = (text: string) => string;

const CONVERSIONS: { readonly [from: string]: { readonly [to: string]: Convert } } = {
  point: { box: (text) => formatBox(boxOf(pointOf(text), pointOf(text))) },
  lseg: { point: (text) => formatPoint(middle(segmentOf(text).from, segmentOf(text).to)) },
  path: { polygon: (text) => formatPolygon(closedPoints(text)) },
  box: {
    point: (text) => formatPoint(boxCenter(boxOfText(text))),
    lseg: (text) => formatSegment({ from: boxOfText(text).high, to: boxOfText(text).low }),
    polygon: (text) => formatPolygon(corners(boxOfText(text))),
    circle: (text) => formatCircle(circleOfBox(boxOfText(text))),
  },
  polygon: {
    point: (text) => formatPoint(circleAround(polygonOf(text)).center),
    path: (text) => formatPath({ isClosed: true, points: polygonOf(text) }),
    box: (text) => formatBox(boundingBox(polygonOf(text))),
    circle: (text) => formatCircle(circleAround(polygonOf(text))),
  },
  circle: {
    point: (text) => formatPoint(circleOf(text).center),
    box: (text) => formatBox(boxOfCircle(circleOf(text))),
    polygon: (text) => formatPolygon(circlePoints(CIRCLE_POINTS, circleOf(text))),
  },
};

/** undefined: there is no such cast. */
export function convertGeometry(from: string, to: string, text: string): string | undefined {
  return CONVERSIONS[from]?.[to]?.(text);
}

function closedPoints(text: string): readonly Point[] {
  const path = pathOf(text);
  if (!path.isClosed) throw new ConductError(SQLSTATE.invalidParameterValue, 'open path cannot be converted to polygon');
  return path.points;
}

export function boxCenter({ high, low }: Box): Point {
  return middle(high, low);
}

function corners({ high, low }: Box): readonly Point[] {
  return [low, { x: low.x, y: high.y }, high, { x: high.x, y: low.y }];
}

function circleOfBox(box: Box): Circle {
  const center = boxCenter(box);
  return { center, radius: distance(center, box.high) };
}

/** The largest box within. */
function boxOfCircle({ center, radius }: Circle): Box {
  const reach = radius / Math.SQRT2;
  return { high: { x: center.x + reach, y: center.y + reach }, low: { x: center.x - reach, y: center.y - reach } };
}

export function circlePoints(count: number, { center, radius }: Circle): readonly Point[] {
  if (radius === 0) throw new ConductError(SQLSTATE.featureNotSupported, 'cannot convert circle with radius zero to polygon');
  if (count < 2) throw new ConductError(SQLSTATE.invalidParameterValue, 'must request at least 2 points');
  return Array.from({ length: count }, (_, index) => {
    const angle = index * ((2 * Math.PI) / count);
    return { x: center.x - radius * Math.cos(angle), y: center.y + radius * Math.sin(angle) };
  });
}
