/** What the startup packet of a connection asks for. */
import { ConductError, notSupported, SQLSTATE } from '../common/errors.js';

export interface StartupRequest {
  readonly user: string;
  readonly database: string;
  /** Initial settings by lower-case name. */
  readonly settings: Map<string, string>;
  /** `_pq_.` options, none of which is known. */
  readonly unknownOptions: readonly string[];
}

export function readStartupParameters(parameters: ReadonlyMap<string, string>): StartupRequest {
  const settings = new Map<string, string>();
  const unknownOptions: string[] = [];
  let user = '';
  let database = '';
  for (const [name, value] of parameters) {
    if (name === 'user') user = value;
    else if (name === 'database') database = value;
    else if (name === 'options') for (const [setting, text] of commandLineOptions(value)) settings.set(setting, text);
    else if (name === 'replication') {
      if (!/^(false|off|no|0)$/i.test(value)) throw notSupported('replication');
    } else if (name.startsWith('_pq_.')) unknownOptions.push(name);
    else settings.set(name.toLowerCase(), value);
  }
  if (user === '') {
    throw new ConductError(SQLSTATE.invalidAuthorizationSpecification, 'no PostgreSQL user name specified in startup packet');
  }
  return { user, database: database === '' ? user : database, settings, unknownOptions };
}

/** `-c name=value --name=value`; a backslash escapes the next character. */
function* commandLineOptions(text: string): Generator<readonly [string, string]> {
  const words: string[] = [];
  let word: string | null = null;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (character === '\\') {
      i++;
      word = (word ?? '') + text.charAt(i);
    } else word = (word ?? '') + character;
  }
  if (word !== null) words.push(word);
  for (let i = 0; i < words.length; i++) {
    const option = words[i] ?? '';
    let assignment: string | undefined;
    if (option === '-c') assignment = words[++i];
    else if (option.startsWith('-c')) assignment = option.slice(2);
    else if (option.startsWith('--')) assignment = option.slice(2).replace(/^[^=]*/, (name) => name.replaceAll('-', '_'));
    const match = /^([^=]+)=([\s\S]*)$/.exec(assignment ?? '');
    if (match === null) {
      const what =
        assignment === undefined ? `invalid command-line argument for server process: ${option}` : `-c ${assignment} requires a value`;
      throw new ConductError(SQLSTATE.syntaxError, what);
    }
    yield [(match[1] ?? '').toLowerCase(), match[2] ?? ''];
  }
}
