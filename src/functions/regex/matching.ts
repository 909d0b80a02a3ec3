/** What the functions over regular expressions do with matches (PostgreSQL's regexp.c and varlena.c). */
import { ConductError, SQLSTATE } from '../../common/errors.js';
import type { Regex } from './regex.js';
import { compileRegex, regexOptions } from './regex.js';
import { RegexText } from './regex-text.js';
import type { RegexOptions } from './syntax.js';
import { DEFAULT_OPTIONS } from './syntax.js';

export function matchesRegex(text: string, pattern: string, ignoreCase: boolean): boolean {
  const regex = compileRegex(pattern, ignoreCase ? CASE_BLIND : DEFAULT_OPTIONS);
  return regex.test(new RegexText(text));
}

export const CASE_BLIND: RegexOptions = { ...DEFAULT_OPTIONS, ignoreCase: true };

/** A text's match: the whole and its groups; null for groups that took no part. */
export interface Match {
  /** Positions in characters, from 0. */
  readonly start: number;
  readonly end: number;
  /** As pairs from index 2; -1 for groups that took no part. */
  readonly captures: Int32Array;
}

/** setup_regexp_matches: one match, or all; splitting ignores empty ones at the ends and right after another match. */
export function findMatches(
  regex: Regex,
  text: RegexText,
  mode: { readonly from?: number; readonly global: boolean; readonly splitting?: boolean },
): Match[] {
  const matches: Match[] = [];
  let from = mode.from ?? 0;
  let previousEnd = 0;
  while (from <= text.length) {
    const captures = regex.exec(text, from);
    if (captures === null) break;
    const [start = 0, end = 0] = captures;
    if (mode.splitting !== true || (start < text.length && end > previousEnd)) matches.push({ start, end, captures });
    previousEnd = end;
    if (!mode.global) break;
    from = start === end ? end + 1 : end;
  }
  return matches;
}

/** The texts of the groups, or of the whole where the pattern has none: one row of regexp_matches. */
export function matchRow(regex: Regex, text: RegexText, match: Match): (string | null)[] {
  if (regex.groups === 0) return [text.slice(match.start, match.end)];
  return Array.from({ length: regex.groups }, (_, group) => groupText(text, match, group + 1));
}

export function groupText(text: RegexText, match: Match, group: number): string | null {
  const start = match.captures[group * 2] ?? -1;
  return start < 0 ? null : text.slice(start, match.captures[group * 2 + 1] ?? start);
}

/** Flags of a function that gives one match, or says itself how many. */
export function singleMatchOptions(flags: string, functionName: string, hint?: string): RegexOptions {
  const { options, global } = regexOptions(flags);
  if (global) {
    throw new ConductError(
      SQLSTATE.invalidParameterValue,
      `${functionName} does not support the "global" option`,
      hint === undefined ? {} : { hint },
    );
  }
  return options;
}

/** A replacement read once: texts and groups, \& is group 0. */
type ReplacementPart = string | number;

function readReplacement(replacement: string): ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let text = '';
  for (let i = 0; i < replacement.length; i += 1) {
    const character = replacement.charAt(i);
    const next = replacement.charAt(i + 1);
    if (character !== '\\') text += character;
    else if (next === '&' || (next >= '1' && next <= '9')) {
      parts.push(text, next === '&' ? 0 : Number(next));
      text = '';
      i += 1;
    } else if (next === '\\') {
      text += '\\';
      i += 1;
    } else {
      text += '\\';
    }
  }
  parts.push(text);
  return parts;
}

/** replace_text_regexp: the `occurrence`th match from `from` on, or all where that is 0. */
export function replaceMatches(regex: Regex, source: string, replacement: string, from: number, occurrence: number): string {
  const text = new RegexText(source);
  const parts = readReplacement(replacement);
  let result = '';
  let copied = 0;
  let search = from;
  for (let count = 1; search <= text.length; count += 1) {
    const captures = regex.exec(text, search);
    if (captures === null) break;
    const [start = 0, end = 0] = captures;
    search = start === end ? end + 1 : end;
    if (occurrence > 0 && count !== occurrence) continue;
    result += text.slice(copied, start);
    for (const part of parts) result += typeof part === 'string' ? part : (groupText(text, { start, end, captures }, part) ?? '');
    copied = end;
    if (occurrence > 0) break;
  }
  return result + text.slice(copied, text.length);
}

/** The pieces between the matches. */
export function splitByRegex(regex: Regex, source: string): string[] {
  const text = new RegexText(source);
  const pieces: string[] = [];
  let from = 0;
  for (const { start, end } of findMatches(regex, text, { global: true, splitting: true })) {
    pieces.push(text.slice(from, start));
    from = end;
  }
  pieces.push(text.slice(from, text.length));
  return pieces;
}
