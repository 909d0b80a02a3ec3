/** What code of an aggregate with a state in the task's memory needs to know of the group's field that refers to it. */
export interface StateField {
  /** Local with the group's tuple. */
  readonly group: number;
  /** Of the field in the tuple: address, then length, as of a text. */
  readonly offset: number;
  /** Pushes what is not zero when the group has a state. */
  readonly pushHasState: () => void;
  readonly setHasState: () => void;
}
