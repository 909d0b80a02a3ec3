/** What a column's IN needs of a DataFrame. */
export interface SubqueryFrame {
  toSQL(): string;
}
