/** Formats of dates: the dialects' letters as PostgreSQL's. A letter without an exact counterpart is refused. */
import { notSupported } from '../../common/errors.js';

export type FormatStyle = 'java' | 'mysql' | 'strftime' | 'snowflake';

interface Style {
  /** One element, or any other character. */
  readonly element: RegExp;
  readonly known: Readonly<Record<string, string>>;
}

const STYLES: Readonly<Record<FormatStyle, Style>> = {
  java: {
    element: /'(?:[^']|'')*'|([a-zA-Z])\1*|[\s\S]/g,
    known: {
      yyyy: 'YYYY',
      yy: 'YY',
      MM: 'MM',
      M: 'FMMM',
      MMM: 'Mon',
      MMMM: 'FMMonth',
      dd: 'DD',
      d: 'FMDD',
      HH: 'HH24',
      H: 'FMHH24',
      hh: 'HH12',
      mm: 'MI',
      ss: 'SS',
      SSS: 'MS',
      SSSSSS: 'US',
      a: 'AM',
      E: 'Dy',
      EEE: 'Dy',
      EEEE: 'FMDay',
      DDD: 'DDD',
    },
  },
  mysql: {
    element: /%[\s\S]|[\s\S]/g,
    known: {
      '%Y': 'YYYY',
      '%y': 'YY',
      '%m': 'MM',
      '%c': 'FMMM',
      '%d': 'DD',
      '%e': 'FMDD',
      '%H': 'HH24',
      '%k': 'FMHH24',
      '%h': 'HH12',
      '%I': 'HH12',
      '%i': 'MI',
      '%s': 'SS',
      '%S': 'SS',
      '%f': 'US',
      '%p': 'AM',
      '%b': 'Mon',
      '%M': 'FMMonth',
      '%a': 'Dy',
      '%W': 'FMDay',
      '%j': 'DDD',
      '%T': 'HH24:MI:SS',
      '%%': '%',
    },
  },
  strftime: {
    element: /%[\s\S]|[\s\S]/g,
    known: {
      '%Y': 'YYYY',
      '%y': 'YY',
      '%m': 'MM',
      '%d': 'DD',
      '%e': 'FMDD',
      '%H': 'HH24',
      '%I': 'HH12',
      '%M': 'MI',
      '%S': 'SS',
      '%p': 'AM',
      '%b': 'Mon',
      '%B': 'FMMonth',
      '%a': 'Dy',
      '%A': 'FMDay',
      '%j': 'DDD',
      '%F': 'YYYY-MM-DD',
      '%T': 'HH24:MI:SS',
      '%%': '%',
    },
  },
  snowflake: {
    element: /"[^"]*"|YYYY|YY|MMMM|MON|MM|DD|DY|HH24|HH12|MI|SS|FF3|FF6|AM|PM|[\s\S]/gi,
    known: {
      YYYY: 'YYYY',
      YY: 'YY',
      MMMM: 'FMMonth',
      MON: 'Mon',
      MM: 'MM',
      DD: 'DD',
      DY: 'Dy',
      HH24: 'HH24',
      HH12: 'HH12',
      MI: 'MI',
      SS: 'SS',
      FF3: 'MS',
      FF6: 'US',
      AM: 'AM',
      PM: 'PM',
    },
  },
};

const TIME = /HH|MI|SS|MS|US|AM|PM/;

export function formatText(format: string, style: FormatStyle, at: number): { readonly text: string; readonly hasTime: boolean } {
  const { element, known } = STYLES[style];
  let hasTime = false;
  const text = (format.match(element) ?? []).map((part) => {
    const found = known[style === 'snowflake' ? part.toUpperCase() : part];
    if (found !== undefined) {
      hasTime ||= TIME.test(found);
      return found === '%' ? '%' : found;
    }
    if (/^[\s\-/:.,_]$/.test(part)) return part;
    const literal =
      style === 'java' && part.length > 1 && part.startsWith("'")
        ? part.slice(1, -1).replaceAll("''", "'")
        : style === 'snowflake' && part.length > 1 && part.startsWith('"')
          ? part.slice(1, -1)
          : null;
    if (literal === null && !(style === 'mysql' || style === 'strftime')) throw notSupported(`"${part}" in the format of a date`, at);
    if (part.startsWith('%')) throw notSupported(`"${part}" in the format of a date`, at);
    return `"${(literal ?? part).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  });
  return { text: text.join(''), hasTime };
}
