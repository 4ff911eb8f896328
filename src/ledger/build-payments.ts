import { NO_DAY } from '../calendar/index.ts';
import { type Allocate, allocatePlain } from './allocate.ts';
import type { DebtorIndex } from './build-debtors.ts';
import type { BuiltInvoices, CashRow } from './build-invoices.ts';
import type { MoneyScale } from './currency.ts';
import { collapseIdenticalRows, keepUniqueRows } from './duplicate-rows.ts';
import { gatherNumbers, startsOf } from './gather-columns.ts';
import type { ImportLog } from './import-report.ts';
import { type InvoiceTable, PAYMENT, type PaymentTable } from './ledger.ts';
import { type InvoiceLinks, NAMES_UNKNOWN } from './link-invoices.ts';
import { groupByDebtor, orderByDebtor } from './order-rows.ts';
import {
  codeColumn,
  codedColumn,
  dayColumn,
  numberColumn,
  releaseColumns,
  type TableData,
  textColumn,
} from './table-data.ts';
import { compareTexts, createTextColumnBuilder, gatherTexts, isTextMissing, textAt } from './text-column.ts';

/** Payments in any order: the columns of the table without its row positions. */
export type PaymentRows = Omit<PaymentTable, 'count' | 'start'>;

/**
 * The payments of a payments table: linked to invoices, defaults and signs filled in, sorted. Releases the columns that
 * it has read. O(n log of a debtor's rows + invoices).
 */
export function buildPayments(
  data: TableData,
  debtors: DebtorIndex,
  invoices: InvoiceTable,
  links: InvoiceLinks,
  money: MoneyScale,
  log: ImportLog,
  allocate: Allocate = allocatePlain,
): PaymentTable {
  const payer = debtors.debtorsOf(data);
  const keep = keepUniqueRows(data, log);
  collapseIdenticalRows(data, keep, log);
  const invoice = linkPayments(data, payer, keep, invoices, links, debtors.table.count, log);
  releaseColumns(data, 'invoice_id', 'debtor_id');

  const debtor = new Int32Array(data.count);
  for (let row = 0; row < data.count; row++)
    debtor[row] = invoice[row] >= 0 ? invoices.debtor[invoice[row]] : payer[row];
  const paidDay = dayColumn(data, 'paid_on');
  const bookedDay = dayColumn(data, 'booked_on').slice();
  const appliedDay = dayColumn(data, 'applied_on').slice();
  for (let row = 0; row < data.count; row++) {
    if (bookedDay[row] === NO_DAY) bookedDay[row] = paidDay[row];
    appliedDay[row] = Math.max(bookedDay[row], appliedDay[row]);
  }
  releaseColumns(data, 'paid_on', 'booked_on', 'applied_on');
  const kind = codeColumn(data, 'kind').slice();
  for (let row = 0; row < data.count; row++) if (kind[row] < 0) kind[row] = PAYMENT.payment;
  const rows: PaymentRows = {
    debtor,
    invoice,
    payer,
    paidDay,
    bookedDay,
    appliedDay,
    kind,
    amountMinor: amountsMinor(data, invoice, kind, invoices, money),
    id: textColumn(data, 'payment_id'),
  };
  releaseColumns(data, 'kind', 'amount', 'currency', 'payment_id');
  return sortPayments(rows, debtors.table.count, keep, allocate);
}

/** The invoice of each source row, -1 for unapplied cash; warns of invoices nobody knows and of those of others. */
function linkPayments(
  data: TableData,
  payer: Int32Array,
  keep: Uint8Array,
  invoices: InvoiceTable,
  links: InvoiceLinks,
  debtorCount: number,
  log: ImportLog,
): Int32Array {
  const ids = textColumn(data, 'invoice_id');
  const { order } = groupByDebtor(payer, debtorCount, keep);
  const linked = links.linkRows(ids, order, payer);
  const invoice = new Int32Array(data.count).fill(-1);
  const paidDay = dayColumn(data, 'paid_on');
  const kinds = codeColumn(data, 'kind');
  for (let at = 0; at < order.length; at++) {
    const row = order[at];
    if (linked[at] >= 0) invoice[row] = linked[at];
    if (linked[at] === NAMES_UNKNOWN)
      log.warn(
        'unknown_invoice',
        'payments',
        'invoice_id',
        `the payment names invoice "${textAt(ids, row)}", which the ledger does not hold; it is kept as unapplied cash`,
        data.lines[row],
      );
    if (linked[at] < 0) continue;
    if (invoices.debtor[linked[at]] !== payer[row])
      log.warn(
        'other_payer',
        'payments',
        'debtor_id',
        'the payer is not the debtor of the invoice; the payment counts for the invoice',
        data.lines[row],
      );
    if (kinds[row] <= PAYMENT.payment && paidDay[row] < invoices.issueDay[linked[at]])
      warnPaidBeforeIssue(invoices, linked[at], log);
  }
  return invoice;
}

