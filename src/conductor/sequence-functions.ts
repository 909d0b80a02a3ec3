/** nextval, currval, lastval and setval of a session. */
import { checkRequirements } from '../catalog/access.js';
import type { SequenceDef } from '../catalog/catalog-object.js';
import { assert } from '../common/assert.js';
import { ConductError, SQLSTATE } from '../common/errors.js';
import type { Datum } from '../types/datum.js';
import type { SessionState } from './query-service.js';
import { currentRole } from './session-user.js';
import type { StatementContext } from './statement-context.js';

/** What nextval gave in a session. */
interface SessionValues {
  readonly values: Map<number, bigint>;
  last: bigint | null;
}

const sessions = new WeakMap<SessionState, SessionValues>();

/** The value of a call; NULL for NULL arguments. */
/** `wanted`: how many rows, this one included, are about to call it. */
export function callSequence(name: string, args: readonly Datum[], context: StatementContext, wanted: number): Datum {
  const own = valuesOf(context.session);
  if (name === 'lastval') {
    if (own.last === null) throw new ConductError(SQLSTATE.objectNotInPrerequisiteState, 'lastval is not yet defined in this session');
    return own.last;
  }
  if (args.some((arg) => arg === null)) return null;
  const [id, value, called] = args;
  const sequence = sequenceById(Number(id), context);
  checkSequence(name, sequence, context);
  const { sequences } = context.store;
  switch (name) {
    case 'conduct_sequence_value':
      return sequences.state(sequence).last;
    case 'conduct_sequence_ahead':
      return 0n;
    case 'conduct_sequence_called':
      return sequences.state(sequence).called ? 1n : 0n;
    case 'nextval': {
      const next = sequences.next(sequence, wanted);
      own.values.set(sequence.id, next);
      own.last = next;
      return next;
    }
    case 'currval': {
      const current = own.values.get(sequence.id);
      if (current !== undefined) return current;
      throw new ConductError(
        SQLSTATE.objectNotInPrerequisiteState,
        `currval of sequence "${sequence.name}" is not yet defined in this session`,
      );
    }
    default: {
      assert(name === 'setval' && typeof value === 'bigint', 'setval');
      sequences.set(sequence, value, called !== false);
      if (called !== false) own.values.set(sequence.id, value);
      return value;
    }
  }
}

const SEQUENCE_PRIVILEGES: Readonly<Record<string, string>> = { nextval: 'Uw', currval: 'Ur', setval: 'w' };

/** 42501. A column that is an identity has its sequence for itself. */
function checkSequence(call: string, { id, name, ownedBy }: SequenceDef, { catalog, session }: StatementContext): void {
  const privileges = SEQUENCE_PRIVILEGES[call];
  if (privileges === undefined || ownedBy?.identity === true) return;
  const role = currentRole(session, catalog);
  if (role.superuser) return;
  checkRequirements(catalog, role, [{ kind: 'sequence', id, name, what: 'sequence', privileges, as: null, any: true }]);
}

/** DISCARD SEQUENCES. */
export function discardSequences(session: SessionState): void {
  sessions.delete(session);
}

function valuesOf(session: SessionState): SessionValues {
  let own = sessions.get(session);
  if (own === undefined) {
    own = { values: new Map(), last: null };
    sessions.set(session, own);
  }
  return own;
}

function sequenceById(id: number, context: StatementContext): SequenceDef {
  // One that the statement itself makes is in the transaction's catalog alone.
  const relation = context.catalog.relationById(id) ?? context.transaction.peek().relationById(id);
  if (relation?.kind === 'sequence') return relation.sequence;
  throw new ConductError(SQLSTATE.undefinedTable, `relation with OID ${id} does not exist`);
}
