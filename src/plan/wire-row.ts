/**
 * Rows that leave their last stage as messages for the client: DataRow in text format, so that the conductor only passes them on. The
 * call of this name takes all columns of a row and gives the message as a text column's bytes; no SQL text can name it.
 */
import type { ValueInfo } from './column-info.js';

export const WIRE_ROW = '$wire_row';

/** The bytes of a rendered value are known by its form. */
export function isRenderable({ type, phys }: Pick<ValueInfo, 'type' | 'phys'>, isoDates: boolean): boolean {
  switch (type.kind) {
    case 'bool':
    case 'int2':
    case 'int4':
    case 'int8':
      return true;
    case 'numeric':
      // A long numeric is a text with its scale behind it.
      return phys !== 'str' && phys !== 'dict';
    case 'date':
    case 'timestamp':
      return isoDates;
    case 'text':
    case 'varchar':
    case 'char':
    case 'name':
    case 'json':
    case 'jsonb':
    case 'uuid':
      return phys === 'str' || phys === 'dict';
    default:
      return false;
  }
}
