/**
 * Functions of the server, made from its registry by tests/client/functions-file.test.ts: CONDUCT_UPDATE_GOLDEN=1 writes this file anew. The first
 * argument is a column or the name of one; of the others plain values are literals. More than these are called by fn().
 */
import type { AggregateColumn, Column, ColumnLike } from './column.js';
import {
  type Argument,
  type ArgumentNull,
  callAggregate,
  callFunction,
  callOrdered,
  type NameUses,
  type OtherNull,
  type OtherUses,
  type Valued,
} from './function-call.js';
import type { AverageOf, DateText, Float, IntervalText, Numeric, OrNull, SumOf, TimestampText, TimeText } from './values.js';

/**
 * Absolute value.
 * In SQL: abs(smallint), abs(integer), abs(bigint), abs(real), ...
 */
export function abs<A extends Argument>(a: A): Column<number | bigint | Float | Numeric | ArgumentNull<A>, 'abs', NameUses<A>> {
  return callFunction('abs', [a], true);
}

/**
 * Square root.
 * In SQL: sqrt(double precision), sqrt(numeric).
 */
export function sqrt<A extends Argument>(a: A): Column<Float | Numeric | ArgumentNull<A>, 'sqrt', NameUses<A>> {
  return callFunction('sqrt', [a], true);
}

/**
 * Cube root.
 * In SQL: cbrt(double precision).
 */
export function cbrt<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'cbrt', NameUses<A>> {
  return callFunction('cbrt', [a], true);
}

/**
 * e to the power of the argument.
 * In SQL: exp(double precision), exp(numeric).
 */
export function exp<A extends Argument>(a: A): Column<Float | Numeric | ArgumentNull<A>, 'exp', NameUses<A>> {
  return callFunction('exp', [a], true);
}

/**
 * Natural logarithm.
 * In SQL: ln(double precision), ln(numeric).
 */
export function ln<A extends Argument>(a: A): Column<Float | Numeric | ArgumentNull<A>, 'ln', NameUses<A>> {
  return callFunction('ln', [a], true);
}

/**
 * Logarithm to base 10.
 * Logarithm of the second argument to the base of the first.
 * In SQL: log(double precision), log(numeric), log(numeric, numeric).
 */
export function log<A extends Argument, B extends ColumnLike = never>(
  a: A,
  b?: B,
): Column<Float | Numeric | ArgumentNull<A> | OtherNull<B>, 'log', NameUses<A> | OtherUses<B>> {
  return callFunction('log', [a, b], true);
}

/**
 * Logarithm to base 10.
 * In SQL: log10(double precision), log10(numeric).
 */
export function log10<A extends Argument>(a: A): Column<Float | Numeric | ArgumentNull<A>, 'log10', NameUses<A>> {
  return callFunction('log10', [a], true);
}

/**
 * First argument to the power of the second.
 * In SQL: power(double precision, double precision), power(numeric, numeric).
 */
export function power<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<Float | Numeric | ArgumentNull<A> | OtherNull<B>, 'power', NameUses<A> | OtherUses<B>> {
  return callFunction('power', [a, b], true);
}

/**
 * -1, 0 or 1.
 * In SQL: sign(double precision), sign(numeric).
 */
export function sign<A extends Argument>(a: A): Column<Float | Numeric | ArgumentNull<A>, 'sign', NameUses<A>> {
  return callFunction('sign', [a], true);
}

/**
 * Least integer that is not below.
 * In SQL: ceil(double precision), ceil(numeric).
 */
export function ceil<A extends Argument>(a: A): Column<Float | Numeric | ArgumentNull<A>, 'ceil', NameUses<A>> {
  return callFunction('ceil', [a], true);
}

/**
 * Greatest integer that is not above.
 * In SQL: floor(double precision), floor(numeric).
 */
export function floor<A extends Argument>(a: A): Column<Float | Numeric | ArgumentNull<A>, 'floor', NameUses<A>> {
  return callFunction('floor', [a], true);
}

/**
 * Nearest integer; halves to even.
 * Nearest integer; halves away from zero.
 * Rounded to that many places; halves away from zero.
 * In SQL: round(double precision), round(numeric), round(numeric, integer).
 */
export function round<A extends Argument, B extends ColumnLike = never>(
  a: A,
  b?: B,
): Column<Float | Numeric | ArgumentNull<A> | OtherNull<B>, 'round', NameUses<A> | OtherUses<B>> {
  return callFunction('round', [a, b], true);
}

/**
 * Integer part.
 * Cut to that many places.
 * The maker's part, and zeros.
 * In SQL: trunc(double precision), trunc(numeric), trunc(numeric, integer), trunc(macaddr), ...
 */
export function trunc<A extends Argument, B extends ColumnLike = never>(
  a: A,
  b?: B,
): Column<Float | Numeric | string | ArgumentNull<A> | OtherNull<B>, 'trunc', NameUses<A> | OtherUses<B>> {
  return callFunction('trunc', [a, b], true);
}

/**
 * Remainder with the sign of the dividend.
 * In SQL: mod(smallint, smallint), mod(integer, integer), mod(bigint, bigint), mod(numeric, numeric).
 */
export function mod<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<number | bigint | Numeric | ArgumentNull<A> | OtherNull<B>, 'mod', NameUses<A> | OtherUses<B>> {
  return callFunction('mod', [a, b], true);
}

/**
 * Integer part of the quotient.
 * In SQL: div(numeric, numeric).
 */
export function div<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<Numeric | ArgumentNull<A> | OtherNull<B>, 'div', NameUses<A> | OtherUses<B>> {
  return callFunction('div', [a, b], true);
}

/**
 * Greatest common divisor.
 * In SQL: gcd(integer, integer), gcd(bigint, bigint), gcd(numeric, numeric).
 */
export function gcd<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<number | bigint | Numeric | ArgumentNull<A> | OtherNull<B>, 'gcd', NameUses<A> | OtherUses<B>> {
  return callFunction('gcd', [a, b], true);
}

/**
 * Least common multiple.
 * In SQL: lcm(integer, integer), lcm(bigint, bigint), lcm(numeric, numeric).
 */
export function lcm<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<number | bigint | Numeric | ArgumentNull<A> | OtherNull<B>, 'lcm', NameUses<A> | OtherUses<B>> {
  return callFunction('lcm', [a, b], true);
}

/**
 * Factorial.
 * In SQL: factorial(bigint).
 */
export function factorial<A extends Argument>(a: A): Column<Numeric | ArgumentNull<A>, 'factorial', NameUses<A>> {
  return callFunction('factorial', [a], true);
}

/**
 * Radians to degrees.
 * In SQL: degrees(double precision).
 */
export function degrees<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'degrees', NameUses<A>> {
  return callFunction('degrees', [a], true);
}

/**
 * Degrees to radians.
 * In SQL: radians(double precision).
 */
export function radians<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'radians', NameUses<A>> {
  return callFunction('radians', [a], true);
}

/**
 * Sine.
 * In SQL: sin(double precision).
 */
export function sin<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'sin', NameUses<A>> {
  return callFunction('sin', [a], true);
}

/**
 * Cosine.
 * In SQL: cos(double precision).
 */
