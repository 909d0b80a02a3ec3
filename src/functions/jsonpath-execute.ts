/**
 * SQL/JSON paths over jsonb values (jsonpath_exec.c). In lax mode arrays are unwrapped and values wrapped where a step wants the other,
 * and what is not there is no error. Values come one by one: who needs only the first stops there.
 */
import { assert } from '../common/assert.js';
import { ConductError, notSupported, SQLSTATE, type SqlState } from '../common/errors.js';
import { compareText } from '../types/compare-text.js';
import type { Decimal } from '../types/datum.js';
import {
  absDecimal,
  addDecimals,
  ceilDecimal,
  compareDecimals,
  decimalToInteger,
  divideDecimals,
  floorDecimal,
  formatDecimal,
  moduloDecimals,
  multiplyDecimals,
  negateDecimal,
  subtractDecimals,
  truncateDecimal,
} from '../types/decimal.js';
import { formatFloat8, parseFloatText } from '../types/float.js';
import { compareDatetimes, readDatetime, readIsoDatetime } from '../types/json-datetime.js';
import {
  decimalOfJson,
  isJsonArray,
  isJsonDatetime,
  isJsonNumber,
  isJsonObject,
  isJsonScalar,
  type JsonDatetime,
  type JsonNumber,
  type JsonObject,
  type JsonValue,
  jsonKind,
  jsonNumber,
  jsonObject,
} from '../types/json-value.js';
import {
  isPredicate,
  type JsonPath,
  type PathComparison,
  type PathExpr,
  type PathMethod,
  type PathOperator,
  type PathPredicate,
  type PathStep,
} from '../types/jsonpath.js';
import { formatKind } from '../types/type-name.js';
import { compileRegex } from './regex/regex.js';
import { RegexText } from './regex/regex-text.js';
import { DEFAULT_OPTIONS } from './regex/syntax.js';

/** An error of a path over a value, which predicates take for unknown and silent calls for nothing. */
export class PathError extends ConductError {}

type Truth = boolean | null;

const INT4_MAX = 0x7fff_ffffn;
const INT4_MIN = -0x8000_0000n;

export class PathExecution {
  readonly #path: JsonPath;
  readonly #root: JsonValue;
  readonly #variables: JsonObject;
  readonly #lax: boolean;
  /** Dates and times without a zone may be compared with those that have one. */
  readonly #usesZone: boolean;
  /** Errors of structure are none: in lax mode, and below `**`. */
  #ignoresStructure: boolean;
  /** Of the array whose subscripts are computed. */
  #arraySize = -1;

  constructor(path: JsonPath, root: JsonValue, variables: JsonObject, usesZone: boolean) {
    this.#usesZone = usesZone;
    this.#path = path;
    this.#root = root;
    this.#variables = variables;
    this.#lax = !path.strict;
    this.#ignoresStructure = this.#lax;
  }

  values(): Generator<JsonValue> {
    return this.#values(this.#path.root, this.#root, this.#lax);
  }

  /** In lax mode the first value decides; in strict mode all are looked for, as one may be an error. */
  exists(): boolean {
    return this.#hasAny(this.#path.root, this.#root);
  }

  #hasAny(node: PathExpr | PathPredicate, current: JsonValue): boolean {
    // A sign that nobody wants the values of leaves out what is no number.
    if (this.#lax && node.kind === 'sign') return [...this.#unwrapped(node.operand, current)].some(isJsonNumber);
    const values = this.#values(node, current, this.#lax);
    if (this.#lax) return values.next().done !== true;
    let found = false;
    for (const _ of values) found = true;
    return found;
  }

  // Expressions ----------------------------------------------------------------------------------------------------------

  *#values(node: PathExpr | PathPredicate, current: JsonValue, unwrap: boolean): Generator<JsonValue> {
    if (isPredicate(node)) yield this.#truth(node, current);
    else yield* this.#expression(node, current, unwrap);
  }

