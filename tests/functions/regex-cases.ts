/** Regular expressions to ask PostgreSQL about: those that show a rule, and any number of made-up ones. */

/** Pattern, flags, text. */
export type RegexCase = readonly [pattern: string, flags: string, text: string];

const SYNTAX: readonly string[] = [
  'a**', '*a', 'a|*', '^*', '(*a)', '(?:*)', 'a{2}{3}', 'a{', 'a{x', 'a{1', 'a{1,', 'a{2,1}', 'a{256}', 'a{,3}', '{1}', 'a{1}}', '(', ')',
  '(a', 'a)', '[a', '[]a]', '[^]a]', '[a-]', '[-a]', '[a-c-e]', '[c-a]', '[--a]', '[]-a]', '[[:alpha:]]+', '[[:foo:]]', '[[.a.]]',
  '[[.hyphen.]b]+', '[[.nope.]]', '[[=a=]b]+', '[[:<:]]ab[[:>:]]', '[\\d_]+', '[^\\s]+', '[\\W]+', '[\\m]', '[a\\]b]+', '\\', 'a\\',
  '\\q', '\\x41', '\\u0041', '\\U00000041', '\\u41', '\\101', '\\0', '\\08', '\\12', '(a)\\1', '(a)\\2', '\\1(a)', '(a\\1)', '\\cA',
  '\\e', '\\B', '\\a', '***=a.b', '***:a.b', '***a', '(?i)AB', '(?x)a b # c', '(?q)a.b', '(?z)a', '(?i', '(?n)^b$', '(?e)a\\d',
  'a(?#comment)b', '(?=a)', '(?=a)*', '(?!a)b', '(?<=a)b', '(?<!a)b', '(?<a', '(?P<x>a)', 'a||b', '|', '', '()', '()*', '(|a)+',
  '((a))', '(a)|b', '(?:a|ab)(?:c|bcd)(d*)', '(a|ab)(c|bcd)(d*)', '(a*)(b|abc)', '(a*)(abc|b)', 'x*', 'a*?', 'a*?$', '(a*?)(b*)',
  '(?:a*?)(b*)', 'a{1,3}?', '(a+?)(a*)', '^(.*?)(b+)', 'X(?=Y)', '\\mfoo\\M', '\\y', '\\Y', '\\Aab', 'ab\\Z', '^', '$', '.', '[^a]',
  '\\D+', '\\S+', '\\W+', '\\w+', '\\s+', 'Zü', 'ZÜ', '[à-ü]+', '[[:upper:]]+', '[[:lower:]]+', '[[:punct:]]+', '[[:digit:]]+',
  '[[:space:]]+', '[[:xdigit:]]+', '[[:alnum:]]+', '[[:word:]]+', '[[:ascii:]]+', '\u{1f600}+', '(.)(.)', 'a.c', '^b', 'a$', '\\n',
  '[\\n]', '(?s)a.b', '(?w)^b', '(?p)a.b', 'a{0}b', '(a){0}b', '(a){0}b\\1', '(a)?b\\1', '(a)*b\\1', '(a|b)*\\1', '^(a+)+$', 'a{3}b',
  '(a{2}){2}', '(ab?)*?b', '(?:(a)|b)*', '(?:(a)|(b))+', '(a(b)?)+', '((a)|(b)|c)*',
]; // biome-ignore format: a table

const TEXTS: readonly string[] = [
  '', 'a', 'ab', 'abcd', 'aAbB', 'a.b', 'foo bar-baz_9', 'a\nb\nab', 'Zürich ÀÜ', 'x\u{1f600}\u{1f600}y', 'aab]^-[{1}', 'A\u0001\u001b\b\\',
]; // biome-ignore format: a table

export const EDGE_CASES: readonly RegexCase[] = SYNTAX.flatMap((pattern) =>
  TEXTS.flatMap((text, index): RegexCase[] => [[pattern, ['g', 'gi', 'gn', 'g'][index % 4] ?? 'g', text]]),
);

/** A small generator of the same numbers everywhere (mulberry32). */
class Numbers {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  pick(items: readonly string[]): string {
    return items[this.below(items.length)] ?? '';
  }
}

const QUANTIFIERS = ['*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?', '{2,}', '{2}?', '{0}', '{1}', '{1,1}?'];
const CONSTRAINT = /^\(\?<?[=!]|^[\^$]|^\\[mMyYAZ]/;

class PatternMaker {
  #groups = 0;

  constructor(private readonly numbers: Numbers) {}

  alternatives(depth: number): string {
    let pattern = this.#branch(depth);
    while (this.numbers.below(4) === 0) pattern += `|${this.#branch(depth)}`;
    return pattern;
  }

  #branch(depth: number): string {
    return Array.from({ length: 1 + this.numbers.below(4) }, () => this.#piece(depth)).join('');
  }

  #piece(depth: number): string {
    const atom = this.#atom(depth);
    return CONSTRAINT.test(atom) || this.numbers.below(2) === 1 ? atom : atom + this.numbers.pick(QUANTIFIERS);
  }

  #atom(depth: number): string {
    const { numbers } = this;
    const kind = numbers.below(20);
    if (kind < 8) return numbers.pick(['a', 'b', 'c', '.']);
    if (kind < 9) return numbers.pick(['[ab]', '[^a]', '[[:alpha:]]', '\\w', '\\d', '\\s', '[a-c]', '\\W']);
    if (depth <= 0) return numbers.pick(['a', 'b', 'ab']);
    if (kind < 15) {
      const inner = this.alternatives(depth - 1);
      this.#groups += 1;
      return `(${inner})`;
    }
    if (kind < 17) return `(?:${this.alternatives(depth - 1)})`;
    if (kind < 18 && this.#groups > 0) return `\\${1 + numbers.below(this.#groups)}`;
    if (kind < 19) return numbers.pick(['^', '$', '\\m', '\\M', '\\y', '\\Y', '\\A', '\\Z']) + numbers.pick(['a', 'b', '']);
    return `${numbers.pick(['(?=', '(?!', '(?<=', '(?<!'])}${numbers.pick(['a', 'b', 'ab', 'a|b', 'b*', '[bc]', 'a*c'])})`;
  }
}

export function randomCases(count: number): RegexCase[] {
  const numbers = new Numbers(20);
  return Array.from({ length: count }, (): RegexCase => {
    const pattern = new PatternMaker(numbers).alternatives(2);
    const alphabet = numbers.below(3) === 0 ? ['a', 'b', 'c', ' ', 'A', '\n'] : ['a', 'b', 'c', 'a', 'b'];
    const text = Array.from({ length: numbers.below(12) }, () => numbers.pick(alphabet)).join('');
    return [pattern, numbers.pick(['', '', 'g', 'i', 'n', 'g']), text];
  });
}