function amountsMinor(
  data: TableData,
  invoice: Int32Array,
  kind: Int8Array,
  invoices: InvoiceTable,
  money: MoneyScale,
): Float64Array {
  const amounts = numberColumn(data, 'amount');
  const currencies = codedColumn(data, 'currency');
  const currencyOf = money.codesOf(currencies.texts);
  const isNamed = Uint8Array.from({ length: currencies.texts.length }, (_, code) =>
    isTextMissing(currencies.texts, code) ? 0 : 1,
  );
  const minor = new Float64Array(data.count);
  for (let row = 0; row < data.count; row++) {
    const code = currencies.codes[row];
    const currency = isNamed[code] ? currencyOf[code] : invoice[row] >= 0 ? invoices.currency[invoice[row]] : 0;
    const amount = money.toMinor(amounts[row], currency);
    minor[row] = kind[row] === PAYMENT.refund || kind[row] === PAYMENT.returned ? -Math.abs(amount) : amount;
  }
  return minor;
}

/**
 * Payments that a one-file ledger implies: what is no longer open was paid on `paid_on` (or `paid_after_days` after
 * issue); what is no longer open without a date was settled on no known date, which closes the item and teaches nothing.
 */
export function impliedPayments(
  data: TableData,
  built: BuiltInvoices,
  debtorCount: number,
  log: ImportLog,
  allocate: Allocate = allocatePlain,
): PaymentTable {
  const invoices = built.table;
  const paidOn = dayColumn(data, 'paid_on');
  const paidAfter = numberColumn(data, 'paid_after_days');
  const payments: number[] = [];
  for (let i = 0; i < invoices.count; i++) if (impliedMinor(i) !== 0) payments.push(i);
  function paidDayOf(i: number): number {
    const row = built.sourceRow[i];
    if (paidOn[row] !== NO_DAY) return paidOn[row];
    return Number.isNaN(paidAfter[row]) ? NO_DAY : invoices.issueDay[i] + Math.round(paidAfter[row]);
  }
  function impliedMinor(i: number): number {
    const open = invoices.sourceOpenMinor[i];
    const amount = invoices.amountMinor[i];
    const isPlausible = amount >= 0 ? open >= 0 && open <= amount : open <= 0 && open >= amount;
    if (isPlausible) return amount - open;
    return paidDayOf(i) === NO_DAY ? 0 : amount;
  }
  const cash = built.cash.filter(({ openMinor }) => openMinor > 0);
  const rows = emptyRows(payments.length + cash.length);
  fillCash(rows, payments.length, cash, built.cash.length, log);
  payments.forEach((i, at) => {
    const paidDay = paidDayOf(i);
    const isDated = paidDay !== NO_DAY;
    rows.invoice[at] = i;
    rows.payer[at] = invoices.debtor[i];
    rows.debtor[at] = invoices.debtor[i];
    rows.paidDay[at] = isDated ? paidDay : invoices.knownDay[i];
    rows.bookedDay[at] = rows.paidDay[at];
    rows.appliedDay[at] = rows.paidDay[at];
    rows.kind[at] = isDated ? PAYMENT.payment : PAYMENT.undated;
    rows.amountMinor[at] = impliedMinor(i);
    const line = data.lines[built.sourceRow[i]];
    if (!isDated)
      log.warn(
        'settled_undated',
        'invoices',
        'open_amount',
        'less is open than the amount, and no payment date is given: the difference counts as settled and teaches nothing about paying',
        line,
      );
    else if (rows.amountMinor[at] !== invoices.amountMinor[i])
      log.warn(
        'partly_open',
        'invoices',
        'open_amount',
        'a payment date is given and a part is still open: only the difference counts as paid that day',
        line,
      );
  });
  for (let at = 0; at < payments.length; at++)
    if (rows.kind[at] === PAYMENT.payment && rows.paidDay[at] < invoices.issueDay[rows.invoice[at]])
      warnPaidBeforeIssue(invoices, rows.invoice[at], log);
  return sortPayments(rows, debtorCount, undefined, allocate);
}