  *#expression(node: PathExpr, current: JsonValue, unwrap: boolean): Generator<JsonValue> {
    switch (node.kind) {
      case 'literal':
        yield node.value;
        return;
      case 'variable':
        yield this.#variable(node.name);
        return;
      case 'root':
        yield this.#root;
        return;
      case 'current':
        yield current;
        return;
      case 'last':
        yield jsonNumber(String(this.#arraySize - 1));
        return;
      case 'arithmetic':
        yield this.#arithmetic(node.operator, node.left, node.right, current);
        return;
      case 'sign':
        yield* this.#signed(node.operator, this.#unwrapped(node.operand, current));
        return;
      case 'steps':
        yield* this.#fromHead(node.head, node.steps, current, unwrap);
    }
  }

  *#fromHead(head: PathExpr | PathPredicate, steps: readonly PathStep[], current: JsonValue, unwrap: boolean): Generator<JsonValue> {
    for (const value of this.#values(head, current, unwrap)) yield* this.#follow(steps, 0, value, this.#lax);
  }

  /** Values of an operand, the elements of arrays in their place in lax mode. */
  *#unwrapped(node: PathExpr | PathPredicate, current: JsonValue): Generator<JsonValue> {
    for (const value of this.#values(node, current, this.#lax)) {
      if (this.#lax && isJsonArray(value)) yield* value;
      else yield value;
    }
  }

  #variable(name: string): JsonValue {
    const value = this.#variables.get(name);
    if (value !== undefined) return value;
    throw new ConductError(SQLSTATE.undefinedObject, `could not find jsonpath variable "${name}"`);
  }

  #arithmetic(operator: PathOperator, left: PathExpr, right: PathExpr, current: JsonValue): JsonValue {
    const lefts = [...this.#unwrapped(left, current)];
    const rights = [...this.#unwrapped(right, current)];
    const [a, b] = [lefts[0], rights[0]];
    const single = (side: string): PathError =>
      new PathError(
        SQLSTATE.singletonSqlJsonItemRequired,
        `${side} operand of jsonpath operator ${operator} is not a single numeric value`,
      );
    if (lefts.length !== 1 || !isJsonNumber(a)) throw single('left');
    if (rights.length !== 1 || !isJsonNumber(b)) throw single('right');
    return numberOf(calculate(operator, decimalOfJson(a), decimalOfJson(b)));
  }

  *#signed(operator: '+' | '-', values: Iterable<JsonValue>): Generator<JsonValue> {
    for (const value of values) {
      if (!isJsonNumber(value)) {
        const message = `operand of unary jsonpath operator ${operator} is not a numeric value`;
        throw new PathError(SQLSTATE.sqlJsonNumberNotFound, message);
      }
      yield operator === '+' ? value : numberOf(negateDecimal(decimalOfJson(value)));
    }
  }

  // Steps ----------------------------------------------------------------------------------------------------------------

  *#follow(steps: readonly PathStep[], at: number, value: JsonValue, unwrap: boolean): Generator<JsonValue> {
    const step = steps[at];
    if (step === undefined) {
      yield value;
      return;
    }
    if (unwrap && isJsonArray(value) && unwraps(step)) {
      for (const item of value) yield* this.#follow(steps, at, item, false);
      return;
    }
    const next = (item: JsonValue): Generator<JsonValue> => this.#follow(steps, at + 1, item, this.#lax);
    switch (step.kind) {
      case 'key':
        yield* this.#key(step.name, value, next);
        return;
      case 'any-key':
        if (isJsonObject(value)) for (const item of value.values()) yield* next(item);
        else this.#misfit(SQLSTATE.sqlJsonObjectNotFound, 'jsonpath wildcard member accessor can only be applied to an object');
        return;
      case 'any-element':
        if (isJsonArray(value)) for (const item of value) yield* next(item);
        else if (this.#lax) yield* next(value);
        else this.#misfit(SQLSTATE.sqlJsonArrayNotFound, 'jsonpath wildcard array accessor can only be applied to an array');
        return;
      case 'elements':
        yield* this.#elements(step.subscripts, value, next);
        return;
      case 'levels':
        yield* this.#levels(step.first, step.last, value, next);
        return;
      case 'filter':
        if (this.#truth(step.predicate, value) === true) yield* next(value);
        return;
      case 'method':
        yield* this.#method(step.name, value, next);
        return;
      case 'datetime':
        yield* next(datetimeOf(value, step.template));
        return;
    }
  }

  #misfit(code: SqlState, message: string): void {
    if (!this.#ignoresStructure) throw new PathError(code, message);
  }

  *#key(name: string, value: JsonValue, next: (item: JsonValue) => Generator<JsonValue>): Generator<JsonValue> {
    if (!isJsonObject(value)) {
      this.#misfit(SQLSTATE.sqlJsonMemberNotFound, 'jsonpath member accessor can only be applied to an object');
      return;
    }
    const item = value.get(name);
    if (item !== undefined) yield* next(item);
    else this.#misfit(SQLSTATE.sqlJsonMemberNotFound, `JSON object does not contain key "${name}"`);
  }

