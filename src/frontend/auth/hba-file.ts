/** Reads rules from a file of pg_hba.conf's form. What it does not know is an error with the line, never passed over. */
import { ConductError, SQLSTATE } from '../../common/errors.js';
import { type AddressRange, ANY_ADDRESS, parseAddressRange } from './address-range.js';
import type { AuthMethod, HbaRule, NamePattern } from './hba-rules.js';

/** A word of a line; in quotes it has no special meaning. */
interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** Words with commas between them. */
type Field = readonly Word[];

export function parseHba(text: string): readonly HbaRule[] {
  const rules: HbaRule[] = [];
  // A backslash at its end continues a line.
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const number = at + 1;
    let line = lines[at] ?? '';
    while (line.endsWith('\\') && at + 1 < lines.length) {
      at += 1;
      line = `${line.slice(0, -1)} ${lines[at] ?? ''}`;
    }
    const fields = fieldsOf(line, number);
    if (fields.length > 0) rules.push(...ruleOf(fields, number));
  }
  return rules;
}

function fieldsOf(line: string, number: number): readonly Field[] {
  const fields: Word[][] = [];
  let list: Word[] = [];
  let continues = false;
  for (const match of line.matchAll(/\s*(?:(#.*)|(,)|"((?:[^"]|"")*)"|([^\s,"#]+)|(.))/g)) {
    const [whole, comment, comma, quoted, plain, other] = match;
    if (comment !== undefined) break;
    if (other !== undefined && other.trim() !== '') throw invalid(number, 'unterminated quote');
    if (comma !== undefined) {
      continues = true;
      continue;
    }
    if (quoted === undefined && plain === undefined) continue;
    if (!continues && /^\s/.test(whole) && list.length > 0) {
      fields.push(list);
      list = [];
    }
    continues = false;
    list.push({ text: quoted?.replaceAll('""', '"') ?? plain ?? '', quoted: quoted !== undefined });
  }
  if (list.length > 0) fields.push(list);
  return fields;
}

function ruleOf(fields: readonly Field[], number: number): readonly HbaRule[] {
  const words = fields.map((field) => field.map(({ text }) => text).join(','));
  const [connection = '', , , addressText = ''] = words;
  switch (connection) {
    case 'local':
      // Conduct has no sockets in the file system: a rule for them fits nobody.
      return [];
    case 'host':
    case 'hostssl':
    case 'hostnossl':
      break;
    case 'hostgssenc':
    case 'hostnogssenc':
      throw invalid(number, `connection type "${connection}" is not supported`);
    default:
      throw invalid(number, `invalid connection type "${connection}"`);
  }
  if (fields.length < 5) throw invalid(number, 'end-of-line before authentication method');
  const masked = /^[\da-f.:]+$/i.test(addressText) && /^[\d.]+$/.test(words[4] ?? '');
  const address = addressOf(addressText, masked ? (words[4] ?? null) : null, number);
  const rest = words.slice(masked ? 5 : 4);
  const { method, clientCertificate } = methodOf(rest, number);
  if (clientCertificate !== 'no' && connection !== 'hostssl') {
    throw invalid(number, 'client certificates can only be checked if "hostssl" connections are used');
  }
  const databases = (fields[1] ?? []).map((word) => patternOf(word, 'database'));
  const users = (fields[2] ?? []).map((word) => patternOf(word, 'user'));
  return [{ connection, databases, users, address, method, clientCertificate }];
}

function addressOf(text: string, mask: string | null, number: number): AddressRange {
  if (text === 'all') return ANY_ADDRESS;
  if (text === 'samehost' || text === 'samenet') throw invalid(number, `address "${text}" is not supported`);
  const range = parseAddressRange(text, mask);
  if (range === null) throw invalid(number, `"${text}" is neither an address with a mask nor "all"; names of hosts are not supported`);
  return range;
}

function methodOf(words: readonly string[], number: number): { method: AuthMethod; clientCertificate: HbaRule['clientCertificate'] } {
  const [name = '', ...options] = words;
  let clientCertificate: HbaRule['clientCertificate'] = name === 'cert' ? 'verify-full' : 'no';
  for (const option of options) {
    const [key, value] = option.split('=');
    if (key !== 'clientcert') throw invalid(number, `authentication option "${option}" is not supported`);
    if (value !== 'verify-ca' && value !== 'verify-full') throw invalid(number, `invalid value for clientcert: "${value ?? ''}"`);
    clientCertificate = value;
  }
  switch (name) {
    case 'trust':
    case 'reject':
    case 'scram-sha-256':
    case 'password':
    case 'cert':
      return { method: name, clientCertificate };
    case 'md5':
      // In PostgreSQL, too, it is SCRAM for passwords that are kept as SCRAM verifiers; there are no others here.
      return { method: 'scram-sha-256', clientCertificate };
    default:
      throw invalid(number, `authentication method "${name}" is not supported`);
  }
}

function patternOf({ text, quoted }: Word, what: 'database' | 'user'): NamePattern {
  if (quoted) return { kind: 'name', name: text };
  if (text === 'all') return { kind: 'all' };
  if (what === 'database' && text === 'sameuser') return { kind: 'same-user' };
  if (text.startsWith('+')) return { kind: 'members', role: text.slice(1) };
  return { kind: 'name', name: text };
}

function invalid(line: number, message: string): ConductError {
  return new ConductError(SQLSTATE.configFileError, `line ${line} of the authentication rules: ${message}`);
}
