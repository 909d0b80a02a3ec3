/**
 * Types of values, as the compiler knows them. Rows are read without loss: what JavaScript has no exact type for is a text. A brand that is not
 * there at run time tells such texts apart, so that a numeric is not compared with a name.
 */
declare const kind: unique symbol;

/** numeric: exact, as SQL writes it. */
export type Numeric = string & { readonly [kind]: 'numeric' };
/** float4 and float8. */
export type Float = number & { readonly [kind]: 'float' };
/** date, `2024-05-17`. */
export type DateText = string & { readonly [kind]: 'date' };
/** timestamp and timestamptz. */
export type TimestampText = string & { readonly [kind]: 'timestamp' };
/** time and timetz. */
export type TimeText = string & { readonly [kind]: 'time' };
export type IntervalText = string & { readonly [kind]: 'interval' };

/** A column whose type is not known is one of type never: it may stand wherever a column may. */
export type Untyped = never;

export type AnyNumber = number | bigint | Numeric;

/** What a column of type T is compared with: literals. */
export type Literals<T> = [T] extends [Untyped]
  ? string | number | bigint | boolean | Date | null
  : [NonNullable<T>] extends [AnyNumber]
    ? AnyNumber
    : [NonNullable<T>] extends [DateText | TimestampText]
      ? string | Date
      : [NonNullable<T>] extends [boolean]
        ? boolean
        : [NonNullable<T>] extends [string]
          ? string
          : string | number | bigint | boolean | Date | null;

/** Types of columns that a column of type T is compared with. */
export type Family<T> = [T] extends [Untyped]
  ? unknown
  : [NonNullable<T>] extends [AnyNumber]
    ? AnyNumber | null
    : [NonNullable<T>] extends [DateText | TimestampText]
      ? DateText | TimestampText | null
      : [NonNullable<T>] extends [boolean]
        ? boolean | null
        : [NonNullable<T>] extends [string]
          ? string | null
          : unknown;

/** null where T has it, or may have it. */
export type NullOf<T> = [T] extends [Untyped] ? null : unknown extends T ? null : null extends T ? null : never;

/** Of an operation on numbers. */
export type Arithmetic<A, B> = [A] extends [Untyped]
  ? unknown
  : [B] extends [Untyped]
    ? unknown
    : unknown extends A | B
      ? unknown
      : ArithmeticOf<NonNullable<A>, NonNullable<B>> | NullOf<A> | NullOf<B>;

type ArithmeticOf<A, B> = [A] extends [Float]
  ? Float
  : [B] extends [Float]
    ? Float
    : [A] extends [Numeric]
      ? Numeric
      : [B] extends [Numeric]
        ? Numeric
        : [A] extends [bigint]
          ? bigint
          : [B] extends [bigint]
            ? bigint
            : [A] extends [number]
              ? number
              : unknown;

/** sum(): wider than its argument, and NULL without rows. */
export type SumOf<T> = [T] extends [Untyped]
  ? string | bigint | number | null
  : [NonNullable<T>] extends [Float]
    ? Float | null
    : [NonNullable<T>] extends [Numeric]
      ? Numeric | null
      : [NonNullable<T>] extends [bigint]
        ? Numeric | null
        : [NonNullable<T>] extends [number]
          ? bigint | null
          : IntervalText | null;

export type AverageOf<T> = [T] extends [Untyped]
  ? string | number | null
  : [NonNullable<T>] extends [Float]
    ? Float | null
    : [NonNullable<T>] extends [AnyNumber]
      ? Numeric | null
      : IntervalText | null;

/** min(), max() and the like. */
export type OrNull<T> = [T] extends [Untyped] ? unknown : T | null;