export function cos<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'cos', NameUses<A>> {
  return callFunction('cos', [a], true);
}

/**
 * Tangent.
 * In SQL: tan(double precision).
 */
export function tan<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'tan', NameUses<A>> {
  return callFunction('tan', [a], true);
}

/**
 * Cotangent.
 * In SQL: cot(double precision).
 */
export function cot<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'cot', NameUses<A>> {
  return callFunction('cot', [a], true);
}

/**
 * Arc sine.
 * In SQL: asin(double precision).
 */
export function asin<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'asin', NameUses<A>> {
  return callFunction('asin', [a], true);
}

/**
 * Arc cosine.
 * In SQL: acos(double precision).
 */
export function acos<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'acos', NameUses<A>> {
  return callFunction('acos', [a], true);
}

/**
 * Arc tangent.
 * In SQL: atan(double precision).
 */
export function atan<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'atan', NameUses<A>> {
  return callFunction('atan', [a], true);
}

/**
 * Arc tangent of the quotient.
 * In SQL: atan2(double precision, double precision).
 */
export function atan2<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<Float | ArgumentNull<A> | OtherNull<B>, 'atan2', NameUses<A> | OtherUses<B>> {
  return callFunction('atan2', [a, b], true);
}

/**
 * Hyperbolic sine.
 * In SQL: sinh(double precision).
 */
export function sinh<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'sinh', NameUses<A>> {
  return callFunction('sinh', [a], true);
}

/**
 * Hyperbolic cosine.
 * In SQL: cosh(double precision).
 */
export function cosh<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'cosh', NameUses<A>> {
  return callFunction('cosh', [a], true);
}

/**
 * Hyperbolic tangent.
 * In SQL: tanh(double precision).
 */
export function tanh<A extends Argument>(a: A): Column<Float | ArgumentNull<A>, 'tanh', NameUses<A>> {
  return callFunction('tanh', [a], true);
}

/**
 * The number pi.
 * In SQL: pi().
 */
export function pi(): Column<Float, 'pi', never> {
  return callFunction('pi', []);
}

/**
 * A random number from 0 up to 1.
 * In SQL: random().
 */
export function random(): Column<Float, 'random', never> {
  return callFunction('random', []);
}

/**
 * The bucket of a value among equal ones between bounds.
 * How many of the sorted thresholds are not above the value.
 * In SQL: width_bucket(double precision, double precision, double precision, integer), width_bucket(numeric, numeric, numeric, integer), width_bucket(anycompatible, anycompatiblearray).
 */
export function width_bucket<A extends Argument, B extends ColumnLike, C extends ColumnLike = never, D extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
  d?: D,
): Column<
  number | ArgumentNull<A> | OtherNull<B> | OtherNull<C> | OtherNull<D>,
  'width_bucket',
  NameUses<A> | OtherUses<B> | OtherUses<C> | OtherUses<D>
> {
  return callFunction('width_bucket', [a, b, c, d], true);
}

/**
 * Digits after the point.
 * In SQL: scale(numeric).
 */
export function scale<A extends Argument>(a: A): Column<number | ArgumentNull<A>, 'scale', NameUses<A>> {
  return callFunction('scale', [a], true);
}

/**
 * Digits after the point that the value needs.
 * In SQL: min_scale(numeric).
 */
export function min_scale<A extends Argument>(a: A): Column<number | null, 'min_scale', NameUses<A>> {
  return callFunction('min_scale', [a], true);
}

/**
 * Without zeros at the end of the fraction.
 * In SQL: trim_scale(numeric).
 */
export function trim_scale<A extends Argument>(a: A): Column<Numeric | ArgumentNull<A>, 'trim_scale', NameUses<A>> {
  return callFunction('trim_scale', [a], true);
}

/**
 * In lower case.
 * The lower bound; NULL where there is none.
 * In SQL: lower(text), lower(anyrange), lower(anymultirange).
 */
export function lower<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'lower', NameUses<A>> {
  return callFunction('lower', [a], true);
}

/**
 * In upper case.
 * The upper bound; NULL where there is none.
 * In SQL: upper(text), upper(anyrange), upper(anymultirange).
 */
export function upper<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'upper', NameUses<A>> {
  return callFunction('upper', [a], true);
}

/**
 * Each word with a capital.
 * In SQL: initcap(text).
 */
export function initcap<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'initcap', NameUses<A>> {
  return callFunction('initcap', [a], true);
}

/**
 * Number of characters.
 * Number of bytes.
 * Number of characters in that encoding.
 * Number of bits.
 * The length.
 * In SQL: length(text), length(bytea), length(bytea, name), length(bit), ...
 */
export function length<A extends Argument, B extends ColumnLike = never>(
  a: A,
  b?: B,
): Column<number | Float | ArgumentNull<A> | OtherNull<B>, 'length', NameUses<A> | OtherUses<B>> {
  return callFunction('length', [a, b], true);
}

/**
 * Number of characters.
 * In SQL: char_length(text).
 */
export function char_length<A extends Argument>(a: A): Column<number | ArgumentNull<A>, 'char_length', NameUses<A>> {
  return callFunction('char_length', [a], true);
}

/**
 * Number of bytes.
 * Number of bytes, padding included.
 * In SQL: octet_length(text), octet_length(character), octet_length(bytea), octet_length(bit).
 */
export function octet_length<A extends Argument>(a: A): Column<number | ArgumentNull<A>, 'octet_length', NameUses<A>> {
  return callFunction('octet_length', [a], true);
}

/**
 * Number of bits.
 * In SQL: bit_length(text), bit_length(bytea), bit_length(bit).
 */
export function bit_length<A extends Argument>(a: A): Column<number | ArgumentNull<A>, 'bit_length', NameUses<A>> {
  return callFunction('bit_length', [a], true);
}

/**
 * Characters in reverse order.
 * In SQL: reverse(text).
 */
export function reverse<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'reverse', NameUses<A>> {
  return callFunction('reverse', [a], true);
}

/**
 * From that character on.
 * From that character on, that many.
 * From that byte on.
 * From that byte on, that many.
 * In SQL: substr(text, integer), substr(text, integer, integer), substr(bytea, integer), substr(bytea, integer, integer).
 */
export function substr<A extends Argument, B extends ColumnLike, C extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
): Column<string | null, 'substr', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('substr', [a, b, c], true);
}

/**
 * Where the second argument is in the first, from 1; 0 if not.
 * In SQL: strpos(text, text).
 */
export function strpos<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<number | ArgumentNull<A> | OtherNull<B>, 'strpos', NameUses<A> | OtherUses<B>> {
  return callFunction('strpos', [a, b], true);
}

/**
 * Without these at both ends: blanks.
 * Without these at both ends: the characters of the second argument.
 * Without the bytes of the second argument at both ends.
 * In SQL: btrim(text), btrim(text, text), btrim(bytea, bytea).
 */
export function btrim<A extends Argument, B extends ColumnLike = never>(
  a: A,
  b?: B,
): Column<string | ArgumentNull<A> | OtherNull<B>, 'btrim', NameUses<A> | OtherUses<B>> {
  return callFunction('btrim', [a, b], true);
}

