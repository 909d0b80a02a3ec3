/** How fields are told apart; quote and escape of csv only. */
export interface FieldFormat {
  /** Everything but csv is read as text: binary data has a parser of its own. */
  readonly format: 'text' | 'csv' | 'binary';
  readonly delimiter: string;
  /** Text that stands for NULL. */
  readonly null: string;
  /** match: the names in it must be the columns', in order. */
  readonly header: boolean | 'match';
  readonly quote: string;
  readonly escape: string;
  /** Columns, by position, where no unquoted text is NULL, and where quoted text may be. */
  readonly forceNotNull: readonly number[];
  readonly forceNull: readonly number[];
}