  *#elements(
    subscripts: readonly { readonly from: PathExpr; readonly to: PathExpr | null }[],
    value: JsonValue,
    next: (item: JsonValue) => Generator<JsonValue>,
  ): Generator<JsonValue> {
    if (!isJsonArray(value) && !this.#lax) {
      this.#misfit(SQLSTATE.sqlJsonArrayNotFound, 'jsonpath array accessor can only be applied to an array');
      return;
    }
    const items = isJsonArray(value) ? value : [value];
    for (const subscript of subscripts) {
      const outer = this.#arraySize;
      this.#arraySize = items.length;
      const from = this.#subscript(subscript.from, value);
      const to = subscript.to === null ? from : this.#subscript(subscript.to, value);
      this.#arraySize = outer;
      if (from < 0 || from > to || to >= items.length) {
        this.#misfit(SQLSTATE.invalidSqlJsonSubscript, 'jsonpath array subscript is out of bounds');
      }
      for (const item of items.slice(Math.max(0, from), Math.max(0, to + 1))) yield* next(item);
    }
  }

  #subscript(node: PathExpr, value: JsonValue): number {
    const found = [...this.#values(node, value, this.#lax)];
    const [only] = found;
    if (found.length !== 1 || !isJsonNumber(only)) {
      throw new PathError(SQLSTATE.invalidSqlJsonSubscript, 'jsonpath array subscript is not a single numeric value');
    }
    const index = decimalToInteger(truncateDecimal(decimalOfJson(only), 0));
    if (index === undefined || index > INT4_MAX || index < INT4_MIN) {
      throw new PathError(SQLSTATE.invalidSqlJsonSubscript, 'jsonpath array subscript is out of integer range');
    }
    return Number(index);
  }

  *#levels(first: number, last: number, value: JsonValue, next: (item: JsonValue) => Generator<JsonValue>): Generator<JsonValue> {
    if (first === 0) yield* this.#ignoring(next(value));
    yield* this.#below(1, first, last, value, next);
  }

  *#below(
    level: number,
    first: number,
    last: number,
    value: JsonValue,
    next: (item: JsonValue) => Generator<JsonValue>,
  ): Generator<JsonValue> {
    if (level > last || isJsonScalar(value)) return;
    const leavesOnly = first === Number.POSITIVE_INFINITY && last === Number.POSITIVE_INFINITY;
    for (const item of isJsonArray(value) ? value : isJsonObject(value) ? value.values() : []) {
      if (leavesOnly ? isJsonScalar(item) : level >= first) yield* this.#ignoring(next(item));
      if (level < last) yield* this.#below(level + 1, first, last, item, next);
    }
  }

  *#ignoring(values: Generator<JsonValue>): Generator<JsonValue> {
    for (;;) {
      const before = this.#ignoresStructure;
      this.#ignoresStructure = true;
      let result: IteratorResult<JsonValue>;
      try {
        result = values.next();
      } finally {
        this.#ignoresStructure = before;
      }
      if (result.done === true) return;
      yield result.value;
    }
  }

  *#method(name: PathMethod, value: JsonValue, next: (item: JsonValue) => Generator<JsonValue>): Generator<JsonValue> {
    switch (name) {
      case 'type':
        yield* next(isJsonDatetime(value) ? formatKind(value.datetime) : jsonKind(value));
        return;
      case 'size':
        if (!isJsonArray(value) && !this.#lax) {
          this.#misfit(SQLSTATE.sqlJsonArrayNotFound, 'jsonpath item method .size() can only be applied to an array');
          return;
        }
        yield* next(jsonNumber(String(isJsonArray(value) ? value.length : 1)));
        return;
      case 'abs':
      case 'floor':
      case 'ceiling':
        if (!isJsonNumber(value)) {
          throw new PathError(SQLSTATE.nonNumericSqlJsonItem, `jsonpath item method .${name}() can only be applied to a numeric value`);
        }
        yield* next(numberOf(ROUNDINGS[name](decimalOfJson(value))));
        return;
      case 'double':
        yield* next(toDouble(value));
        return;
      case 'keyvalue':
        if (!isJsonObject(value)) {
          throw new PathError(SQLSTATE.sqlJsonObjectNotFound, 'jsonpath item method .keyvalue() can only be applied to an object');
        }
        if (value !== this.#root) throw notSupported('jsonpath method .keyvalue() of an object inside of another value');
        for (const [key, item] of value) {
          yield* next(jsonObject(Object.entries({ key, value: item, id: jsonNumber('0') })));
        }
    }
  }

  // Predicates -----------------------------------------------------------------------------------------------------------

  #truth(node: PathPredicate, current: JsonValue): Truth {
    switch (node.kind) {
      case 'and': {
        const left = this.#truth(node.left, current);
        if (left === false) return false;
        const right = this.#truth(node.right, current);
        return right === true ? left : right;
      }
      case 'or': {
        const left = this.#truth(node.left, current);
        if (left === true) return true;
        const right = this.#truth(node.right, current);
        return right === false ? left : right;
      }
      case 'not': {
        const inner = this.#truth(node.operand, current);
        return inner === null ? null : !inner;
      }
      case 'is-unknown':
        return this.#truth(node.operand, current) === null;
      case 'exists':
        return this.#quietly(() => this.#hasAny(node.operand, current));
      case 'compare':
        return this.#test(node.left, node.right, current, true, (left, right) => compareItems(node.operator, left, right, this.#usesZone));
      case 'starts-with':
        return this.#test(node.left, node.right, current, false, (left, right) =>
          typeof left === 'string' && typeof right === 'string' ? left.startsWith(right) : null,
        );
      case 'like-regex':
        return this.#test(node.operand, null, current, false, (left) =>
          typeof left === 'string' ? matches(left, node.pattern, node.flags) : null,
        );
    }
  }

  /** Errors of the path are unknown. */
  #quietly(test: () => Truth): Truth {
    const [ignoresStructure, arraySize] = [this.#ignoresStructure, this.#arraySize];
    try {
      return test();
    } catch (error) {
      if (!(error instanceof PathError)) throw error;
      [this.#ignoresStructure, this.#arraySize] = [ignoresStructure, arraySize];
      return null;
    }
  }

  /** Some pair for which the test is true. In strict mode one that is unknown makes all so. */
  #test(
    left: PathExpr,
    right: PathExpr | null,
    current: JsonValue,
    unwrapRight: boolean,
    test: (left: JsonValue, right: JsonValue) => Truth,
  ): Truth {
    return this.#quietly(() => {
      const lefts = [...this.#unwrapped(left, current)];
      const rights =
        right === null ? [null] : [...(unwrapRight ? this.#unwrapped(right, current) : this.#values(right, current, this.#lax))];
      let found = false;
      let unknown = false;
      for (const a of lefts) {
        for (const b of rights) {
          const truth = test(a, b);
          if (truth === null) {
            if (!this.#lax) return null;
            unknown = true;
          } else if (truth) {
            if (this.#lax) return true;
            found = true;
          }
        }
      }
      return found ? true : unknown ? null : false;
    });
  }
}

/** Steps that go to the elements of an array that comes to them. */
function unwraps(step: PathStep): boolean {
  switch (step.kind) {
    case 'key':
    case 'any-key':
    case 'filter':
    case 'datetime':
      return true;
    case 'method':
      return step.name !== 'type' && step.name !== 'size';
    default:
      return false;
  }
}

const ROUNDINGS = { abs: absDecimal, floor: floorDecimal, ceiling: ceilDecimal } as const;

function numberOf(value: Decimal): JsonNumber {
  return { number: formatDecimal(value) };
}

function calculate(operator: PathOperator, left: Decimal, right: Decimal): Decimal {
  try {
    switch (operator) {
      case '+':
        return addDecimals(left, right);
      case '-':
        return subtractDecimals(left, right);
      case '*':
        return multiplyDecimals(left, right);
      case '/':
        return divideDecimals(left, right);
      case '%':
        return moduloDecimals(left, right);
    }
  } catch (error) {
    if (error instanceof ConductError) throw new PathError(error.code, error.message);
    throw error;
  }
}

function datetimeOf(value: JsonValue, template: string | null): JsonDatetime {
  if (typeof value !== 'string') {
    const message = 'jsonpath item method .datetime() can only be applied to a string';
    throw new PathError(SQLSTATE.invalidArgumentForSqlJsonDatetime, message);
  }
  try {
    return template === null ? readIsoDatetime(value) : readDatetime(value, template);
  } catch (error) {
    if (!(error instanceof ConductError)) throw error;
    throw new PathError(error.code, error.message, error.hint === undefined ? {} : { hint: error.hint });
  }
}

function toDouble(value: JsonValue): JsonNumber {
  const text = isJsonNumber(value) ? value.number : value;
  if (typeof text !== 'string') {
    throw new PathError(SQLSTATE.nonNumericSqlJsonItem, 'jsonpath item method .double() can only be applied to a string or numeric value');
  }
  let double: number;
  try {
    double = parseFloatText(text, 'float8');
  } catch (error) {
    if (!(error instanceof ConductError)) throw error;
    const message = isJsonNumber(value)
      ? 'numeric argument of jsonpath item method .double() is out of range for type double precision'
      : 'string argument of jsonpath item method .double() is not a valid representation of a double precision number';
    throw new PathError(SQLSTATE.nonNumericSqlJsonItem, message);
  }
  if (!Number.isFinite(double)) {
    throw new PathError(SQLSTATE.nonNumericSqlJsonItem, 'NaN or Infinity is not allowed for jsonpath item method .double()');
  }
  return isJsonNumber(value) ? value : jsonNumber(formatFloat8(double));
}

/** Null is unequal to all else; other values of different kinds, arrays and objects can't be compared. */
function compareItems(operator: PathComparison, left: JsonValue, right: JsonValue, usesZone: boolean): Truth {
  if (isJsonDatetime(left) !== isJsonDatetime(right)) return left === null || right === null ? operator === '!=' : null;
  if (jsonKind(left) !== jsonKind(right)) return left === null || right === null ? operator === '!=' : null;
  let order: number | null;
  if (left === null) order = 0;
  else if (isJsonDatetime(left) && isJsonDatetime(right)) order = compareDatetimes(left, right, usesZone);
  else if (typeof left === 'boolean') order = left === right ? 0 : left ? 1 : -1;
  else if (typeof left === 'string' && typeof right === 'string') order = compareText(left, right);
  else if (isJsonNumber(left) && isJsonNumber(right)) order = compareDecimals(decimalOfJson(left), decimalOfJson(right));
  else return null;
  if (order === null) return null;
  switch (operator) {
    case '==':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
  }
}

function matches(text: string, pattern: string, flags: string): boolean {
  assert(!flags.includes('x') || flags.includes('q'), 'checked flags');
  const regex = compileRegex(pattern, {
    ...DEFAULT_OPTIONS,
    syntax: flags.includes('q') ? 'literal' : 'are',
    ignoreCase: flags.includes('i'),
    newlineStops: !flags.includes('s') && !flags.includes('q'),
    newlineAnchors: flags.includes('m') && !flags.includes('q'),
  });
  return regex.test(new RegexText(text));
}
