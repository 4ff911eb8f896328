import type { DebtorIndex } from './build-debtors.ts';
import type { MoneyScale } from './currency.ts';
import { collapseIdenticalNeighbours, compareRows, keepUniqueRows } from './duplicate-rows.ts';
import { gatherNumbers, orderByDebtor, startsOf } from './gather-columns.ts';
import type { ImportLog } from './import-report.ts';
import type { ContactTable, DisputeTable, InvoiceTable, PlanTable, PromiseTable } from './ledger.ts';
import { codeColumn, dayColumn, numberColumn, type TableData, textColumn } from './table-data.ts';
import { gatherTexts, isTextMissing, textAt } from './text-column.ts';
import type { TextDictionary } from './text-index.ts';

/** What the event tables are linked with. */
export interface EventContext {
  readonly debtors: DebtorIndex;
  readonly invoices: InvoiceTable;
  /** Invoice row by id. */
  readonly invoiceCodes: TextDictionary;
  readonly money: MoneyScale;
  readonly log: ImportLog;
}

/** Rows by debtor and `day`, identical ones collapsed. */
function orderRows(
  data: TableData,
  debtorOf: Int32Array,
  keep: Uint8Array,
  day: Int32Array,
  context: EventContext,
): Uint32Array<ArrayBuffer> {
  const tieBreak = compareRows(data, undefined);
  const sorted = orderByDebtor(
    debtorOf,
    context.debtors.table.count,
    keep,
    (i, j) => day[i] - day[j] || tieBreak(i, j),
  );
  return collapseIdenticalNeighbours(data, sorted, context.log);
}

function debtorsOf(data: TableData, context: EventContext): Int32Array {
  const ids = textColumn(data, 'debtor_id');
  return Int32Array.from({ length: data.count }, (_, i) => context.debtors.indexOf(ids, i));
}

function debtorRows(order: Uint32Array, debtorOf: Int32Array, context: EventContext) {
  const debtor = gatherNumbers(debtorOf, order);
  return { count: order.length, debtor, start: startsOf(debtor, context.debtors.table.count) };
}

/** Invoice rows named by an optional column; an unknown one becomes missing, with a warning. */
function linkedInvoices(data: TableData, order: Uint32Array, context: EventContext): Int32Array {
  const ids = textColumn(data, 'invoice_id');
  return Int32Array.from(order, (row) => {
    if (isTextMissing(ids, row)) return -1;
    const invoice = context.invoiceCodes.find(ids, row);
    if (invoice < 0)
      context.log.warn(
        'unknown_invoice',
        data.table,
        'invoice_id',
        `the row names invoice "${textAt(ids, row)}", which the ledger does not hold; the row is kept without it`,
        data.lines[row],
      );
    return invoice;
  });
}

function amountsMinor(data: TableData, order: Uint32Array, money: MoneyScale): Float64Array {
  const amounts = numberColumn(data, 'amount');
  return Float64Array.from(order, (row) => money.toMinor(amounts[row], 0));
}

/** The contact history. */
export function buildContacts(data: TableData, context: EventContext): ContactTable {
  const debtorOf = debtorsOf(data, context);
  const at = dayColumn(data, 'at');
  const order = orderRows(data, debtorOf, keepUniqueRows(data, context.log), at, context);
  return {
    ...debtorRows(order, debtorOf, context),
    day: gatherNumbers(at, order),
    channel: gatherNumbers(codeColumn(data, 'channel'), order),
    outcome: gatherNumbers(codeColumn(data, 'outcome'), order),
    invoice: linkedInvoices(data, order, context),
    assigned: gatherNumbers(codeColumn(data, 'assigned'), order),
    propensity: gatherNumbers(numberColumn(data, 'propensity'), order),
    note: gatherTexts(textColumn(data, 'note'), order),
    agent: gatherTexts(textColumn(data, 'agent'), order),
  };
}

/** Promises to pay. */
export function buildPromises(data: TableData, context: EventContext): PromiseTable {
  const debtorOf = debtorsOf(data, context);
  const promised = dayColumn(data, 'promised_on');
  const order = orderRows(data, debtorOf, keepUniqueRows(data, context.log), promised, context);
  return {
    ...debtorRows(order, debtorOf, context),
    promisedDay: gatherNumbers(promised, order),
    dueDay: gatherNumbers(dayColumn(data, 'due_on'), order),
    amountMinor: amountsMinor(data, order, context.money),
    invoice: linkedInvoices(data, order, context),
    id: gatherTexts(textColumn(data, 'promise_id'), order),
  };
}

/** Disputes; one about an invoice that the ledger does not hold is rejected. */
export function buildDisputes(data: TableData, context: EventContext): DisputeTable {
  const ids = textColumn(data, 'invoice_id');
  const keep = keepUniqueRows(data, context.log);
  const debtorOf = new Int32Array(data.count);
  for (let i = 0; i < data.count; i++) {
    const invoice = context.invoiceCodes.find(ids, i);
    if (invoice >= 0) debtorOf[i] = context.invoices.debtor[invoice];
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
  const opened = dayColumn(data, 'opened_on');
  const order = orderRows(data, debtorOf, keep, opened, context);
  const resolved = dayColumn(data, 'resolved_on');
  return {
    ...debtorRows(order, debtorOf, context),
    invoice: linkedInvoices(data, order, context),
    openedDay: gatherNumbers(opened, order),
    resolvedDay: gatherNumbers(resolved, order),
    reason: gatherTexts(textColumn(data, 'reason'), order),
    id: gatherTexts(textColumn(data, 'dispute_id'), order),
  };
}

/** Instalments of payment plans. */
export function buildPlans(data: TableData, context: EventContext): PlanTable {
  const debtorOf = debtorsOf(data, context);
  const due = dayColumn(data, 'due_on');
  const order = orderRows(data, debtorOf, keepUniqueRows(data, context.log), due, context);
  return {
    ...debtorRows(order, debtorOf, context),
    dueDay: gatherNumbers(due, order),
    amountMinor: amountsMinor(data, order, context.money),
    agreedDay: gatherNumbers(dayColumn(data, 'agreed_on'), order),
    id: gatherTexts(textColumn(data, 'plan_id'), order),
  };
}