/**
 * Without these at the start: blanks.
 * Without these at the start: the characters of the second argument.
 * Without the bytes of the second argument at the start.
 * In SQL: ltrim(text), ltrim(text, text), ltrim(bytea, bytea).
 */
export function ltrim<A extends Argument, B extends ColumnLike = never>(
  a: A,
  b?: B,
): Column<string | ArgumentNull<A> | OtherNull<B>, 'ltrim', NameUses<A> | OtherUses<B>> {
  return callFunction('ltrim', [a, b], true);
}

/**
 * Without these at the end: blanks.
 * Without these at the end: the characters of the second argument.
 * Without the bytes of the second argument at the end.
 * In SQL: rtrim(text), rtrim(text, text), rtrim(bytea, bytea).
 */
export function rtrim<A extends Argument, B extends ColumnLike = never>(
  a: A,
  b?: B,
): Column<string | ArgumentNull<A> | OtherNull<B>, 'rtrim', NameUses<A> | OtherUses<B>> {
  return callFunction('rtrim', [a, b], true);
}

/**
 * Every second argument in the first becomes the third.
 * In SQL: replace(text, text, text).
 */
export function replace<A extends Argument, B extends ColumnLike, C extends ColumnLike>(
  a: A,
  b: B,
  c: C,
): Column<string | ArgumentNull<A> | OtherNull<B> | OtherNull<C>, 'replace', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('replace', [a, b, c], true);
}

/**
 * Characters of the second argument become those of the third.
 * In SQL: translate(text, text, text).
 */
export function translate<A extends Argument, B extends ColumnLike, C extends ColumnLike>(
  a: A,
  b: B,
  c: C,
): Column<string | ArgumentNull<A> | OtherNull<B> | OtherNull<C>, 'translate', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('translate', [a, b, c], true);
}

/**
 * The first characters.
 * In SQL: left(text, integer).
 */
export function left<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<string | ArgumentNull<A> | OtherNull<B>, 'left', NameUses<A> | OtherUses<B>> {
  return callFunction('left', [a, b], true);
}

/**
 * The last characters.
 * In SQL: right(text, integer).
 */
export function right<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<string | ArgumentNull<A> | OtherNull<B>, 'right', NameUses<A> | OtherUses<B>> {
  return callFunction('right', [a, b], true);
}

/**
 * Padded on the left with blanks, or cut.
 * Padded on the left with the third argument, or cut.
 * In SQL: lpad(text, integer), lpad(text, integer, text).
 */
export function lpad<A extends Argument, B extends ColumnLike, C extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
): Column<string | ArgumentNull<A> | OtherNull<B> | OtherNull<C>, 'lpad', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('lpad', [a, b, c], true);
}

/**
 * Padded on the right with blanks, or cut.
 * Padded on the right with the third argument, or cut.
 * In SQL: rpad(text, integer), rpad(text, integer, text).
 */
export function rpad<A extends Argument, B extends ColumnLike, C extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
): Column<string | ArgumentNull<A> | OtherNull<B> | OtherNull<C>, 'rpad', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('rpad', [a, b, c], true);
}

/**
 * That many times.
 * In SQL: repeat(text, integer).
 */
export function repeat<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<string | ArgumentNull<A> | OtherNull<B>, 'repeat', NameUses<A> | OtherUses<B>> {
  return callFunction('repeat', [a, b], true);
}

/**
 * That part of a text cut at a delimiter; negative: from the end.
 * In SQL: split_part(text, text, integer).
 */
export function split_part<A extends Argument, B extends ColumnLike, C extends ColumnLike>(
  a: A,
  b: B,
  c: C,
): Column<string | ArgumentNull<A> | OtherNull<B> | OtherNull<C>, 'split_part', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('split_part', [a, b, c], true);
}

/**
 * Whether the first argument starts with the second.
 * In SQL: starts_with(text, text).
 */
export function starts_with<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<boolean | ArgumentNull<A> | OtherNull<B>, 'starts_with', NameUses<A> | OtherUses<B>> {
  return callFunction('starts_with', [a, b], true);
}

/**
 * Code point of the first character; 0 for none.
 * In SQL: ascii(text).
 */
export function ascii<A extends Argument>(a: A): Column<number | ArgumentNull<A>, 'ascii', NameUses<A>> {
  return callFunction('ascii', [a], true);
}

/**
 * Character of a code point.
 * In SQL: chr(integer).
 */
export function chr<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'chr', NameUses<A>> {
  return callFunction('chr', [a], true);
}

/**
 * MD5 of the bytes, in hexadecimal.
 * In SQL: md5(text), md5(bytea).
 */
export function md5<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'md5', NameUses<A>> {
  return callFunction('md5', [a], true);
}

/**
 * All arguments that are not NULL.
 * In SQL: concat(any, ...).
 */
export function concat<const A extends readonly ColumnLike[]>(...args: A): Column<string | null, 'concat', OtherUses<A[number]>> {
  return callFunction('concat', args);
}

/**
 * All arguments that are not NULL, separated by the first.
 * In SQL: concat_ws(text, any, ...).
 */
export function concat_ws<const A extends readonly ColumnLike[]>(...args: A): Column<string | null, 'concat_ws', OtherUses<A[number]>> {
  return callFunction('concat_ws', args);
}

/**
 * The text, with %% as %.
 * The text with values for %s, %I (as an identifier) and %L (as a literal).
 * In SQL: format(text), format(text, any, ...).
 */
export function format<const A extends readonly ColumnLike[]>(...args: A): Column<string | null, 'format', OtherUses<A[number]>> {
  return callFunction('format', args);
}

/**
 * As an identifier in SQL.
 * In SQL: quote_ident(text).
 */
export function quote_ident<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'quote_ident', NameUses<A>> {
  return callFunction('quote_ident', [a], true);
}

/**
 * As a literal in SQL.
 * The text form as a literal in SQL.
 * In SQL: quote_literal(text), quote_literal(anyelement).
 */
export function quote_literal<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'quote_literal', NameUses<A>> {
  return callFunction('quote_literal', [a], true);
}

/**
 * In hexadecimal, as two’s complement.
 * In SQL: to_hex(integer), to_hex(bigint).
 */
export function to_hex<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'to_hex', NameUses<A>> {
  return callFunction('to_hex', [a], true);
}

/**
 * In Unicode normal form C.
 * In a Unicode normal form: NFC, NFD, NFKC, NFKD.
 * In SQL: normalize(text), normalize(text, text).
 */
export function normalize<A extends Argument, B extends ColumnLike = never>(
  a: A,
  b?: B,
): Column<string | ArgumentNull<A> | OtherNull<B>, 'normalize', NameUses<A> | OtherUses<B>> {
  return callFunction('normalize', [a, b], true);
}

/**
 * Bytes as text: hex, base64 or escape.
 * In SQL: encode(bytea, text).
 */
export function encode<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<string | ArgumentNull<A> | OtherNull<B>, 'encode', NameUses<A> | OtherUses<B>> {
  return callFunction('encode', [a, b], true);
}

/**
 * Bytes from text: hex, base64 or escape.
 * In SQL: decode(text, text).
 */
export function decode<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<string | ArgumentNull<A> | OtherNull<B>, 'decode', NameUses<A> | OtherUses<B>> {
  return callFunction('decode', [a, b], true);
}

