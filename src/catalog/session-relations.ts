/** System relations about the session that asks: its settings, cursors and prepared statements. Their rows come from the conductor. */
import { sessionSettings } from '../types/session-settings.js';
import { define, type SystemRelation } from './system-relation.js';

function sessionRelation(id: number, name: string, columns: string): SystemRelation {
  return {
    ...define(id, 'pg_catalog', name, columns, () => []),
    rows: () => sessionSettings().sessionRows?.(name) ?? [],
  };
}

export const SESSION_RELATIONS: readonly SystemRelation[] = [
  sessionRelation(
    12_104,
    'pg_settings',
    `name:text setting:text unit:text category:text short_desc:text extra_desc:text context:text vartype:text source:text min_val:text
     max_val:text enumvals:text[] boot_val:text reset_val:text sourcefile:text sourceline:int4 pending_restart:bool`,
  ),
  sessionRelation(
    12_077,
    'pg_cursors',
    'name:text statement:text is_holdable:bool is_binary:bool is_scrollable:bool creation_time:timestamptz',
  ),
  sessionRelation(
    12_095,
    'pg_prepared_statements',
    `name:text statement:text prepare_time:timestamptz parameter_types:regtype[] from_sql:bool generic_plans:int8 custom_plans:int8`,
  ),
];
