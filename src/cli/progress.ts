/** How far a long work is: a bar on a terminal, else a line at its beginning. */
import { SingleBar } from 'cli-progress';

export class Progress {
  readonly #bar: SingleBar;
  readonly #total: number;

  constructor(title: string, total: number) {
    this.#total = total;
    this.#bar = new SingleBar({
      format: `${title} [{bar}] {percentage}% {name} {duration_formatted}`,
      barsize: 30,
      hideCursor: true,
      clearOnComplete: false,
      // Without a terminal there is no bar to redraw: one line at the beginning instead.
      noTTYOutput: false,
      stream: process.stderr,
    });
    if (process.stderr.isTTY) this.#bar.start(total, 0, { name: '' });
    else console.error(`loading ${title} ...`);
  }

  advance(by: number, name = ''): void {
    this.#bar.increment(by, { name });
  }

  /** What was estimated to be more is complete. */
  complete(): void {
    this.#bar.update(this.#total, { name: '' });
  }

  stop(): void {
    this.#bar.stop();
  }
}