/**
 * SHA-256 of the bytes.
 * In SQL: sha256(bytea).
 */
export function sha256<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'sha256', NameUses<A>> {
  return callFunction('sha256', [a], true);
}

/**
 * SHA-512 of the bytes.
 * In SQL: sha512(bytea).
 */
export function sha512<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'sha512', NameUses<A>> {
  return callFunction('sha512', [a], true);
}

/**
 * Whether a regular expression matches; flags.
 * In SQL: regexp_like(text, text), regexp_like(text, text, text).
 */
export function regexp_like<A extends Argument, B extends ColumnLike, C extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
): Column<boolean | null, 'regexp_like', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('regexp_like', [a, b, c], true);
}

/**
 * How many times a regular expression matches; start, flags.
 * In SQL: regexp_count(text, text), regexp_count(text, text, integer), regexp_count(text, text, integer, text).
 */
export function regexp_count<A extends Argument, B extends ColumnLike, C extends ColumnLike = never, D extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
  d?: D,
): Column<number | null, 'regexp_count', NameUses<A> | OtherUses<B> | OtherUses<C> | OtherUses<D>> {
  return callFunction('regexp_count', [a, b, c, d], true);
}

/**
 * Where a regular expression matches, from 1, or 0; start, N, 1 for the end, flags, group.
 * In SQL: regexp_instr(text, text), regexp_instr(text, text, integer), regexp_instr(text, text, integer, integer), regexp_instr(text, text, integer, integer, integer), ...
 */
export function regexp_instr<
  A extends Argument,
  B extends ColumnLike,
  C extends ColumnLike = never,
  D extends ColumnLike = never,
  E extends ColumnLike = never,
  F extends ColumnLike = never,
  G extends ColumnLike = never,
>(
  a: A,
  b: B,
  c?: C,
  d?: D,
  e?: E,
  f?: F,
  g?: G,
): Column<
  number | null,
  'regexp_instr',
  NameUses<A> | OtherUses<B> | OtherUses<C> | OtherUses<D> | OtherUses<E> | OtherUses<F> | OtherUses<G>
> {
  return callFunction('regexp_instr', [a, b, c, d, e, f, g], true);
}

/**
 * What a regular expression matches; start, N, flags, group.
 * In SQL: regexp_substr(text, text), regexp_substr(text, text, integer), regexp_substr(text, text, integer, integer), regexp_substr(text, text, integer, integer, text), ...
 */
export function regexp_substr<
  A extends Argument,
  B extends ColumnLike,
  C extends ColumnLike = never,
  D extends ColumnLike = never,
  E extends ColumnLike = never,
  F extends ColumnLike = never,
>(
  a: A,
  b: B,
  c?: C,
  d?: D,
  e?: E,
  f?: F,
): Column<string | null, 'regexp_substr', NameUses<A> | OtherUses<B> | OtherUses<C> | OtherUses<D> | OtherUses<E> | OtherUses<F>> {
  return callFunction('regexp_substr', [a, b, c, d, e, f], true);
}

/**
 * The first match, or with flag g all, becomes the third argument.
 * The N-th match from a position on (0: all) becomes the third argument.
 * In SQL: regexp_replace(text, text, text), regexp_replace(text, text, text, text), regexp_replace(text, text, text, integer), regexp_replace(text, text, text, integer, integer), ...
 */
export function regexp_replace<
  A extends Argument,
  B extends ColumnLike,
  C extends ColumnLike,
  D extends ColumnLike = never,
  E extends ColumnLike = never,
  F extends ColumnLike = never,
>(
  a: A,
  b: B,
  c: C,
  d?: D,
  e?: E,
  f?: F,
): Column<string | null, 'regexp_replace', NameUses<A> | OtherUses<B> | OtherUses<C> | OtherUses<D> | OtherUses<E> | OtherUses<F>> {
  return callFunction('regexp_replace', [a, b, c, d, e, f], true);
}

/**
 * The groups of the first match, or the match; flags.
 * In SQL: regexp_match(text, text), regexp_match(text, text, text).
 */
export function regexp_match<A extends Argument, B extends ColumnLike, C extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
): Column<string | null, 'regexp_match', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('regexp_match', [a, b, c], true);
}

/**
 * The pieces between the matches; flags.
 * In SQL: regexp_split_to_array(text, text), regexp_split_to_array(text, text, text).
 */
export function regexp_split_to_array<A extends Argument, B extends ColumnLike, C extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
): Column<string | null, 'regexp_split_to_array', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('regexp_split_to_array', [a, b, c], true);
}

/**
 * The parts between separators (NULL: the characters); those equal to the third argument are NULL.
 * In SQL: string_to_array(text, text), string_to_array(text, text, text).
 */
export function string_to_array<A extends Argument, B extends ColumnLike, C extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
): Column<string | null, 'string_to_array', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('string_to_array', [a, b, c], true);
}

/**
 * A number by a template.
 * Text by a template.
 * In SQL: to_char(integer, text), to_char(bigint, text), to_char(numeric, text), to_char(real, text), ...
 */
export function to_char<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<string | ArgumentNull<A> | OtherNull<B>, 'to_char', NameUses<A> | OtherUses<B>> {
  return callFunction('to_char', [a, b], true);
}

/**
 * The number that a text is by a template.
 * In SQL: to_number(text, text).
 */
export function to_number<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<Numeric | ArgumentNull<A> | OtherNull<B>, 'to_number', NameUses<A> | OtherUses<B>> {
  return callFunction('to_number', [a, b], true);
}

/**
 * The day that a text says by a template.
 * In SQL: to_date(text, text).
 */
export function to_date<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<DateText | ArgumentNull<A> | OtherNull<B>, 'to_date', NameUses<A> | OtherUses<B>> {
  return callFunction('to_date', [a, b], true);
}

/**
 * The time that a text says by a template.
 * The time so many seconds after 1970.
 * In SQL: to_timestamp(text, text), to_timestamp(double precision).
 */
export function to_timestamp<A extends Argument, B extends ColumnLike = never>(
  a: A,
  b?: B,
): Column<TimestampText | ArgumentNull<A> | OtherNull<B>, 'to_timestamp', NameUses<A> | OtherUses<B>> {
  return callFunction('to_timestamp', [a, b], true);
}

/**
 * A field of the date.
 * A field of the timestamp.
 * A field of the interval.
 * A field of the timestamptz.
 * A field of the time.
 * A field of the timetz.
 * In SQL: date_part(text, date), date_part(text, timestamp without time zone), date_part(text, interval), date_part(text, timestamp with time zone), ...
 */
export function date_part<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<Float | ArgumentNull<A> | OtherNull<B>, 'date_part', NameUses<A> | OtherUses<B>> {
  return callFunction('date_part', [a, b], true);
}

/**
 * Start of the unit.
 * Without what is below the unit.
 * Start of the unit in a time zone.
 * In SQL: date_trunc(text, timestamp without time zone), date_trunc(text, interval), date_trunc(text, timestamp with time zone), date_trunc(text, timestamp with time zone, text).
 */
export function date_trunc<A extends Argument, B extends ColumnLike, C extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
): Column<
  TimestampText | IntervalText | ArgumentNull<A> | OtherNull<B> | OtherNull<C>,
  'date_trunc',
  NameUses<A> | OtherUses<B> | OtherUses<C>
