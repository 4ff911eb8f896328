import { isKnownCountry } from '../calendar/index.ts';
import type { CellValue, ColumnDeclaration, TableName } from '../ledger/index.ts';
import { CellProblem } from './cell-problem.ts';
import { choiceWords, flagOf, isPurchaseWord } from './cell-words.ts';
import { readPaymentTerm } from './clues/payment-term.ts';
import { countryNamed } from './country-names.ts';
import { dayInOrder } from './date-order.ts';
import { type DateShape, dateShapeOf } from './date-shape.ts';
import { headerKey } from './header-key.ts';
import { keepingResults } from './keep-results.ts';
import { currencyOf, numberShapeOf } from './number-shape.ts';
import type { DateOrder, DecimalMark } from './read-options.ts';

/** Amounts above this are typing errors: in minor units they would no longer be exact. */
export const LARGEST_AMOUNT = 1e13;

const NO_RECEIVABLE = new CellProblem(
  'is a purchase or a journal entry, not a receivable: export sales documents only',
  true,
);

/** Reads one cell, trimmed and not empty. */
export type CellReader = (text: string) => CellValue | CellProblem;

const NO_DATE = new CellProblem('is no date: write it as YYYY-MM-DD');
const NO_CALENDAR_DATE = new CellProblem('is no calendar date');
const NO_NUMBER = new CellProblem('is no number');
const TOO_LARGE = new CellProblem('is out of range: an amount is below 10,000,000,000,000');

/** A reader for the cells of a column under the date order and decimal mark of its file. */
export function createCellReader(
  table: TableName,
  column: ColumnDeclaration,
  dateOrder: DateOrder | null,
  decimal: DecimalMark,
): CellReader {
  switch (column.type) {
    case 'id':
    case 'text':
      return (text) => text;
    case 'day':
      return keepingResults((text) => dayOf(dateShapeOf(text), dateOrder ?? 'dmy'));
    case 'amount':
    case 'number':
      return (text) => {
        const value = numberShapeOf(text)?.[decimal];
        if (value === undefined) return NO_NUMBER;
        return Math.abs(value) < LARGEST_AMOUNT ? value : TOO_LARGE;
      };
    case 'flag': {
      const problem = new CellProblem('is neither yes nor no');
      return keepingResults((text) => flagOf(text) ?? problem);
    }
    case 'country': {
      const problem = new CellProblem('is no ISO 3166-1 alpha-2 country code');
      return keepingResults((text) => {
        const code = text.toUpperCase();
        return isKnownCountry(code) ? code : (countryNamed(text) ?? problem);
      });
    }
    case 'currency': {
      const problem = new CellProblem('is no ISO 4217 currency code');
      return keepingResults((text) => currencyOf(text) ?? problem);
    }
    case 'choice': {
      const choices = column.choices ?? [];
      const words = choiceWords(table, column.name, choices);
      const problem = new CellProblem(`is none of ${choices.join(', ')}`);
      const isInvoiceKind = table === 'invoices' && column.name === 'kind';
      return keepingResults((text) => {
        if (isInvoiceKind && isPurchaseWord(text)) return NO_RECEIVABLE;
        return words.get(headerKey(text)) ?? problem;
      });
    }
  }
}

function dayOf(shape: DateShape, order: DateOrder): CellValue | CellProblem {
  switch (shape.kind) {
    case 'empty':
      return null;
    case 'other':
      return NO_DATE;
    case 'day':
      return shape.day ?? NO_CALENDAR_DATE;
    case 'triple':
      return dayInOrder(shape.parts, shape.shortYear, order) ?? NO_CALENDAR_DATE;
  }
}

/** Whether a cell has the looks of a column's type, valid or not. */
export function looksLike(table: TableName, column: ColumnDeclaration): (text: string) => boolean {
  if (column.type === 'day')
    return (text) => {
      const shape = dateShapeOf(text);
      return shape.kind === 'day' ? shape.day !== undefined || !/^\d+$/.test(text) : shape.kind !== 'other';
    };
  if (column.name === 'payment_terms') return (text) => readPaymentTerm(text) !== undefined;
  if (column.type === 'amount' || column.type === 'number') return (text) => numberShapeOf(text) !== undefined;
  const read = createCellReader(table, column, null, 'point');
  return (text) => !(read(text) instanceof CellProblem);
}
