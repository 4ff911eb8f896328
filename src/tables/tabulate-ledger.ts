import {
  CONTACT_ASSIGNMENTS,
  CONTACT_CHANNELS,
  CONTACT_OUTCOMES,
  DEBTOR_KINDS,
  ITEM,
  itemStates,
  type Ledger,
  PAYMENT_KINDS,
  type TableName,
  type TextColumn,
  textAt,
} from '../ledger/index.ts';
import type { ColumnTable, TableColumn } from './column-table.ts';

/**
 * Columns that {@link tabulateLedger} adds to those of the ledger contract: what the ledger worked out, by table.
 * `toLedgerRows` leaves them out.
 */
export const DERIVED_COLUMNS: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  debtors: ['declared'],
  invoices: ['rolled_due_date', 'state', 'still_open', 'settled_on', 'late_days'],
  disputes: ['debtor_id'],
};

const STATES = ['open', 'paid', 'closed'] as const;
/** One more than the contract has: what was settled on no known date. */
const KINDS_OF_PAYMENT = [...PAYMENT_KINDS, 'undated'] as const;

/**
 * The tables of a ledger as analysts want them: ids and names as texts, dates, money in major units of the reporting
 * currency, the columns of the ledger contract and, for invoices, what follows from the payments. Cut the ledger with
 * `visibleAt` first to see what was known on a day. O(rows).
 *
 * - `invoices` also: `rolled_due_date`; `state` (open, paid, closed without teaching anything); `still_open`;
 *   `settled_on` and `late_days` (after the rolled due date) of paid ones.
 * - `debtors` also: `declared`, whether the source has master data of the debtor; `disputes` also: `debtor_id`.
 */
export function tabulateLedger(ledger: Ledger): Readonly<Record<TableName, ColumnTable>> {
  const { debtors, contacts, promises, disputes, plans } = ledger;
  const debtorIds = Array.from({ length: debtors.count }, (_, d) => textAt(debtors.id, d));
  const invoiceIds = Array.from({ length: ledger.invoices.count }, (_, i) => textAt(ledger.invoices.id, i));
  const debtorOf = (rows: Int32Array) =>
    text(
      'debtor_id',
      Array.from(rows, (d) => debtorIds[d]),
    );
  const invoiceOf = (rows: Int32Array) =>
    text(
      'invoice_id',
      Array.from(rows, (i) => (i < 0 ? null : invoiceIds[i])),
    );
  const scale = 10 ** ledger.reporting.minorDigits;
  return {
    debtors: tableOf(debtors.count, [
      text('debtor_id', debtorIds),
      texts('name', debtors.name),
      choices('kind', debtors.kind, DEBTOR_KINDS),
      texts('country', debtors.country),
      texts('language', debtors.language),
      texts('contact_name', debtors.contactName),
      texts('phone', debtors.phone),
      flag('do_not_call', debtors.doNotCall),
      flag('direct_debit', debtors.directDebit),
      date('handed_over_on', debtors.handedOverDay),
      date('insolvent_on', debtors.insolventDay),
      text(
        'payer_id',
        Array.from(debtors.payer, (payer, d) => (payer === d ? null : debtorIds[payer])),
      ),
      flag('declared', debtors.declared),
    ]),
    invoices: invoiceTable(ledger, invoiceIds, debtorOf(ledger.invoices.debtor)),
    payments: paymentTable(ledger, debtorOf(ledger.payments.payer), invoiceOf(ledger.payments.invoice)),
    contacts: tableOf(contacts.count, [
      debtorOf(contacts.debtor),
      date('at', contacts.day),
      choices('channel', contacts.channel, CONTACT_CHANNELS),
      choices('outcome', contacts.outcome, CONTACT_OUTCOMES),
      invoiceOf(contacts.invoice),
      texts('note', contacts.note),
      texts('agent', contacts.agent),
      choices('assigned', contacts.assigned, CONTACT_ASSIGNMENTS),
      number('propensity', contacts.propensity),
    ]),
    promises: tableOf(promises.count, [
      texts('promise_id', promises.id),
      debtorOf(promises.debtor),
      date('promised_on', promises.promisedDay),
      date('due_on', promises.dueDay),
      money('amount', promises.amountMinor, scale),
      invoiceOf(promises.invoice),
    ]),
    disputes: tableOf(disputes.count, [
      texts('dispute_id', disputes.id),
      invoiceOf(disputes.invoice),
      debtorOf(disputes.debtor),
      date('opened_on', disputes.openedDay),
      date('resolved_on', disputes.resolvedDay),
      texts('reason', disputes.reason),
    ]),
    plans: tableOf(plans.count, [
      texts('plan_id', plans.id),
      debtorOf(plans.debtor),
      date('due_on', plans.dueDay),
      money('amount', plans.amountMinor, scale),
      date('agreed_on', plans.agreedDay),
    ]),
  };
}