> {
  return callFunction('date_trunc', [a, b, c], true);
}

/**
 * Date of year, month and day.
 * In SQL: make_date(integer, integer, integer).
 */
export function make_date<A extends Argument, B extends ColumnLike, C extends ColumnLike>(
  a: A,
  b: B,
  c: C,
): Column<DateText | ArgumentNull<A> | OtherNull<B> | OtherNull<C>, 'make_date', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('make_date', [a, b, c], true);
}

/**
 * Timestamp of its fields.
 * In SQL: make_timestamp(integer, integer, integer, integer, integer, double precision).
 */
export function make_timestamp<
  A extends Argument,
  B extends ColumnLike,
  C extends ColumnLike,
  D extends ColumnLike,
  E extends ColumnLike,
  F extends ColumnLike,
>(
  a: A,
  b: B,
  c: C,
  d: D,
  e: E,
  f: F,
): Column<
  TimestampText | ArgumentNull<A> | OtherNull<B> | OtherNull<C> | OtherNull<D> | OtherNull<E> | OtherNull<F>,
  'make_timestamp',
  NameUses<A> | OtherUses<B> | OtherUses<C> | OtherUses<D> | OtherUses<E> | OtherUses<F>
> {
  return callFunction('make_timestamp', [a, b, c, d, e, f], true);
}

/**
 * Time of its fields.
 * In SQL: make_time(integer, integer, double precision).
 */
export function make_time<A extends Argument, B extends ColumnLike, C extends ColumnLike>(
  a: A,
  b: B,
  c: C,
): Column<TimeText | ArgumentNull<A> | OtherNull<B> | OtherNull<C>, 'make_time', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('make_time', [a, b, c], true);
}

/**
 * Years, months, weeks, days, hours, minutes, seconds.
 * In SQL: make_interval(), make_interval(integer), make_interval(integer, integer), make_interval(integer, integer, integer), ...
 */
export function make_interval<
  A extends Argument = never,
  B extends ColumnLike = never,
  C extends ColumnLike = never,
  D extends ColumnLike = never,
  E extends ColumnLike = never,
  F extends ColumnLike = never,
  G extends ColumnLike = never,
>(
  a?: A,
  b?: B,
  c?: C,
  d?: D,
  e?: E,
  f?: F,
  g?: G,
): Column<
  IntervalText | ArgumentNull<A> | OtherNull<B> | OtherNull<C> | OtherNull<D> | OtherNull<E> | OtherNull<F> | OtherNull<G>,
  'make_interval',
  NameUses<A> | OtherUses<B> | OtherUses<C> | OtherUses<D> | OtherUses<E> | OtherUses<F> | OtherUses<G>
> {
  return callFunction('make_interval', [a, b, c, d, e, f, g], true);
}

/**
 * Start of the bin, counted from an origin.
 * In SQL: date_bin(interval, timestamp without time zone, timestamp without time zone), date_bin(interval, timestamp with time zone, timestamp with time zone).
 */
export function date_bin<A extends Argument, B extends ColumnLike, C extends ColumnLike>(
  a: A,
  b: B,
  c: C,
): Column<TimestampText | ArgumentNull<A> | OtherNull<B> | OtherNull<C>, 'date_bin', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('date_bin', [a, b, c], true);
}

/**
 * Difference in years, months, days and time.
 * Difference to the start of today.
 * In SQL: age(timestamp without time zone, timestamp without time zone), age(timestamp with time zone, timestamp with time zone), age(timestamp with time zone), age(timestamp without time zone).
 */
export function age<A extends Argument, B extends ColumnLike = never>(
  a: A,
  b?: B,
): Column<IntervalText | ArgumentNull<A> | OtherNull<B>, 'age', NameUses<A> | OtherUses<B>> {
  return callFunction('age', [a, b], true);
}

/**
 * 30 days become a month.
 * In SQL: justify_days(interval).
 */
export function justify_days<A extends Argument>(a: A): Column<IntervalText | ArgumentNull<A>, 'justify_days', NameUses<A>> {
  return callFunction('justify_days', [a], true);
}

/**
 * 24 hours become a day.
 * In SQL: justify_hours(interval).
 */
export function justify_hours<A extends Argument>(a: A): Column<IntervalText | ArgumentNull<A>, 'justify_hours', NameUses<A>> {
  return callFunction('justify_hours', [a], true);
}

/**
 * Start of the transaction.
 * In SQL: now().
 */
export function now(): Column<TimestampText, 'now', never> {
  return callFunction('now', []);
}

/**
 * The time when the row is computed.
 * In SQL: clock_timestamp().
 */
export function clock_timestamp(): Column<TimestampText, 'clock_timestamp', never> {
  return callFunction('clock_timestamp', []);
}

/**
 * Start of the statement.
 * In SQL: statement_timestamp().
 */
export function statement_timestamp(): Column<TimestampText, 'statement_timestamp', never> {
  return callFunction('statement_timestamp', []);
}

/**
 * Whether it is not infinite.
 * Always true.
 * In SQL: isfinite(date), isfinite(timestamp without time zone), isfinite(interval), isfinite(timestamp with time zone).
 */
export function isfinite<A extends Argument>(a: A): Column<boolean | ArgumentNull<A>, 'isfinite', NameUses<A>> {
  return callFunction('isfinite', [a], true);
}

/**
 * The array with an element added at its end.
 * In SQL: array_append(anycompatiblearray, anycompatible).
 */
export function array_append<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<string | null, 'array_append', NameUses<A> | OtherUses<B>> {
  return callFunction('array_append', [a, b], true);
}

/**
 * The array with an element added before its first.
 * In SQL: array_prepend(anycompatible, anycompatiblearray).
 */
export function array_prepend<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<string | null, 'array_prepend', NameUses<A> | OtherUses<B>> {
  return callFunction('array_prepend', [a, b], true);
}

/**
 * Concatenates two arrays.
 * In SQL: array_cat(anycompatiblearray, anycompatiblearray).
 */
export function array_cat<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<string | null, 'array_cat', NameUses<A> | OtherUses<B>> {
  return callFunction('array_cat', [a, b], true);
}

/**
 * Length of a dimension.
 * In SQL: array_length(anyarray, integer).
 */
export function array_length<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<number | null, 'array_length', NameUses<A> | OtherUses<B>> {
  return callFunction('array_length', [a, b], true);
}

/**
 * Subscript of the first element that equals a value.
 * Subscript of the first element from a subscript on that equals a value.
 * In SQL: array_position(anycompatiblearray, anycompatible), array_position(anycompatiblearray, anycompatible, integer).
 */
export function array_position<A extends Argument, B extends ColumnLike, C extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
): Column<number | null, 'array_position', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('array_position', [a, b, c], true);
}

/**
 * Subscripts of all elements that equal a value.
 * In SQL: array_positions(anycompatiblearray, anycompatible).
 */
export function array_positions<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<string | null, 'array_positions', NameUses<A> | OtherUses<B>> {
  return callFunction('array_positions', [a, b], true);
}

/**
 * The array without the elements that equal a value.
 * In SQL: array_remove(anycompatiblearray, anycompatible).
 */
