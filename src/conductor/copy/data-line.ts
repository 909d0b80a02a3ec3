/** Lines of COPY's data in the contexts of errors: `COPY t, line 3, column a: "x"`. */

const LINE = /, line (\d+)/;

/** null: the context names none. */
export function lineOf(context: string | undefined): number | null {
  const line = LINE.exec(context ?? '')?.[1];
  return line === undefined ? null : Number(line);
}

export function atLine(context: string, line: number): string {
  return context.replace(LINE, `, line ${line}`);
}

/** The context when the lines of these pieces have come, too. */
export function afterPieces(context: string, pieces: readonly Uint8Array[]): string {
  let lines = 0;
  for (const piece of pieces) for (let at = piece.indexOf(0x0a); at >= 0; at = piece.indexOf(0x0a, at + 1)) lines += 1;
  return lines === 0 ? context : atLine(context, (lineOf(context) ?? 1) + lines);
}
