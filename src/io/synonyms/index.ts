import type { TableName } from '../../ledger/index.ts';
import { DEBTOR_HEADERS } from './debtor-headers.ts';
import { CONTACT_HEADERS, DISPUTE_HEADERS, PAYMENT_HEADERS, PLAN_HEADERS, PROMISE_HEADERS } from './event-headers.ts';
import type { HeaderWords } from './header-words.ts';
import { INVOICE_HEADERS } from './invoice-headers.ts';

const lists = (words: HeaderWords): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(words).map(([column, text]) => [column, text.split('|').map((word) => word.trim())]),
  );

/** Known headers by table and column, the closest first. */
export const SYNONYMS: Readonly<Record<TableName, Readonly<Record<string, readonly string[]>>>> = {
  invoices: lists(INVOICE_HEADERS),
  payments: lists(PAYMENT_HEADERS),
  debtors: lists(DEBTOR_HEADERS),
  contacts: lists(CONTACT_HEADERS),
  promises: lists(PROMISE_HEADERS),
  disputes: lists(DISPUTE_HEADERS),
  plans: lists(PLAN_HEADERS),
};