export function array_remove<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<string | null, 'array_remove', NameUses<A> | OtherUses<B>> {
  return callFunction('array_remove', [a, b], true);
}

/**
 * The array with another value in place of those that equal one.
 * In SQL: array_replace(anycompatiblearray, anycompatible, anycompatible).
 */
export function array_replace<A extends Argument, B extends ColumnLike, C extends ColumnLike>(
  a: A,
  b: B,
  c: C,
): Column<string | null, 'array_replace', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('array_replace', [a, b, c], true);
}

/**
 * The elements as text with a delimiter between; NULLs are left out.
 * The same with a text for NULLs.
 * In SQL: array_to_string(anyarray, text), array_to_string(anyarray, text, text).
 */
export function array_to_string<A extends Argument, B extends ColumnLike, C extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
): Column<string | null, 'array_to_string', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('array_to_string', [a, b, c], true);
}

/**
 * Number of elements in all dimensions.
 * In SQL: cardinality(anyarray).
 */
export function cardinality<A extends Argument>(a: A): Column<number | ArgumentNull<A>, 'cardinality', NameUses<A>> {
  return callFunction('cardinality', [a], true);
}

/**
 * The array without its last elements.
 * In SQL: trim_array(anyarray, integer).
 */
export function trim_array<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): Column<string | null, 'trim_array', NameUses<A> | OtherUses<B>> {
  return callFunction('trim_array', [a, b], true);
}

/**
 * An empty json object.
 * A json object of keys and values in turn.
 * In SQL: json_build_object(), json_build_object(any, ...).
 */
export function json_build_object<const A extends readonly ColumnLike[]>(
  ...args: A
): Column<string | null, 'json_build_object', OtherUses<A[number]>> {
  return callFunction('json_build_object', args);
}

/**
 * An empty jsonb object.
 * A jsonb object of keys and values in turn.
 * In SQL: jsonb_build_object(), jsonb_build_object(any, ...).
 */
export function jsonb_build_object<const A extends readonly ColumnLike[]>(
  ...args: A
): Column<string | null, 'jsonb_build_object', OtherUses<A[number]>> {
  return callFunction('jsonb_build_object', args);
}

/**
 * An empty json array.
 * A json array of the arguments.
 * In SQL: json_build_array(), json_build_array(any, ...).
 */
export function json_build_array<const A extends readonly ColumnLike[]>(
  ...args: A
): Column<string | null, 'json_build_array', OtherUses<A[number]>> {
  return callFunction('json_build_array', args);
}

/**
 * An empty jsonb array.
 * A jsonb array of the arguments.
 * In SQL: jsonb_build_array(), jsonb_build_array(any, ...).
 */
export function jsonb_build_array<const A extends readonly ColumnLike[]>(
  ...args: A
): Column<string | null, 'jsonb_build_array', OtherUses<A[number]>> {
  return callFunction('jsonb_build_array', args);
}

/**
 * A value as json.
 * In SQL: to_json(anyelement).
 */
export function to_json<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'to_json', NameUses<A>> {
  return callFunction('to_json', [a], true);
}

/**
 * A value as jsonb.
 * In SQL: to_jsonb(anyelement).
 */
export function to_jsonb<A extends Argument>(a: A): Column<string | ArgumentNull<A>, 'to_jsonb', NameUses<A>> {
  return callFunction('to_jsonb', [a], true);
}

/**
 * Number of elements of an array.
 * In SQL: json_array_length(json).
 */
export function json_array_length<A extends Argument>(a: A): Column<number | null, 'json_array_length', NameUses<A>> {
  return callFunction('json_array_length', [a], true);
}

/**
 * Number of elements of an array.
 * In SQL: jsonb_array_length(jsonb).
 */
export function jsonb_array_length<A extends Argument>(a: A): Column<number | null, 'jsonb_array_length', NameUses<A>> {
  return callFunction('jsonb_array_length', [a], true);
}

/**
 * The kind of a value: object, array, string, number, boolean or null.
 * In SQL: jsonb_typeof(jsonb).
 */
export function jsonb_typeof<A extends Argument>(a: A): Column<string | null, 'jsonb_typeof', NameUses<A>> {
  return callFunction('jsonb_typeof', [a], true);
}

/**
 * The target with the value at a path replaced, or added unless forbidden.
 * In SQL: jsonb_set(jsonb, text[], jsonb), jsonb_set(jsonb, text[], jsonb, boolean).
 */
export function jsonb_set<A extends Argument, B extends ColumnLike, C extends ColumnLike, D extends ColumnLike = never>(
  a: A,
  b: B,
  c: C,
  d?: D,
): Column<string | null, 'jsonb_set', NameUses<A> | OtherUses<B> | OtherUses<C> | OtherUses<D>> {
  return callFunction('jsonb_set', [a, b, c, d], true);
}

/**
 * The value at a path of keys and subscripts.
 * In SQL: jsonb_extract_path(jsonb, text, ...).
 */
export function jsonb_extract_path<const A extends readonly ColumnLike[]>(
  ...args: A
): Column<string | null, 'jsonb_extract_path', OtherUses<A[number]>> {
  return callFunction('jsonb_extract_path', args);
}

/**
 * The value at a path of keys and subscripts, as text.
 * In SQL: jsonb_extract_path_text(jsonb, text, ...).
 */
export function jsonb_extract_path_text<const A extends readonly ColumnLike[]>(
  ...args: A
): Column<string | null, 'jsonb_extract_path_text', OtherUses<A[number]>> {
  return callFunction('jsonb_extract_path_text', args);
}

/**
 * Indented text.
 * In SQL: jsonb_pretty(jsonb).
 */
export function jsonb_pretty<A extends Argument>(a: A): Column<string | null, 'jsonb_pretty', NameUses<A>> {
  return callFunction('jsonb_pretty', [a], true);
}

/**
 * Without the fields of objects that are null.
 * In SQL: jsonb_strip_nulls(jsonb).
 */
export function jsonb_strip_nulls<A extends Argument>(a: A): Column<string | null, 'jsonb_strip_nulls', NameUses<A>> {
  return callFunction('jsonb_strip_nulls', [a], true);
}

/**
 * How many arguments are NULL.
 * In SQL: num_nulls(any, ...).
 */
export function num_nulls<const A extends readonly ColumnLike[]>(...args: A): Column<number | null, 'num_nulls', OtherUses<A[number]>> {
  return callFunction('num_nulls', args);
}

/**
 * How many arguments are not NULL.
 * In SQL: num_nonnulls(any, ...).
 */
export function num_nonnulls<const A extends readonly ColumnLike[]>(
  ...args: A
): Column<number | null, 'num_nonnulls', OtherUses<A[number]>> {
  return callFunction('num_nonnulls', args);
}

/**
 * The type of a value.
 * In SQL: pg_typeof(any).
 */
export function pg_typeof<A extends Argument>(a: A): Column<string | null, 'pg_typeof', NameUses<A>> {
  return callFunction('pg_typeof', [a], true);
}

/**
 * A random uuid of version 4.
 * In SQL: gen_random_uuid().
 */
export function gen_random_uuid(): Column<string, 'gen_random_uuid', never> {
  return callFunction('gen_random_uuid', []);
}

