/**
 * Exchanges of the Postgres protocol in files: what a client sends, until when it listens, and what PostgreSQL answers.
 *
 *     exchange a name
 *     > Query "select 1 as x"
 *     until ReadyForQuery
 *     < RowDescription ["x",23,4,-1,"text"]
 *
 * Lines behind `setup` at the head of a file are statements that run first on each connection. `>` lines are the message's name and
 * its values as JSON. Without `until`, the client listens for one ReadyForQuery for every Query, Sync and FunctionCall that it
 * sent. `<` lines are recorded from PostgreSQL; `<!` lines are Conduct's where it answers otherwise on purpose, for the reason that
 * the comment above them gives. Other lines are kept as they are.
 */

export interface Step {
  readonly sends: readonly string[];
  /** Type of the message to listen for, how often; `end` for the end of the connection. */
  readonly until: { readonly type: string; readonly times: number };
  readonly recorded: readonly string[];
  /** null: as PostgreSQL. */
  readonly own: readonly string[] | null;
}

export interface Exchange {
  readonly name: string;
  readonly steps: readonly Step[];
}

export interface ExchangeFile {
  readonly setup: readonly string[];
  readonly exchanges: readonly Exchange[];
}

type Line = { readonly kind: 'setup' | 'exchange' | 'send' | 'until' | 'recorded' | 'own' | 'other'; readonly text: string };

function lineOf(text: string): Line {
  const match = /^(setup|exchange|>|until|<!|<) (.*)$/.exec(text);
  const kinds = { setup: 'setup', exchange: 'exchange', '>': 'send', until: 'until', '<': 'recorded', '<!': 'own' } as const;
  if (match === null) return { kind: 'other', text };
  return { kind: kinds[match[1] as keyof typeof kinds], text: match[2] ?? '' };
}

export function parseExchanges(text: string): ExchangeFile {
  const setup: string[] = [];
  const exchanges: { name: string; steps: Step[] }[] = [];
  let sends: string[] = [];
  let until: string | null = null;
  let recorded: string[] = [];
  let own: string[] = [];
  const endStep = (): void => {
    if (sends.length === 0) return;
    exchanges.at(-1)?.steps.push({ sends, until: untilOf(sends, until), recorded, own: own.length === 0 ? null : own });
    sends = [];
    until = null;
    recorded = [];
    own = [];
  };
  for (const line of text.split('\n').map(lineOf)) {
    if (line.kind === 'setup') setup.push(line.text);
    if (line.kind === 'exchange') {
      endStep();
      exchanges.push({ name: line.text, steps: [] });
    }
    if (line.kind === 'send') {
      if (recorded.length > 0 || own.length > 0 || until !== null) endStep();
      sends.push(line.text);
    }
    if (line.kind === 'until') until = line.text;
    if (line.kind === 'recorded') recorded.push(line.text);
    if (line.kind === 'own') own.push(line.text);
  }
  endStep();
  return { setup, exchanges };
}

const ANSWERED = /^(Query|Sync|FunctionCall)\b/;

function untilOf(sends: readonly string[], written: string | null): Step['until'] {
  if (written === null) return { type: 'ReadyForQuery', times: sends.filter((send) => ANSWERED.test(send)).length };
  const [type = '', times] = written.split(' x');
  return { type, times: Number(times ?? 1) };
}

/** The file with other recorded lines: one list a step, in order. */
export function withRecorded(text: string, recorded: readonly (readonly string[])[]): string {
  const lines: string[] = [];
  let step = -1;
  let written = true;
  let sending = false;
  const write = (): void => {
    if (written) return;
    written = true;
    // Before what was written behind the step: its own lines and comments.
    for (const line of recorded[step] ?? []) lines.push(`< ${line}`);
  };
  for (const raw of text.split('\n')) {
    const line = lineOf(raw);
    if (line.kind === 'recorded') continue;
    if (line.kind === 'send') {
      if (!sending) {
        write();
        step += 1;
        written = false;
      }
      sending = true;
    } else {
      if (line.kind !== 'until') write();
      sending = false;
    }
    lines.push(raw);
    if (line.kind === 'until') write();
  }
  write();
  return lines.join('\n');
}