function invoiceTable(ledger: Ledger, ids: readonly string[], debtorId: TableColumn): ColumnTable {
  const { invoices, reporting } = ledger;
  const { state, openMinor, paidDay } = itemStates(ledger);
  const scale = 10 ** reporting.minorDigits;
  return tableOf(invoices.count, [
    text('invoice_id', ids),
    debtorId,
    date('issue_date', invoices.issueDay),
    date('due_date', invoices.dueDay),
    money('amount', invoices.amountMinor, scale),
    text('currency', new Array(invoices.count).fill(reporting.code)),
    text(
      'kind',
      Array.from(invoices.amountMinor, (amount) => (amount < 0 ? 'credit_note' : 'invoice')),
    ),
    date('known_on', invoices.knownDay),
    date('sent_on', invoices.sentDay),
    flag('verified', invoices.verified),
    flag('direct_debit', invoices.directDebit),
    texts('entity', invoices.entity),
    money('open_amount', invoices.sourceOpenMinor, scale),
    date('rolled_due_date', invoices.rolledDueDay),
    choices('state', state, STATES),
    money('still_open', openMinor, scale),
    date('settled_on', paidDay),
    {
      name: 'late_days',
      type: 'number',
      values: Float64Array.from(paidDay, (day, i) =>
        state[i] === ITEM.paid ? day - invoices.rolledDueDay[i] : Number.NaN,
      ),
    },
  ]);
}

function paymentTable(ledger: Ledger, debtorId: TableColumn, invoiceId: TableColumn): ColumnTable {
  const { payments, reporting } = ledger;
  return tableOf(payments.count, [
    texts('payment_id', payments.id),
    debtorId,
    invoiceId,
    date('paid_on', payments.paidDay),
    date('booked_on', payments.bookedDay),
    date('applied_on', payments.appliedDay),
    money('amount', payments.amountMinor, 10 ** reporting.minorDigits),
    text('currency', new Array(payments.count).fill(reporting.code)),
    choices('kind', payments.kind, KINDS_OF_PAYMENT),
  ]);
}

const tableOf = (rows: number, columns: readonly TableColumn[]): ColumnTable => ({ rows, columns });
const text = (name: string, values: readonly (string | null)[]): TableColumn => ({ name, type: 'text', values });
const date = (name: string, values: Int32Array): TableColumn => ({ name, type: 'date', values });
const flag = (name: string, values: Int8Array): TableColumn => ({ name, type: 'flag', values });
const number = (name: string, values: Float64Array): TableColumn => ({ name, type: 'number', values });
const money = (name: string, minor: Float64Array, scale: number): TableColumn =>
  number(
    name,
    minor.map((value) => value / scale),
  );
const texts = (name: string, column: TextColumn): TableColumn =>
  text(
    name,
    Array.from({ length: column.length }, (_, row) => textAt(column, row)),
  );
const choices = (name: string, codes: Int8Array | Uint8Array, labels: readonly string[]): TableColumn =>
  text(
    name,
    Array.from(codes, (code) => (code < 0 ? null : labels[code])),
  );
