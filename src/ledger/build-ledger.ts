import { createCalendars, NO_DAY } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import { type Allocate, allocatePlain } from './allocate.ts';
import { buildDebtors } from './build-debtors.ts';
import { buildContacts, buildDisputes, buildPlans, buildPromises, type EventContext } from './build-events.ts';
import { buildInvoices, type CashRow } from './build-invoices.ts';
import { buildPayments, impliedPayments } from './build-payments.ts';
import { type ExchangeRates, moneyScale } from './currency.ts';
import type { ImportLog } from './import-report.ts';
import type { InvoiceTable, Ledger, PaymentTable } from './ledger.ts';
import { linkInvoices } from './link-invoices.ts';
import { emptyTable, type TableData } from './table-data.ts';
import type { TableName } from './table-declarations.ts';
import { textAt } from './text-column.ts';

/** Choices of {@link buildLedger}. */
export interface BuildLedgerOptions {
  /** Needed where the ledger holds more than one currency. */
  readonly rates?: ExchangeRates;
  /** Gives the memory of the columns; default plain memory. */
  readonly allocate?: Allocate | undefined;
  /**
   * Whether the tables may be emptied while the ledger is made of them, so that a large ledger and its source are never
   * in memory together; default no.
   */
  readonly consumeTables?: boolean;
  /** Whether a ledger without a single usable invoice is one, as a part of a larger ledger is; default no. */
  readonly mayBeEmpty?: boolean;
}

/**
 * Joins accepted source rows into a {@link Ledger}: ids to indexes, duplicates settled, payments linked, everything in
 * canonical order. Rejects, collapsed rows and warnings go to `log`. O(n log of a debtor's rows), O(n) where the rows of
 * a debtor stand in order; about two copies of the columns at its peak.
 *
 * @throws {PayrhythmError} `BAD_DATA` without a single usable invoice; `MIXED_CURRENCIES` without the needed rates.
 */
export function buildLedger(given: readonly TableData[], log: ImportLog, options: BuildLedgerOptions = {}): Ledger {
  const allocate = options.allocate ?? allocatePlain;
  const tables = options.consumeTables ? given : given.map((data) => ({ ...data, columns: { ...data.columns } }));
  const tableOf = (name: TableName): TableData => tables.find((data) => data.table === name) ?? emptyTable(name);
  const money = moneyScale(tables, options.rates);
  const debtors = buildDebtors(tables, log, allocate);
  const calendars = createCalendars();
  const invoiceData = tableOf('invoices');
  const built = buildInvoices(invoiceData, debtors, money, calendars, log, allocate);
  if (built.table.count === 0 && !options.mayBeEmpty)
    throw new PayrhythmError(
      'BAD_DATA',
      log.readCount('invoices') === 0
        ? 'the ledger has no invoices: the invoice table is empty'
        : `none of the ${log.readCount('invoices')} invoice rows could be used: see the rejected rows for the reasons`,
      { rejects: log.finish().rejects.slice(0, 20) },
    );
  const links = linkInvoices(built.table);
  const paymentData = tables.find((data) => data.table === 'payments');
  const payments = paymentData
    ? buildPayments(paymentData, debtors, built.table, links, money, log, allocate)
    : impliedPayments(invoiceData, built, debtors.table.count, log, allocate);
  if (paymentData) {
    warnIgnoredPaidDates(invoiceData, log);
    rejectCash(built.cash, log);
    warnOpenAmounts(built.table, payments, log);
  }
  const context: EventContext = { debtors, invoices: built.table, links, money, log, allocate };
  return {
    reporting: money.reporting,
    calendars,
    debtors: debtors.table,
    invoices: built.table,
    payments,
    contacts: buildContacts(tableOf('contacts'), context),
    promises: buildPromises(tableOf('promises'), context),
    disputes: buildDisputes(tableOf('disputes'), context),
    plans: buildPlans(tableOf('plans'), context),
    cutAt: NO_DAY,
  };
}

/** A payments table holds the payments that stand among the invoices as well. */
function rejectCash(cash: readonly CashRow[], log: ImportLog): void {
  for (const { line, id, amount } of cash)
    log.reject(
      {
        table: 'invoices',
        line,
        column: 'kind',
        value: id,
        problem: 'is a payment among the invoices, and the ledger has a payments table, which tells what was paid',
      },
      amount,
      true,
    );
}

function warnIgnoredPaidDates(data: TableData, log: ImportLog): void {
  for (const column of ['paid_on', 'paid_after_days'])
    if (data.columns[column])
      log.warnOnce(
        'paid_date_ignored',
        'invoices',
        column,
        'the ledger has a payments table, which tells what was paid; this column is not used',
      );
}

function warnOpenAmounts(invoices: InvoiceTable, payments: PaymentTable, log: ImportLog): void {
  const open = invoices.amountMinor.slice();
  for (let p = 0; p < payments.count; p++)
    if (payments.invoice[p] >= 0) open[payments.invoice[p]] -= payments.amountMinor[p];
  for (let i = 0; i < invoices.count; i++) {
    const stated = invoices.sourceOpenMinor[i];
    if (Number.isNaN(stated) || Math.abs(stated - open[i]) <= 1) continue;
    log.warn(
      'open_amount_differs',
      'invoices',
      'open_amount',
      `the source's open amount of invoice "${textAt(invoices.id, i)}" differs from its amount less its payments, which is what counts`,
    );
  }
}
