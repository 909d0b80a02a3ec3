/** Hyperbolic functions, and trigonometric ones over degrees that are exact where the result is (float.c). */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { floatOverflow, floatUnderflow } from '../types/float.js';
import { define, numberArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

const RADIANS_PER_DEGREE = 0.017453292519943295;
const SIN_30 = Math.sin(30 * RADIANS_PER_DEGREE);
const ONE_MINUS_COS_60 = 1 - Math.cos(60 * RADIANS_PER_DEGREE);
const ASIN_0_5 = Math.asin(0.5);
const ACOS_0_5 = Math.acos(0.5);
const ATAN_1_0 = Math.atan(1);

/** Sine and cosine of the first quadrant, by the halves where they are exact. */
function sineQuadrant(x: number): number {
  return x <= 30 ? Math.sin(x * RADIANS_PER_DEGREE) / SIN_30 / 2 : cosineTo60(90 - x);
}

function cosineTo60(x: number): number {
  return 1 - (1 - Math.cos(x * RADIANS_PER_DEGREE)) / ONE_MINUS_COS_60 / 2;
}

function cosineQuadrant(x: number): number {
  return x <= 60 ? cosineTo60(x) : Math.sin((90 - x) * RADIANS_PER_DEGREE) / SIN_30 / 2;
}

const TAN_45 = sineQuadrant(45) / cosineQuadrant(45);
const COT_45 = cosineQuadrant(45) / sineQuadrant(45);

function arcSineQuadrant(x: number): number {
  return x <= 0.5 ? (Math.asin(x) / ASIN_0_5) * 30 : 90 - (Math.acos(x) / ACOS_0_5) * 60;
}

function arcCosineQuadrant(x: number): number {
  return x <= 0.5 ? 90 - (Math.asin(x) / ASIN_0_5) * 30 : (Math.acos(x) / ACOS_0_5) * 60;
}

function outOfRange(): ConductError {
  return new ConductError(SQLSTATE.numericValueOutOfRange, 'input is out of range');
}

/** The angle brought into the first quadrant, with the signs of sine and cosine there. */
interface Angle {
  readonly degrees: number;
  readonly sine: number;
  readonly cosine: number;
}

function reduced(angle: number): Angle {
  if (!Number.isFinite(angle) && !Number.isNaN(angle)) throw outOfRange();
  let degrees = angle % 360;
  let sine = 1;
  let cosine = 1;
  if (degrees < 0) {
    degrees = -degrees;
    sine = -sine;
  }
  if (degrees > 180) {
    degrees = 360 - degrees;
    sine = -sine;
  }
  if (degrees > 90) {
    degrees = 180 - degrees;
    cosine = -cosine;
  }
  return { degrees, sine, cosine };
}

function sineOfDegrees(angle: number): number {
  const { degrees, sine } = reduced(angle);
  return sine * sineQuadrant(degrees);
}

function cosineOfDegrees(angle: number): number {
  const { degrees, cosine } = reduced(angle);
  return cosine * cosineQuadrant(degrees);
}

/** Adding 0 takes the sign off a zero. */
function tangentOfDegrees(angle: number): number {
  const { degrees, sine, cosine } = reduced(angle);
  return sine * cosine * (sineQuadrant(degrees) / cosineQuadrant(degrees) / TAN_45) + 0;
}

function cotangentOfDegrees(angle: number): number {
  const { degrees, sine, cosine } = reduced(angle);
  return sine * cosine * (cosineQuadrant(degrees) / sineQuadrant(degrees) / COT_45) + 0;
}

function inDomain(x: number, isIn: boolean, compute: (x: number) => number): number {
  if (Number.isNaN(x)) return x;
  if (!isIn) throw outOfRange();
  return compute(x);
}

function unary(name: string, doc: string, compute: (value: number) => number): FunctionEntry {
  return define(name, ['float8'], 'float8', doc, (args) => compute(numberArg(args, 0)));
}

export const TRIGONOMETRIC_FUNCTIONS: readonly FunctionEntry[] = [
  unary('sind', 'Sine of degrees.', sineOfDegrees),
  unary('cosd', 'Cosine of degrees.', cosineOfDegrees),
  unary('tand', 'Tangent of degrees.', tangentOfDegrees),
  unary('cotd', 'Cotangent of degrees.', cotangentOfDegrees),
  unary('asind', 'Arc sine in degrees.', (x) => inDomain(x, Math.abs(x) <= 1, (y) => (y >= 0 ? arcSineQuadrant(y) : -arcSineQuadrant(-y)))),
  unary('acosd', 'Arc cosine in degrees.', (x) =>
    inDomain(x, Math.abs(x) <= 1, (y) => (y >= 0 ? arcCosineQuadrant(y) : 90 + arcSineQuadrant(-y))),
  ),
  unary('atand', 'Arc tangent in degrees.', (x) => (Math.atan(x) / ATAN_1_0) * 45),
  define('atan2d', ['float8', 'float8'], 'float8', 'Arc tangent of the quotient, in degrees.', (args) => {
    return (Math.atan2(numberArg(args, 0), numberArg(args, 1)) / ATAN_1_0) * 45;
  }),
  unary('cot', 'Cotangent.', (x) => {
    if (!Number.isFinite(x) && !Number.isNaN(x)) throw outOfRange();
    return 1 / Math.tan(x);
  }),
  unary('sinh', 'Hyperbolic sine.', Math.sinh),
  unary('cosh', 'Hyperbolic cosine.', (x) => {
    const result = Math.cosh(x);
    if (result === 0) throw floatUnderflow();
    return result;
  }),
  unary('tanh', 'Hyperbolic tangent.', Math.tanh),
  unary('asinh', 'Inverse hyperbolic sine.', (x) => {
    const result = Math.asinh(x);
    if (!Number.isFinite(result) && Number.isFinite(x)) throw floatOverflow();
    return result;
  }),
  unary('acosh', 'Inverse hyperbolic cosine.', (x) => inDomain(x, x >= 1, Math.acosh)),
  unary('atanh', 'Inverse hyperbolic tangent.', (x) => inDomain(x, Math.abs(x) <= 1, Math.atanh)),
];
