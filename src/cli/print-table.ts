/** Aligned tables as psql prints them. */
import type { StatementResult } from './wire-client.js';

/** OIDs of the number types, which are aligned to the right: int2/4/8, oid, float4/8, numeric. */
const NUMBERS = new Set([20, 21, 23, 26, 700, 701, 1700]);

export function printTable(result: StatementResult): string {
  if (result.fields.length === 0) return result.tag === '' ? '' : `${result.tag}\n`;
  const cells = result.rows.map((row) => row.map((value) => value ?? ''));
  const widths = result.fields.map((field, column) =>
    cells.reduce((width, row) => Math.max(width, lineWidth(row[column] ?? '')), lineWidth(field.name)),
  );
  const lines = [
    widths.map((width, column) => ` ${center(result.fields[column]?.name ?? '', width)} `).join('|'),
    widths.map((width) => '-'.repeat(width + 2)).join('+'),
  ];
  for (const row of cells) {
    const parts = row.map((value) => value.split('\n'));
    const height = Math.max(...parts.map((part) => part.length));
    for (let line = 0; line < height; line += 1) {
      lines.push(
        parts
          .map((part, column) => {
            const text = part[line] ?? '';
            const pad = ' '.repeat((widths[column] ?? 0) - displayWidth(text));
            const more = line + 1 < part.length ? '+' : ' ';
            return ` ${NUMBERS.has(result.fields[column]?.typeOid ?? 0) ? pad + text : text + pad}${more}`;
          })
          .join('|')
          .trimEnd(),
      );
    }
  }
  const count = result.rows.length;
  return `${lines.join('\n')}\n(${count} row${count === 1 ? '' : 's'})\n`;
}

function center(text: string, width: number): string {
  const space = width - displayWidth(text);
  const left = Math.floor(space / 2);
  return ' '.repeat(left) + text + ' '.repeat(space - left);
}

function lineWidth(text: string): number {
  return text.includes('\n') ? Math.max(...text.split('\n').map(displayWidth)) : displayWidth(text);
}

/** Columns on a terminal: wide for East Asian and emoji ranges, none for combining marks. */
function displayWidth(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: plain ASCII is its own width.
  if (/^[\x00-\x7f]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) {
    if (/\p{Mn}/u.test(character)) continue;
    const code = character.codePointAt(0) ?? 0;
    const wide =
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      code >= 0x1f300;
    width += wide ? 2 : 1;
  }
  return width;
}
