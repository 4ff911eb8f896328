import { createCalendars, NO_DAY } from '../../src/calendar/index.ts';
import { startsOf } from '../../src/ledger/gather-columns.ts';
import type { Ledger, TextColumn } from '../../src/ledger/index.ts';
import type { LedgerColumns } from './ledger-columns.ts';

/** A text column of missing cells. */
export const emptyTexts = (length: number): TextColumn => ({
  length,
  bytes: new Uint8Array(0),
  offsets: new Uint32Array(length + 1),
});

/**
 * A ledger around bare columns, which it shares: ids, names and countries are missing (due dates come rolled), and there
 * is nothing but invoices and payments.
 */
export function ledgerFromColumns(columns: LedgerColumns): Ledger {
  const { debtors, invoices, payments } = columns;
  const invoiceCount = invoices.debtor.length;
  const paymentCount = payments.debtor.length;
  const noDays = (length: number) => new Int32Array(length).fill(NO_DAY);
  const noFlags = (length: number) => new Int8Array(length).fill(-1);
  const noRows = { count: 0, debtor: new Int32Array(0), start: new Int32Array(debtors + 1) };
  const none = { texts: emptyTexts(0), days: new Int32Array(0), numbers: new Float64Array(0), codes: new Int8Array(0) };
  return {
    reporting: { code: 'EUR', minorDigits: 2, currencies: ['EUR'] },
    calendars: createCalendars(),
    cutAt: NO_DAY,
    debtors: {
      count: debtors,
      id: emptyTexts(debtors),
      declared: new Int8Array(debtors),
      name: emptyTexts(debtors),
      kind: noFlags(debtors),
      country: emptyTexts(debtors),
      language: emptyTexts(debtors),
      contactName: emptyTexts(debtors),
      phone: emptyTexts(debtors),
      doNotCall: noFlags(debtors),
      directDebit: noFlags(debtors),
      handedOverDay: noDays(debtors),
      insolventDay: noDays(debtors),
      payer: Int32Array.from({ length: debtors }, (_, d) => d),
    },
    invoices: {
      count: invoiceCount,
      debtor: invoices.debtor,
      start: startsOf(invoices.debtor, debtors),
      id: emptyTexts(invoiceCount),
      issueDay: invoices.issue,
      dueDay: invoices.due,
      rolledDueDay: invoices.rolled,
      knownDay: invoices.known,
      sentDay: noDays(invoiceCount),
      amountMinor: invoices.amount,
      sourceOpenMinor: new Float64Array(invoiceCount).fill(Number.NaN),
      currency: new Uint8Array(invoiceCount),
      verified: noFlags(invoiceCount),
      directDebit: noFlags(invoiceCount),
      entity: emptyTexts(invoiceCount),
    },
    payments: {
      count: paymentCount,
      debtor: payments.debtor,
      start: startsOf(payments.debtor, debtors),
      invoice: payments.invoice,
      payer: payments.debtor,
      paidDay: payments.paid,
      bookedDay: payments.booked,
      appliedDay: payments.applied,
      amountMinor: payments.amount,
      kind: new Int8Array(paymentCount),
      id: emptyTexts(paymentCount),
    },
    contacts: {
      ...noRows,
      day: none.days,
      channel: none.codes,
      outcome: none.codes,
      invoice: none.days,
      assigned: none.codes,
      propensity: none.numbers,
      note: none.texts,
      agent: none.texts,
    },
    promises: {
      ...noRows,
      promisedDay: none.days,
      dueDay: none.days,
      amountMinor: none.numbers,
      invoice: none.days,
      id: none.texts,
    },
    disputes: {
      ...noRows,
      invoice: none.days,
      openedDay: none.days,
      resolvedDay: none.days,
      reason: none.texts,
      id: none.texts,
    },
    plans: { ...noRows, id: none.texts, dueDay: none.days, amountMinor: none.numbers, agreedDay: none.days },
  };
}
