/** Compiled forms of text functions that are one call of the runtime library. */
import { known } from '../../common/assert.js';
import type { EmitFunction, EmittedValue, Emitter } from '../emitter.js';

function first(locals: readonly number[]): number {
  return known(locals[0], 'result');
}

/** Every argument is text; the runtime function takes all and gives the result's one part. */
function overTexts(name: string, finish: (e: Emitter, texts: readonly number[]) => readonly number[]): readonly [string, EmitFunction] {
  return [
    name,
    (e, args, result): EmittedValue =>
      e.value(
        result,
        e.anyNull(...args),
        first(
          finish(
            e,
            args.map((arg) => e.text(arg)),
          ),
        ),
      ),
  ];
}

const call =
  (name: string) =>
  (e: Emitter, texts: readonly number[]): readonly number[] =>
    e.call(name, ...texts);

/** Blanks only, on the left (1), the right (2) or both sides (3). */
const trim =
  (side: number) =>
  (e: Emitter, texts: readonly number[]): readonly number[] =>
    e.call('str_trim', first(texts), e.constant('i32', side));

/** By name and argument kinds. */
export const TEXT_EMITS: readonly (readonly [string, EmitFunction])[] = [
  overTexts('length(text)', call('utf8_length')),
  overTexts('char_length(text)', call('utf8_length')),
  overTexts('character_length(text)', call('utf8_length')),
  overTexts('octet_length(text)', (e, texts) => [e.byteLength(first(texts))]),
  overTexts('octet_length(char)', (e, texts) => [e.byteLength(first(texts))]),
  overTexts('starts_with(text,text)', call('str_starts')),
  overTexts('position(text,text)', call('str_position')),
  overTexts('strpos(text,text)', call('str_position')),
  overTexts('btrim(text)', trim(3)),
  overTexts('ltrim(text)', trim(1)),
  overTexts('rtrim(text)', trim(2)),
];