/**
 * The elements of an array, in storage order.
 * The ranges of a multirange, in their order.
 * In SQL: unnest(anyarray), unnest(anymultirange).
 */
export function unnest<A extends Argument>(a: A): Column<unknown, 'unnest', NameUses<A>> {
  return callFunction('unnest', [a], true);
}

/**
 * The integers from start to stop, by a step (1 unless given).
 * The numbers from start to stop, by a step (1 unless given).
 * The numbers from start to stop, by a step.
 * The times from start to stop, by an interval.
 * The instants from start to stop, by an interval.
 * In SQL: generate_series(integer, integer), generate_series(integer, integer, integer), generate_series(bigint, bigint), generate_series(bigint, bigint, bigint), ...
 */
export function generate_series<A extends Argument, B extends ColumnLike, C extends ColumnLike = never>(
  a: A,
  b: B,
  c?: C,
): Column<unknown, 'generate_series', NameUses<A> | OtherUses<B> | OtherUses<C>> {
  return callFunction('generate_series', [a, b, c], true);
}

/**
 * Sum of the arguments that are not NULL; NULL for none.
 * In SQL: sum(smallint), sum(integer), sum(bigint), sum(real), ...
 */
export function sum<A extends Argument>(a: A): AggregateColumn<SumOf<Valued<A>>, 'sum', NameUses<A>> {
  return callAggregate('sum', [a]);
}

/**
 * Mean of the arguments that are not NULL; NULL for none.
 * In SQL: avg(smallint), avg(integer), avg(bigint), avg(real), ...
 */
export function avg<A extends Argument>(a: A): AggregateColumn<AverageOf<Valued<A>>, 'avg', NameUses<A>> {
  return callAggregate('avg', [a]);
}

/**
 * Smallest argument that is not NULL.
 * In SQL: min(smallint), min(integer), min(bigint), min(oid), ...
 */
export function min<A extends Argument>(a: A): AggregateColumn<OrNull<Valued<A>>, 'min', NameUses<A>> {
  return callAggregate('min', [a]);
}

/**
 * Largest argument that is not NULL.
 * In SQL: max(smallint), max(integer), max(bigint), max(oid), ...
 */
export function max<A extends Argument>(a: A): AggregateColumn<OrNull<Valued<A>>, 'max', NameUses<A>> {
  return callAggregate('max', [a]);
}

/**
 * Number of rows.
 * Number of rows whose argument is not NULL.
 * In SQL: count(), count(any).
 */
export function count<A extends Argument = never>(a?: A): AggregateColumn<bigint, 'count', NameUses<A>> {
  return callAggregate('count', [a]);
}

/**
 * True if every argument that is not NULL is.
 * In SQL: bool_and(boolean).
 */
export function bool_and<A extends Argument>(a: A): AggregateColumn<boolean | null, 'bool_and', NameUses<A>> {
  return callAggregate('bool_and', [a]);
}

/**
 * True if an argument is.
 * In SQL: bool_or(boolean).
 */
export function bool_or<A extends Argument>(a: A): AggregateColumn<boolean | null, 'bool_or', NameUses<A>> {
  return callAggregate('bool_or', [a]);
}

/**
 * True if every argument that is not NULL is.
 * In SQL: every(boolean).
 */
export function every<A extends Argument>(a: A): AggregateColumn<boolean | null, 'every', NameUses<A>> {
  return callAggregate('every', [a]);
}

/**
 * Bitwise AND of the arguments that are not NULL.
 * In SQL: bit_and(smallint), bit_and(integer), bit_and(bigint), bit_and(bit).
 */
export function bit_and<A extends Argument>(a: A): AggregateColumn<number | bigint | string | null, 'bit_and', NameUses<A>> {
  return callAggregate('bit_and', [a]);
}

/**
 * Bitwise OR of the arguments that are not NULL.
 * In SQL: bit_or(smallint), bit_or(integer), bit_or(bigint), bit_or(bit).
 */
export function bit_or<A extends Argument>(a: A): AggregateColumn<number | bigint | string | null, 'bit_or', NameUses<A>> {
  return callAggregate('bit_or', [a]);
}

/**
 * Bitwise exclusive OR of the arguments that are not NULL.
 * In SQL: bit_xor(smallint), bit_xor(integer), bit_xor(bigint), bit_xor(bit).
 */
export function bit_xor<A extends Argument>(a: A): AggregateColumn<number | bigint | string | null, 'bit_xor', NameUses<A>> {
  return callAggregate('bit_xor', [a]);
}

/**
 * Array of the arguments, NULLs too.
 * The arguments, arrays of one shape, as an array with a dimension more.
 * In SQL: array_agg(anynonarray), array_agg(anyarray).
 */
export function array_agg<A extends Argument>(a: A): AggregateColumn<string | null, 'array_agg', NameUses<A>> {
  return callAggregate('array_agg', [a]);
}

/**
 * The arguments that are not NULL, one after the other, with delimiters.
 * In SQL: string_agg(text, text), string_agg(bytea, bytea).
 */
export function string_agg<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): AggregateColumn<string | null, 'string_agg', NameUses<A> | OtherUses<B>> {
  return callAggregate('string_agg', [a, b]);
}

/**
 * json array of the arguments, NULLs too.
 * In SQL: json_agg(anyelement).
 */
export function json_agg<A extends Argument>(a: A): AggregateColumn<string | null, 'json_agg', NameUses<A>> {
  return callAggregate('json_agg', [a]);
}

/**
 * jsonb array of the arguments, NULLs too.
 * In SQL: jsonb_agg(anyelement).
 */
export function jsonb_agg<A extends Argument>(a: A): AggregateColumn<string | null, 'jsonb_agg', NameUses<A>> {
  return callAggregate('jsonb_agg', [a]);
}

/**
 * json object of keys and values.
 * In SQL: json_object_agg(any, any).
 */
export function json_object_agg<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): AggregateColumn<string | null, 'json_object_agg', NameUses<A> | OtherUses<B>> {
  return callAggregate('json_object_agg', [a, b]);
}

/**
 * Standard deviation of the arguments as a sample.
 * In SQL: stddev(smallint), stddev(integer), stddev(bigint), stddev(numeric), ...
 */
export function stddev<A extends Argument>(a: A): AggregateColumn<Numeric | Float | null, 'stddev', NameUses<A>> {
  return callAggregate('stddev', [a]);
}

/**
 * Standard deviation of the arguments as a sample.
 * In SQL: stddev_samp(smallint), stddev_samp(integer), stddev_samp(bigint), stddev_samp(numeric), ...
 */
export function stddev_samp<A extends Argument>(a: A): AggregateColumn<Numeric | Float | null, 'stddev_samp', NameUses<A>> {
  return callAggregate('stddev_samp', [a]);
}

/**
 * Standard deviation of the arguments as a whole population.
 * In SQL: stddev_pop(smallint), stddev_pop(integer), stddev_pop(bigint), stddev_pop(numeric), ...
 */
export function stddev_pop<A extends Argument>(a: A): AggregateColumn<Numeric | Float | null, 'stddev_pop', NameUses<A>> {
  return callAggregate('stddev_pop', [a]);
}

