/** The dialects by their names in `SET conduct.dialect`. */
import { BIGQUERY } from './bigquery.js';
import { MYSQL } from './mysql.js';
import type { DialectRules } from './rules.js';
import { SNOWFLAKE } from './snowflake.js';
import { SPARK } from './spark.js';
import { TRINO } from './trino.js';

export const OTHER_DIALECTS = {
  spark: SPARK,
  mysql: MYSQL,
  bigquery: BIGQUERY,
  snowflake: SNOWFLAKE,
  trino: TRINO,
} as const satisfies Record<string, DialectRules>;

export type OtherDialect = keyof typeof OTHER_DIALECTS;
