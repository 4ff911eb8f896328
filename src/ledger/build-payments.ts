import { NO_DAY } from '../calendar/index.ts';
import type { DebtorIndex } from './build-debtors.ts';
import type { BuiltInvoices } from './build-invoices.ts';
import type { MoneyScale } from './currency.ts';
import { collapseIdenticalNeighbours, compareRows, keepUniqueRows } from './duplicate-rows.ts';
import { gatherNumbers, orderByDebtor, startsOf } from './gather-columns.ts';
import type { ImportLog } from './import-report.ts';
import { type InvoiceTable, PAYMENT, type PaymentTable } from './ledger.ts';
import { codeColumn, dayColumn, numberColumn, type TableData, textColumn } from './table-data.ts';
import { compareTexts, createTextColumnBuilder, gatherTexts, isTextMissing, textAt } from './text-column.ts';
import type { TextDictionary } from './text-index.ts';

type PaymentRows = Omit<PaymentTable, 'count' | 'start'>;

/** The payments of a payments table: linked to invoices, defaults and signs filled in, sorted. */
export function buildPayments(
  data: TableData,
  debtors: DebtorIndex,
  invoices: InvoiceTable,
  invoiceCodes: TextDictionary,
  money: MoneyScale,
  log: ImportLog,
): PaymentTable {
  const debtorIds = textColumn(data, 'debtor_id');
  const payerOf = Int32Array.from({ length: data.count }, (_, i) => debtors.indexOf(debtorIds, i));
  const unique = keepUniqueRows(data, log);
  const sorted = orderByDebtor(payerOf, debtors.table.count, unique, compareRows(data, undefined));
  const kept = collapseIdenticalNeighbours(data, sorted, log);

  const invoiceIds = textColumn(data, 'invoice_id');
  const paid = dayColumn(data, 'paid_on');
  const booked = dayColumn(data, 'booked_on');
  const applied = dayColumn(data, 'applied_on');
  const amounts = numberColumn(data, 'amount');
  const kinds = codeColumn(data, 'kind');
  const currencies = textColumn(data, 'currency');
  const rows: PaymentRows = {
    ...emptyRows(kept.length),
    id: gatherTexts(textColumn(data, 'payment_id'), kept),
  };
  for (let at = 0; at < kept.length; at++) {
    const row = kept[at];
    const payer = payerOf[row];
    const named = !isTextMissing(invoiceIds, row);
    const invoice = named ? invoiceCodes.find(invoiceIds, row) : -1;
    if (named && invoice < 0)
      log.warn(
        'unknown_invoice',
        'payments',
        'invoice_id',
        `the payment names invoice "${textAt(invoiceIds, row)}", which the ledger does not hold; it is kept as unapplied cash`,
        data.lines[row],
      );
    if (invoice >= 0 && invoices.debtor[invoice] !== payer)
      log.warn(
        'other_payer',
        'payments',
        'debtor_id',
        'the payer is not the debtor of the invoice; the payment counts for the invoice',
        data.lines[row],
      );
    rows.invoice[at] = invoice;
    rows.payer[at] = payer;
    rows.debtor[at] = invoice >= 0 ? invoices.debtor[invoice] : payer;
    rows.paidDay[at] = paid[row];
    rows.bookedDay[at] = booked[row] === NO_DAY ? paid[row] : booked[row];
    rows.appliedDay[at] = Math.max(rows.bookedDay[at], applied[row]);
    rows.kind[at] = kinds[row] < 0 ? PAYMENT.payment : kinds[row];
    const currency = isTextMissing(currencies, row)
      ? invoice >= 0
        ? invoices.currency[invoice]
        : 0
      : money.codeOf(textAt(currencies, row));
    const minor = money.toMinor(amounts[row], currency);
    rows.amountMinor[at] =
      rows.kind[at] === PAYMENT.refund || rows.kind[at] === PAYMENT.returned ? -Math.abs(minor) : minor;
  }
  warnPaidBeforeIssue(rows, invoices, log);
  return sortPayments(rows, debtors.table.count);
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
  const rows = emptyRows(payments.length);
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
  warnPaidBeforeIssue(rows, invoices, log);
  return sortPayments(rows, debtorCount);
}

function emptyRows(count: number): PaymentRows {
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

function warnPaidBeforeIssue(rows: PaymentRows, invoices: InvoiceTable, log: ImportLog): void {
  for (let at = 0; at < rows.invoice.length; at++) {
    const invoice = rows.invoice[at];
    if (invoice >= 0 && rows.kind[at] === PAYMENT.payment && rows.paidDay[at] < invoices.issueDay[invoice])
      log.warn(
        'paid_before_issue',
        'payments',
        'paid_on',
        `invoice "${textAt(invoices.id, invoice)}" was paid before it was issued; the dates are kept as they are`,
      );
  }
}

/** Payments in canonical order; call again after links were cut. */
export function sortPayments(rows: PaymentRows, debtorCount: number): PaymentTable {
  const order = orderByDebtor(
    rows.debtor,
    debtorCount,
    undefined,
    (i, j) =>
      rows.bookedDay[i] - rows.bookedDay[j] ||
      rows.paidDay[i] - rows.paidDay[j] ||
      rows.appliedDay[i] - rows.appliedDay[j] ||
      rows.invoice[i] - rows.invoice[j] ||
      rows.amountMinor[i] - rows.amountMinor[j] ||
      rows.kind[i] - rows.kind[j] ||
      rows.payer[i] - rows.payer[j] ||
      compareTexts(rows.id, i, rows.id, j),
  );
  const debtor = gatherNumbers(rows.debtor, order);
  return {
    count: order.length,
    start: startsOf(debtor, debtorCount),
    debtor,
    invoice: gatherNumbers(rows.invoice, order),
    payer: gatherNumbers(rows.payer, order),
    paidDay: gatherNumbers(rows.paidDay, order),
    bookedDay: gatherNumbers(rows.bookedDay, order),
    appliedDay: gatherNumbers(rows.appliedDay, order),
    amountMinor: gatherNumbers(rows.amountMinor, order),
    kind: gatherNumbers(rows.kind, order),
    id: gatherTexts(rows.id, order),
  };
}
