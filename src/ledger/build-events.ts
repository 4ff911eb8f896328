import type { Allocate } from './allocate.ts';
import type { DebtorIndex } from './build-debtors.ts';
import type { MoneyScale } from './currency.ts';
import { collapseIdenticalRows, compareRows, keepUniqueRows } from './duplicate-rows.ts';
import { gatherNumbers, startsOf } from './gather-columns.ts';
import type { ImportLog } from './import-report.ts';
import type { ContactTable, DisputeTable, InvoiceTable, PlanTable, PromiseTable } from './ledger.ts';
import { type InvoiceLinks, NAMES_UNKNOWN } from './link-invoices.ts';
import { orderByDebtor } from './order-rows.ts';
import { codeColumn, dayColumn, numberColumn, type TableData, textColumn } from './table-data.ts';
import { gatherTexts, type TextColumn, textAt } from './text-column.ts';

/** What the event tables are linked with. */
export interface EventContext {
  readonly debtors: DebtorIndex;
  readonly invoices: InvoiceTable;
  readonly links: InvoiceLinks;
  readonly money: MoneyScale;
  readonly log: ImportLog;
  readonly allocate: Allocate;
}

/** Rows by debtor and `day`, identical ones collapsed. */
function orderRows(
  data: TableData,
  debtorOf: Int32Array,
  keep: Uint8Array,
  day: Int32Array,
  context: EventContext,
): Uint32Array<ArrayBuffer> {
  collapseIdenticalRows(data, keep, context.log);
  const tieBreak = compareRows(data);
  return orderByDebtor(debtorOf, context.debtors.table.count, keep, (i, j) => day[i] - day[j] || tieBreak(i, j));
}

function debtorRows(order: Uint32Array, debtorOf: Int32Array, context: EventContext) {
  const debtor = gatherNumbers(debtorOf, order, context.allocate);
  return { count: order.length, debtor, start: startsOf(debtor, context.debtors.table.count, context.allocate) };
}

/** The columns of `data` in the order of the ledger. */
function gathering(data: TableData, order: Uint32Array, { allocate, money }: EventContext) {
  return {
    days: (name: string): Int32Array => gatherNumbers(dayColumn(data, name), order, allocate),
    codes: (name: string): Int8Array => gatherNumbers(codeColumn(data, name), order, allocate),
    numbers: (name: string): Float64Array => gatherNumbers(numberColumn(data, name), order, allocate),
    texts: (name: string): TextColumn => gatherTexts(textColumn(data, name), order, allocate),
    amountsMinor(): Float64Array {
      const amounts = gatherNumbers(numberColumn(data, 'amount'), order, allocate);
      for (let at = 0; at < amounts.length; at++) amounts[at] = money.toMinor(amounts[at], 0);
      return amounts;
    },
  };
}

/** Invoice rows named by an optional column; an unknown one becomes missing, with a warning. */
function linkedInvoices(
  data: TableData,
  order: Uint32Array,
  debtorOf: Int32Array | undefined,
  context: EventContext,
): Int32Array {
  const ids = textColumn(data, 'invoice_id');
  const linked = context.links.linkRows(ids, order, debtorOf);
  const invoices = new Int32Array(context.allocate(order.length * 4));
  for (let at = 0; at < order.length; at++) {
    invoices[at] = Math.max(-1, linked[at]);
    if (linked[at] === NAMES_UNKNOWN)
      context.log.warn(
        'unknown_invoice',
        data.table,
        'invoice_id',
        `the row names invoice "${textAt(ids, order[at])}", which the ledger does not hold; the row is kept without it`,
        data.lines[order[at]],
      );
  }
  return invoices;
}

/** The contact history. */
export function buildContacts(data: TableData, context: EventContext): ContactTable {
  const debtorOf = context.debtors.debtorsOf(data);
  const order = orderRows(data, debtorOf, keepUniqueRows(data, context.log), dayColumn(data, 'at'), context);
  const { days, codes, numbers, texts } = gathering(data, order, context);
  return {
    ...debtorRows(order, debtorOf, context),
    day: days('at'),
    channel: codes('channel'),
    outcome: codes('outcome'),
    invoice: linkedInvoices(data, order, debtorOf, context),
    assigned: codes('assigned'),
    propensity: numbers('propensity'),
    note: texts('note'),
    agent: texts('agent'),
  };
}

/** Promises to pay. */
export function buildPromises(data: TableData, context: EventContext): PromiseTable {
  const debtorOf = context.debtors.debtorsOf(data);
  const order = orderRows(data, debtorOf, keepUniqueRows(data, context.log), dayColumn(data, 'promised_on'), context);
  const { days, amountsMinor, texts } = gathering(data, order, context);
  return {
    ...debtorRows(order, debtorOf, context),
    promisedDay: days('promised_on'),
    dueDay: days('due_on'),
    amountMinor: amountsMinor(),
    invoice: linkedInvoices(data, order, debtorOf, context),
    id: texts('promise_id'),
  };
}

/** Disputes; one about an invoice that the ledger does not hold is rejected. */
export function buildDisputes(data: TableData, context: EventContext): DisputeTable {
  const ids = textColumn(data, 'invoice_id');
  const keep = keepUniqueRows(data, context.log);
  const all = Uint32Array.from({ length: data.count }, (_, i) => i);
  const linked = context.links.linkRows(ids, all);
  const debtorOf = new Int32Array(data.count);
  for (let i = 0; i < data.count; i++) {
    if (linked[i] >= 0) debtorOf[i] = context.invoices.debtor[linked[i]];
    else if (keep[i]) {
      keep[i] = 0;
      context.log.reject(
        {
          table: 'disputes',
          line: data.lines[i],
          column: 'invoice_id',
          value: textAt(ids, i),
          problem: 'the ledger holds no such invoice',
        },
        0,
      );
    }
  }
  const order = orderRows(data, debtorOf, keep, dayColumn(data, 'opened_on'), context);
  const { days, texts } = gathering(data, order, context);
  return {
    ...debtorRows(order, debtorOf, context),
    invoice: gatherNumbers(linked, order, context.allocate),
    openedDay: days('opened_on'),
    resolvedDay: days('resolved_on'),
    reason: texts('reason'),
    id: texts('dispute_id'),
  };
}

/** Instalments of payment plans. */
export function buildPlans(data: TableData, context: EventContext): PlanTable {
  const debtorOf = context.debtors.debtorsOf(data);
  const order = orderRows(data, debtorOf, keepUniqueRows(data, context.log), dayColumn(data, 'due_on'), context);
  const { days, amountsMinor, texts } = gathering(data, order, context);
  return {
    ...debtorRows(order, debtorOf, context),
    dueDay: days('due_on'),
    amountMinor: amountsMinor(),
    agreedDay: days('agreed_on'),
    id: texts('plan_id'),
  };
}
