/** Stages, tasks and scans read back from the text of EXPLAIN ANALYZE. */
export interface ExplainedStage {
  readonly id: number;
  /** `Result` for the root stage, else `Gather`, `Broadcast`, ... */
  readonly output: string;
  readonly tasks: { readonly workerId: string; readonly rowsOut: number }[];
  /** Tables that the stage itself scans. */
  readonly scans: string[];
}

const STAGE = /^( *)(?:-> {2})?(Result|Gather|Broadcast|Hash Exchange|Round-Robin Exchange)(?: \(.*\))? from Stage (\d+)\b/;
const TASK = /^ *Task on (\S+): .*?(\d+) rows? and /;
/** A stage that several read is shown once. */
const SHARED = /, shared: shown above/;
const NODE = /^( *)-> {2}/;
const SCAN = /^( *)-> {2}Scan on (\w+)/;

/** Throws when the text has no stage, or a stage no task: such a text proves nothing. */
export function explainedStages(text: string): readonly ExplainedStage[] {
  const stages: ExplainedStage[] = [];
  // The stages around a line, by indentation.
  const open: { readonly indent: number; readonly stage: ExplainedStage }[] = [];
  for (const line of text.split('\n')) {
    const head = SHARED.test(line) ? null : STAGE.exec(line);
    const scan = SCAN.exec(line);
    // Any node ends the stages that are not around it: an exchange may be the first of two inputs.
    const node = head ?? NODE.exec(line);
    if (node !== null) {
      const indent = (node[1] ?? '').length;
      while ((open.at(-1)?.indent ?? -1) >= indent) open.pop();
    }
    if (head !== null) {
      const stage: ExplainedStage = { id: Number(head[3]), output: head[2] ?? '', tasks: [], scans: [] };
      stages.push(stage);
      open.push({ indent: stage.output === 'Result' ? -1 : (head[1] ?? '').length, stage });
    }
    if (scan !== null) open.at(-1)?.stage.scans.push(scan[2] ?? '');
    const task = TASK.exec(line);
    // The lines of a stage's tasks come right below its head.
    if (task !== null) stages.at(-1)?.tasks.push({ workerId: task[1] ?? '', rowsOut: Number(task[2]) });
  }
  if (stages.length === 0 || stages.some(({ tasks }) => tasks.length === 0)) throw new Error(`no stages with tasks in:\n${text}`);
  return stages;
}
