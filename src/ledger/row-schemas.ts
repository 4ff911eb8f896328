import { z } from 'zod';
import { dayFromParts, isKnownCountry } from '../calendar/index.ts';
import { type ColumnDeclaration, TABLES, type TableName } from './table-declarations.ts';

/** A date cell: `YYYY-MM-DD`, or a date-time of which the date is taken as written. */
const day = z.string().transform((text, context) => {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text.trim());
  const epochDay = match ? dayFromParts(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
  if (epochDay !== undefined) return epochDay;
  context.addIssue({ code: 'custom', message: 'is no calendar date written as YYYY-MM-DD', input: text });
  return z.NEVER;
});

const id = z
  .union([z.string(), z.int()], { error: 'must be a text (or a whole number)' })
  .transform((value) => String(value).trim());
const requiredId = id.refine((text) => text !== '', { error: 'must not be empty' });
const finite = z.number({ error: 'must be a finite number' });

function cellSchema(column: ColumnDeclaration): z.ZodType<string | number> {
  switch (column.type) {
    case 'id':
      return column.required ? requiredId : id;
    case 'text':
      return z.string();
    case 'day':
      return day;
    case 'amount':
    case 'number':
      return finite;
    case 'flag':
      return z.boolean().transform(Number);
    case 'country':
      return z.string().refine(isKnownCountry, { error: 'is no ISO 3166-1 alpha-2 country code' });
    case 'currency':
      return z.string().regex(/^[A-Z]{3}$/, { error: 'is no ISO 4217 currency code' });
    case 'choice': {
      const choices = column.choices ?? [];
      return z
        .enum(choices as [string, ...string[]], { error: `must be one of ${choices.join(', ')}` })
        .transform((value) => choices.indexOf(value));
    }
  }
}

/**
 * The zod schema of one row of a table, made from its declarations: cells come out as a ledger holds them (epoch days,
 * 1/0, choice positions). `null` and `undefined` are missing; fields that the contract does not know are refused.
 */
export function rowSchema(table: TableName): z.ZodObject {
  const shape: Record<string, z.ZodType> = {};
  for (const column of TABLES[table].columns) {
    const cell = cellSchema(column);
    shape[column.name] = column.required ? cell : cell.nullish();
  }
  return z.strictObject(shape);
}
