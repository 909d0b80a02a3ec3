/** Names statements that Conduct has no form for, by the words that they start with: `CREATE INDEX`, `ALTER TABLE`. */
import { topLevelWords } from './leading-words.js';

/** Words that say nothing about what is created or dropped. */
const FILLERS: ReadonlySet<string> = new Set(['or', 'replace', 'unique', 'temp', 'temporary', 'unlogged', 'global', 'local', 'trusted']);
/** First words that need the second one to be a feature's name. */
const VERBS: ReadonlySet<string> = new Set(['create', 'alter', 'drop', 'comment', 'refresh', 'reassign', 'security', 'import']);
/** Second words that are half of a name. */
const HALVES: ReadonlySet<string> = new Set([
  'materialized',
  'foreign',
  'event',
  'access',
  'default',
  'text',
  'user',
  'security',
  'operator',
]);

export function featureName(text: string): string {
  const name: string[] = [];
  for (const { word } of topLevelWords(text)) {
    if (name.length > 0 && FILLERS.has(word)) continue;
    name.push(word.toUpperCase());
    if (name.length === 1 && !VERBS.has(word)) break;
    if (name.length === 2 && !HALVES.has(word)) break;
    if (name.length === 3) break;
  }
  return name.join(' ');
}