/** What is not matched of payments among the items is unapplied cash; `from` is the first row to fill. */
function fillCash(
  rows: ReturnType<typeof emptyRows>,
  from: number,
  cash: readonly CashRow[],
  read: number,
  log: ImportLog,
): void {
  const ids = createTextColumnBuilder();
  for (let row = 0; row < from; row++) ids.append('');
  cash.forEach((payment, n) => {
    const at = from + n;
    rows.invoice[at] = -1;
    rows.payer[at] = payment.debtor;
    rows.debtor[at] = payment.debtor;
    rows.paidDay[at] = payment.paidDay;
    rows.bookedDay[at] = payment.bookedDay;
    rows.appliedDay[at] = payment.bookedDay;
    rows.kind[at] = PAYMENT.payment;
    rows.amountMinor[at] = payment.openMinor;
    ids.append(payment.id);
  });
  if (cash.length > 0) rows.id = ids.finish();
  for (let n = 0; n < read; n++)
    log.warn(
      'payment_row',
      'invoices',
      'kind',
      'a row is a payment: what is not matched of it counts as cash that no invoice was named for',
    );
}

function emptyRows(count: number): { -readonly [Name in keyof PaymentRows]: PaymentRows[Name] } {
  return {
    debtor: new Int32Array(count),
    invoice: new Int32Array(count),
    payer: new Int32Array(count),
    paidDay: new Int32Array(count),
    bookedDay: new Int32Array(count),
    appliedDay: new Int32Array(count),
    amountMinor: new Float64Array(count),
    kind: new Int8Array(count),
    id: { ...createTextColumnBuilder().finish(), length: count, offsets: new Uint32Array(count + 1) },
  };
}

function warnPaidBeforeIssue(invoices: InvoiceTable, invoice: number, log: ImportLog): void {
  log.warn(
    'paid_before_issue',
    'payments',
    'paid_on',
    `invoice "${textAt(invoices.id, invoice)}" was paid before it was issued; the dates are kept as they are`,
  );
}

/**
 * Payments in canonical order; call again after links were cut. `keep[i] = 0` leaves a row out. O(n) where they
 * nearly stand in order.
 */
export function sortPayments(
  rows: PaymentRows,
  debtorCount: number,
  keep?: Uint8Array,
  allocate: Allocate = allocatePlain,
): PaymentTable {
  const { bookedDay, paidDay, appliedDay, invoice, amountMinor, kind, payer, id } = rows;
  const order = orderByDebtor(
    rows.debtor,
    debtorCount,
    keep,
    (i, j) =>
      bookedDay[i] - bookedDay[j] ||
      paidDay[i] - paidDay[j] ||
      appliedDay[i] - appliedDay[j] ||
      invoice[i] - invoice[j] ||
      amountMinor[i] - amountMinor[j] ||
      kind[i] - kind[j] ||
      payer[i] - payer[j] ||
      compareTexts(id, i, id, j),
  );
  const debtor = gatherNumbers(rows.debtor, order, allocate);
  return {
    count: order.length,
    start: startsOf(debtor, debtorCount, allocate),
    debtor,
    invoice: gatherNumbers(invoice, order, allocate),
    payer: gatherNumbers(payer, order, allocate),
    paidDay: gatherNumbers(paidDay, order, allocate),
    bookedDay: gatherNumbers(bookedDay, order, allocate),
    appliedDay: gatherNumbers(appliedDay, order, allocate),
    amountMinor: gatherNumbers(amountMinor, order, allocate),
    kind: gatherNumbers(kind, order, allocate),
    id: gatherTexts(id, order, allocate),
  };
}