/**
 * Variance of the arguments as a sample.
 * In SQL: variance(smallint), variance(integer), variance(bigint), variance(numeric), ...
 */
export function variance<A extends Argument>(a: A): AggregateColumn<Numeric | Float | null, 'variance', NameUses<A>> {
  return callAggregate('variance', [a]);
}

/**
 * Variance of the arguments as a sample.
 * In SQL: var_samp(smallint), var_samp(integer), var_samp(bigint), var_samp(numeric), ...
 */
export function var_samp<A extends Argument>(a: A): AggregateColumn<Numeric | Float | null, 'var_samp', NameUses<A>> {
  return callAggregate('var_samp', [a]);
}

/**
 * Variance of the arguments as a whole population.
 * In SQL: var_pop(smallint), var_pop(integer), var_pop(bigint), var_pop(numeric), ...
 */
export function var_pop<A extends Argument>(a: A): AggregateColumn<Numeric | Float | null, 'var_pop', NameUses<A>> {
  return callAggregate('var_pop', [a]);
}

/**
 * Correlation coefficient.
 * In SQL: corr(double precision, double precision).
 */
export function corr<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): AggregateColumn<Float | null, 'corr', NameUses<A> | OtherUses<B>> {
  return callAggregate('corr', [a, b]);
}

/**
 * Covariance of a whole population.
 * In SQL: covar_pop(double precision, double precision).
 */
export function covar_pop<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): AggregateColumn<Float | null, 'covar_pop', NameUses<A> | OtherUses<B>> {
  return callAggregate('covar_pop', [a, b]);
}

/**
 * Covariance of a sample.
 * In SQL: covar_samp(double precision, double precision).
 */
export function covar_samp<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): AggregateColumn<Float | null, 'covar_samp', NameUses<A> | OtherUses<B>> {
  return callAggregate('covar_samp', [a, b]);
}

/**
 * Slope of the fitted line.
 * In SQL: regr_slope(double precision, double precision).
 */
export function regr_slope<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): AggregateColumn<Float | null, 'regr_slope', NameUses<A> | OtherUses<B>> {
  return callAggregate('regr_slope', [a, b]);
}

/**
 * Where the fitted line crosses the y axis.
 * In SQL: regr_intercept(double precision, double precision).
 */
export function regr_intercept<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): AggregateColumn<Float | null, 'regr_intercept', NameUses<A> | OtherUses<B>> {
  return callAggregate('regr_intercept', [a, b]);
}

/**
 * Square of the correlation coefficient.
 * In SQL: regr_r2(double precision, double precision).
 */
export function regr_r2<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): AggregateColumn<Float | null, 'regr_r2', NameUses<A> | OtherUses<B>> {
  return callAggregate('regr_r2', [a, b]);
}

/**
 * Number of pairs.
 * In SQL: regr_count(double precision, double precision).
 */
export function regr_count<A extends Argument, B extends ColumnLike>(
  a: A,
  b: B,
): AggregateColumn<bigint, 'regr_count', NameUses<A> | OtherUses<B>> {
  return callAggregate('regr_count', [a, b]);
}

/**
 * The value at a fraction of the order, interpolated.
 * The values at fractions of the order, interpolated.
 * In SQL: percentile_cont(double precision, double precision), percentile_cont(double precision, interval), percentile_cont(double precision[], double precision), percentile_cont(double precision[], interval).
 */
export function percentile_cont<A extends Argument>(a: A, fraction: number): AggregateColumn<Float | null, 'percentile_cont', NameUses<A>> {
  return callOrdered('percentile_cont', a, [fraction]);
}

/**
 * The first value at or above a fraction of the order.
 * The first values at or above fractions of the order.
 * In SQL: percentile_disc(double precision, anyelement), percentile_disc(double precision[], anyelement).
 */
export function percentile_disc<A extends Argument>(
  a: A,
  fraction: number,
): AggregateColumn<OrNull<Valued<A>>, 'percentile_disc', NameUses<A>> {
  return callOrdered('percentile_disc', a, [fraction]);
}

/**
 * The most frequent value.
 * In SQL: mode(anyelement).
 */
export function mode<A extends Argument>(a: A): AggregateColumn<OrNull<Valued<A>>, 'mode', NameUses<A>> {
  return callOrdered('mode', a, []);
}

/**
 * Number of the row in its partition, from 1.
 * In SQL: row_number().
 */
export function row_number(): Column<bigint, 'row_number', never> {
  return callFunction('row_number', []);
}

/**
 * Number of the first peer of the row: ranks with gaps.
 * In SQL: rank().
 */
export function rank(): Column<bigint, 'rank', never> {
  return callFunction('rank', []);
}

/**
 * Number of the group of peers: ranks without gaps.
 * In SQL: dense_rank().
 */
export function dense_rank(): Column<bigint, 'dense_rank', never> {
  return callFunction('dense_rank', []);
}

/**
 * (rank - 1) / (rows of the partition - 1).
 * In SQL: percent_rank().
 */
export function percent_rank(): Column<Float, 'percent_rank', never> {
  return callFunction('percent_rank', []);
}

/**
 * Share of the rows of the partition up to the last peer.
 * In SQL: cume_dist().
 */
export function cume_dist(): Column<Float, 'cume_dist', never> {
  return callFunction('cume_dist', []);
}

/**
 * Number of the bucket, from 1, of so many that share the partition as evenly as possible.
 * In SQL: ntile(int4).
 */
export function ntile(buckets: number): Column<number, 'ntile', never> {
  return callFunction('ntile', [buckets]);
}

/**
 * Value in the row before.
 * Value so many rows before.
 * Value so many rows before; the default where there is no such row.
 * In SQL: lag(any), lag(any, int4), lag(any, int4, same).
 */
export function lag<A extends Argument>(a: A, rows?: number, otherwise?: ColumnLike): Column<OrNull<Valued<A>>, 'lag', NameUses<A>> {
  return callFunction('lag', [a, rows, otherwise], true);
}

/**
 * Value in the row after.
 * Value so many rows after.
 * Value so many rows after; the default where there is no such row.
 * In SQL: lead(any), lead(any, int4), lead(any, int4, same).
 */
export function lead<A extends Argument>(a: A, rows?: number, otherwise?: ColumnLike): Column<OrNull<Valued<A>>, 'lead', NameUses<A>> {
  return callFunction('lead', [a, rows, otherwise], true);
}

/**
 * Value in the frame's first row.
 * In SQL: first_value(any).
 */
export function first_value<A extends Argument>(a: A): Column<OrNull<Valued<A>>, 'first_value', NameUses<A>> {
  return callFunction('first_value', [a], true);
}

/**
 * Value in the frame's last row.
 * In SQL: last_value(any).
 */
export function last_value<A extends Argument>(a: A): Column<OrNull<Valued<A>>, 'last_value', NameUses<A>> {
  return callFunction('last_value', [a], true);
}

/**
 * Value in the frame's row of that number, from 1; NULL where there is none.
 * In SQL: nth_value(any, int4).
 */
export function nth_value<A extends Argument>(a: A, rows: number): Column<OrNull<Valued<A>>, 'nth_value', NameUses<A>> {
  return callFunction('nth_value', [a, rows], true);
}
