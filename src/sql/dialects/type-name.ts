/** Names of types in casts and in definitions of columns. */
import { notSupported } from '../../common/errors.js';
import type { Piece } from './piece.js';
import { mark, type Reader } from './reader.js';

export interface NamedType {
  readonly piece: Piece;
  readonly integer: boolean;
}

/** Words that belong to a type's name behind its first. */
const SECOND_WORDS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  DOUBLE: [['PRECISION']],
  CHARACTER: [['VARYING']],
  CHAR: [['VARYING']],
  SIGNED: [['INTEGER'], ['INT']],
  UNSIGNED: [['INTEGER'], ['INT']],
  TIMESTAMP: [
    ['WITH', 'TIME', 'ZONE'],
    ['WITHOUT', 'TIME', 'ZONE'],
    ['WITH', 'LOCAL', 'TIME', 'ZONE'],
  ],
  TIME: [
    ['WITH', 'TIME', 'ZONE'],
    ['WITHOUT', 'TIME', 'ZONE'],
  ],
};

export function typeName(reader: Reader): NamedType {
  const token = reader.next();
  if (token.kind !== 'word') throw notSupported(`the type ${token.text}`, token.at);
  if (token.text === 'ARRAY') return arrayType(reader);
  let words = token.text;
  let modifiers = modifierText(reader);
  const more = SECOND_WORDS[token.text]?.find((candidate) => reader.isWord(...candidate));
  if (more !== undefined) {
    reader.expectWord(...more);
    words = [token.text, ...more].join(' ');
    modifiers = modifiers === '' ? modifierText(reader) : modifiers;
  }
  const rule = reader.rules.types.get(words.toLowerCase());
  if (rule === undefined) throw notSupported(`the type ${words} of ${reader.rules.label}`, token.at);
  if (reader.isWord('UNSIGNED') || reader.isWord('ZEROFILL')) throw notSupported(`the type ${words} ${reader.peek().text}`, token.at);
  const kept = rule.keeps === false ? '' : modifiers;
  const { name } = rule;
  const shown = kept === '' ? (rule.modifiers ?? '') : kept;
  // Modifiers of `timestamp with time zone` stand behind its first word.
  const piece = name.includes(' with') ? name.replace(' ', `${shown} `) : `${name}${shown}`;
  return { piece: mark(token, piece), integer: rule.integer === true };
}

function arrayType(reader: Reader): NamedType {
  const [open, close] = reader.isOperator('(') ? ['(', ')'] : ['<', '>'];
  reader.expectOperator(open);
  const element = typeName(reader);
  reader.expectOperator(close);
  return { piece: [element.piece, '[]'], integer: false };
}

function modifierText(reader: Reader): string {
  if (!reader.isOperator('(')) return '';
  const numbers = reader.list(() => {
    const token = reader.next();
    if (token.kind !== 'number' || !/^\d+$/.test(token.value)) throw notSupported('this modifier of a type', token.at);
    return token.value;
  });
  return `(${numbers.join(',')})`;
}
