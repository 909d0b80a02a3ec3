/** Functions that stand in plans to raise what a row violates: called for violating rows alone. */
import { ConductError, SQLSTATE } from '../common/errors.js';
import { define, textArg } from './define.js';
import type { FunctionEntry } from './function-entry.js';

export const ROW_RULE_FUNCTIONS: readonly FunctionEntry[] = [
  define(
    'conduct_check_violation',
    ['text', 'text', 'text'],
    'bool',
    'Raises 23514 for a table, a constraint and a row.',
    (args) => {
      const [table, constraint, row] = [0, 1, 2].map((index) => textArg(args, index));
      throw new ConductError(SQLSTATE.checkViolation, `new row for relation "${table}" violates check constraint "${constraint}"`, {
        subject: { table: table ?? '', constraint: constraint ?? '' },
        detail: `Failing row contains ${row}.`,
      });
    },
    { volatility: 'volatile' },
  ),
  define(
    'conduct_view_violation',
    ['text', 'text'],
    'bool',
    'Raises 44000 for a view and a row.',
    (args) => {
      throw new ConductError(SQLSTATE.withCheckOptionViolation, `new row violates check option for view "${textArg(args, 0)}"`, {
        detail: `Failing row contains ${textArg(args, 1)}.`,
      });
    },
    { volatility: 'volatile' },
  ),
  define(
    'conduct_domain_violation',
    ['text', 'text'],
    'bool',
    'Raises 23514 for a domain and a constraint.',
    (args) => {
      throw new ConductError(
        SQLSTATE.checkViolation,
        `value for domain ${textArg(args, 0)} violates check constraint "${textArg(args, 1)}"`,
      );
    },
    { volatility: 'volatile' },
  ),
  define(
    'conduct_domain_null',
    ['text'],
    'bool',
    'Raises 23502 for a domain.',
    (args) => {
      throw new ConductError(SQLSTATE.notNullViolation, `domain ${textArg(args, 0)} does not allow null values`);
    },
    { volatility: 'volatile' },
  ),
];
