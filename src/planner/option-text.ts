/** The value of an option as text. */
import type { OptionValue } from '../sql/ast.js';

export function optionText(value: OptionValue | null): string {
  switch (value?.kind) {
    case 'string':
      return value.value;
    case 'number':
      return value.text;
    case 'boolean':
      return String(value.value);
    case 'list':
      return value.items.join(',');
    case 'star':
      return '*';
    case undefined:
      return '';
  }
}
