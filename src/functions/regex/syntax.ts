/** What a regular expression means before it becomes automata: the tree that the parser makes. */
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { CharSet } from './char-set.js';

/** How a quantifier chooses; 0: it leaves that to its operand. */
export type Preference = 0 | 'longer' | 'shorter';

/** A position that needs neighbours of some kind, and takes no characters. */
export type Assertion = 'begin' | 'end' | 'line-begin' | 'line-end' | 'word-begin' | 'word-end' | 'word-edge' | 'not-word-edge';

export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'concat'; readonly items: readonly RegexNode[] }
  | { readonly kind: 'alternatives'; readonly items: readonly RegexNode[] }
  /** max Infinity: no bound. */
  | {
      readonly kind: 'repeat';
      readonly item: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly preference: Preference;
    }
  | { readonly kind: 'group'; readonly item: RegexNode; readonly capture: number }
  | { readonly kind: 'assertion'; readonly what: Assertion }
  | { readonly kind: 'look'; readonly item: RegexNode; readonly ahead: boolean; readonly negated: boolean }
  /** Stands for `target` (the group's contents) where only the language counts. */
  | { readonly kind: 'back-reference'; readonly group: number; readonly target: RegexNode };

export const EMPTY: RegexNode = { kind: 'empty' };

/** Options of one pattern, from the flags of the call and from the pattern itself. */
export interface RegexOptions {
  /** ere: POSIX's, without escapes; literal: no syntax at all. */
  readonly syntax: 'are' | 'ere' | 'literal';
  readonly ignoreCase: boolean;
  /** `.` and `[^...]` stop at line ends. */
  readonly newlineStops: boolean;
  /** `^` and `$` match at line ends. */
  readonly newlineAnchors: boolean;
  /** White space and comments are not part of the pattern. */
  readonly expanded: boolean;
}

export const DEFAULT_OPTIONS: RegexOptions = {
  syntax: 'are',
  ignoreCase: false,
  newlineStops: false,
  newlineAnchors: false,
  expanded: false,
};

const MESSAGES = {
  collate: 'invalid collating element',
  class: 'invalid character class',
  escape: 'invalid escape \\ sequence',
  'back-reference': 'invalid backreference number',
  bracket: 'brackets [] not balanced',
  parenthesis: 'parentheses () not balanced',
  brace: 'braces {} not balanced',
  repetition: 'invalid repetition count(s)',
  range: 'invalid character range',
  quantifier: 'quantifier operand invalid',
  option: 'invalid embedded option',
  'too-big': 'regular expression is too complex',
} as const;

export function regexError(problem: keyof typeof MESSAGES): ConductError {
  return new ConductError(SQLSTATE.invalidRegularExpression, `invalid regular expression: ${MESSAGES[problem]}`);
}
