/** to_char, to_date and to_timestamp by templates. */
import { dateFromChar, timestampFromChar } from '../types/datetime-from-char.js';
import { intervalToChar, timestampToChar, timestampTzToChar } from '../types/datetime-to-char.js';
import { bigintArg, define, intervalArg, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

const STABLE = { volatility: 'stable' } as const;

export const DATETIME_CHAR_FUNCTIONS: readonly FunctionEntry[] = [
  define(
    'to_char',
    ['timestamp', 'text'],
    'text',
    'Text by a template.',
    (args) => timestampToChar(bigintArg(args, 0), textArg(args, 1)),
    STABLE,
  ),
  define(
    'to_char',
    ['timestamptz', 'text'],
    'text',
    'Text by a template.',
    (args) => timestampTzToChar(bigintArg(args, 0), textArg(args, 1)),
    STABLE,
  ),
  define(
    'to_char',
    ['interval', 'text'],
    'text',
    'Text by a template.',
    (args) => intervalToChar(intervalArg(args, 0), textArg(args, 1)),
    STABLE,
  ),
  define(
    'to_timestamp',
    ['text', 'text'],
    'timestamptz',
    'The time that a text says by a template.',
    (args) => timestampFromChar(textArg(args, 0), textArg(args, 1)),
    STABLE,
  ),
  define(
    'to_date',
    ['text', 'text'],
    'date',
    'The day that a text says by a template.',
    (args) => dateFromChar(textArg(args, 0), textArg(args, 1)),
    STABLE,
  ),
];
