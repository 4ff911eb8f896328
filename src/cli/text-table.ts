import Table from 'cli-table3';
import { printable } from './printable.ts';

/** One column of a printed table. */
export interface TextColumnSpec {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Width in characters, borders left out; longer cells wrap at words. */
  readonly width?: number;
}

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: ' ',
};

/** A plain table for a terminal: a header, aligned columns, no frame. Lines end without blanks. */
export function textTable(columns: readonly TextColumnSpec[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: columns.map((column) => column.title),
    colAligns: columns.map((column) => column.align ?? 'left'),
    colWidths: columns.map((column) => column.width ?? null),
    wordWrap: true,
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1, compact: true },
  });
  for (const row of rows) table.push(row.map(printable));
  return `${table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}

/** `1234.5` as `1,234.50`; an empty text for null. */
export function money(amount: number | null, digits = 2): string {
  if (amount === null) return '';
  const [whole, fraction] = Math.abs(amount).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount < 0 ? '-' : ''}${grouped}${fraction ? `.${fraction}` : ''}`;
}

/** Money in at most ten characters: from 10,000 up without decimals, from 100 million up in millions. */
export function shortMoney(amount: number): string {
  if (Math.abs(amount) >= 1e8) return `${money(amount / 1e6, 1)} M`;
  return money(amount, Math.abs(amount) >= 10_000 ? 0 : 2);
}

/** `0.314` as `31%`; `–` for null. */
export function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 100)}%`;
}

/** `1 call`, `25 calls`. */
export function countedNoun(count: number, noun: string): string {
  return `${money(count, 0)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `1 call`, `2 calls`. */
export function countOf(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
