import { NO_DAY } from '../../calendar/index.ts';
import { sortPayments } from '../../ledger/build-payments.ts';
import { gatherNumbers, startsOf } from '../../ledger/gather-columns.ts';
import { createTextColumnBuilder, type Ledger, type TextColumn, textAt } from '../../ledger/index.ts';
import type { EventRow } from './live-event.ts';

/**
 * A ledger with the rows of live events behind each debtor's own, in the order in which they happened. Invoices and
 * debtors stay as they are, so whatever was worked out by their rows still fits. O(rows of the tables that change).
 */
export function ledgerWithEvents(ledger: Ledger, events: readonly EventRow[]): Ledger {
  const of = (table: EventRow['table']): EventRow[] => events.filter((event) => event.table === table);
  const [payments, contacts, promises, disputes] = [of('payments'), of('contacts'), of('promises'), of('disputes')];
  return {
    ...ledger,
    payments: payments.length === 0 ? ledger.payments : addPayments(ledger, payments),
    contacts: contacts.length === 0 ? ledger.contacts : addContacts(ledger, contacts),
    promises: promises.length === 0 ? ledger.promises : addPromises(ledger, promises),
    disputes: disputes.length === 0 ? ledger.disputes : addDisputes(ledger, disputes),
  };
}

type Values = Int32Array | Float64Array | Int8Array;

function joined<T extends Values>(old: T, added: readonly number[]): T {
  const all = new (old.constructor as new (length: number) => T)(old.length + added.length);
  all.set(old as never);
  added.forEach((value, at) => {
    all[old.length + at] = value;
  });
  return all;
}

function joinedTexts(old: TextColumn, added: readonly string[]): TextColumn {
  const texts = createTextColumnBuilder();
  for (let row = 0; row < old.length; row++) texts.append(textAt(old, row));
  for (const text of added) texts.append(text);
  return texts.finish();
}

/** Where each row of a table with added rows goes: by debtor, added rows last. */
function places(debtor: Int32Array, debtors: number): { order: Uint32Array; start: Int32Array } {
  const start = startsOf(debtor, debtors);
  const next = start.slice();
  const order = new Uint32Array(debtor.length);
  for (let row = 0; row < debtor.length; row++) order[next[debtor[row]]++] = row;
  return { order, start };
}

function addPayments({ payments, debtors }: Ledger, rows: readonly EventRow[]): Ledger['payments'] {
  const days = rows.map((row) => row.day);
  return sortPayments(
    {
      debtor: joined(
        payments.debtor,
        rows.map((row) => row.debtor),
      ),
      invoice: joined(
        payments.invoice,
        rows.map((row) => row.invoice),
      ),
      payer: joined(
        payments.payer,
        rows.map((row) => row.payer),
      ),
      paidDay: joined(payments.paidDay, days),
      bookedDay: joined(payments.bookedDay, days),
      appliedDay: joined(payments.appliedDay, days),
      amountMinor: joined(
        payments.amountMinor,
        rows.map((row) => row.amountMinor),
      ),
      kind: joined(
        payments.kind,
        rows.map((row) => row.kind),
      ),
      id: joinedTexts(
        payments.id,
        rows.map(() => ''),
      ),
    },
    debtors.count,
  );
}

function addContacts({ contacts, debtors }: Ledger, rows: readonly EventRow[]): Ledger['contacts'] {
  const debtor = joined(
    contacts.debtor,
    rows.map((row) => row.debtor),
  );
  const { order, start } = places(debtor, debtors.count);
  const numbers = <T extends Values>(old: T, of: (row: EventRow) => number): T =>
    gatherNumbers(joined(old, rows.map(of)), order);
  const texts = (old: TextColumn): TextColumn => orderedTexts(old, rows, order);
  return {
    count: order.length,
    start,
    debtor: gatherNumbers(debtor, order),
    day: numbers(contacts.day, (row) => row.day),
    channel: numbers(contacts.channel, (row) => row.channel),
    outcome: numbers(contacts.outcome, (row) => row.outcome),
    invoice: numbers(contacts.invoice, (row) => row.invoice),
    assigned: numbers(contacts.assigned, () => -1),
    propensity: numbers(contacts.propensity, () => Number.NaN),
    note: texts(contacts.note),
    agent: texts(contacts.agent),
  };
}

function orderedTexts(
  old: TextColumn,
  rows: readonly EventRow[],
  order: Uint32Array,
  of = (_: EventRow): string => '',
) {
  const texts = createTextColumnBuilder();
  for (const row of order) texts.append(row < old.length ? textAt(old, row) : of(rows[row - old.length] as EventRow));
  return texts.finish();
}

function addPromises({ promises, debtors }: Ledger, rows: readonly EventRow[]): Ledger['promises'] {
  const debtor = joined(
    promises.debtor,
    rows.map((row) => row.debtor),
  );
  const { order, start } = places(debtor, debtors.count);
  const numbers = <T extends Values>(old: T, of: (row: EventRow) => number): T =>
    gatherNumbers(joined(old, rows.map(of)), order);
  return {
    count: order.length,
    start,
    debtor: gatherNumbers(debtor, order),
    promisedDay: numbers(promises.promisedDay, (row) => row.day),
    dueDay: numbers(promises.dueDay, (row) => row.dueDay),
    amountMinor: numbers(promises.amountMinor, (row) => row.amountMinor),
    invoice: numbers(promises.invoice, (row) => row.invoice),
    id: orderedTexts(promises.id, rows, order),
  };
}

function addDisputes({ disputes, debtors }: Ledger, rows: readonly EventRow[]): Ledger['disputes'] {
  const debtor = joined(
    disputes.debtor,
    rows.map((row) => row.debtor),
  );
  const { order, start } = places(debtor, debtors.count);
  const numbers = <T extends Values>(old: T, of: (row: EventRow) => number): T =>
    gatherNumbers(joined(old, rows.map(of)), order);
  return {
    count: order.length,
    start,
    debtor: gatherNumbers(debtor, order),
    invoice: numbers(disputes.invoice, (row) => row.invoice),
    openedDay: numbers(disputes.openedDay, (row) => row.day),
    resolvedDay: numbers(disputes.resolvedDay, () => NO_DAY),
    reason: orderedTexts(disputes.reason, rows, order, (row) => row.reason),
    id: orderedTexts(disputes.id, rows, order),
  };
}
