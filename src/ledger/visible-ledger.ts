import { type EpochDay, NO_DAY } from '../calendar/index.ts';
import { sortPayments } from './build-payments.ts';
import { gatherNumbers, startsOf } from './gather-columns.ts';
import type { DebtorTable, InvoiceTable, Ledger, PaymentTable } from './ledger.ts';
import { gatherTexts, type TextColumn } from './text-column.ts';

/**
 * What was known on the morning of `asOf`: the one gate through which every feature, model, rank and explanation looks
 * at a ledger. A row is visible when its known date lies strictly before `asOf`: an invoice's `known_on` (default its
 * issue date), a payment's booking date, a contact's, promise's, dispute's or plan's own date. A payment matched to its
 * invoice later is visible as unapplied cash; a dispute resolved later is visible as open; a hand-over or insolvency
 * later than `asOf` is not known. Debtors that only rows not yet known mention are left out. O(rows).
 *
 * @param alsoKnown row of an invoice that is shown although it is not known yet: one scored at a moment of its own.
 */
export function visibleAt(ledger: Ledger, asOf: EpochDay, alsoKnown = -1): Ledger {
  const invoiceRows = rowsWhere(ledger.invoices.count, (i) => ledger.invoices.knownDay[i] < asOf || i === alsoKnown);
  const newInvoice = newPositions(invoiceRows, ledger.invoices.count);
  const link = (invoice: number): number => (invoice < 0 ? -1 : newInvoice[invoice]);

  const { payments, contacts, promises, disputes, plans } = ledger;
  const paymentRows = rowsWhere(payments.count, (p) => payments.bookedDay[p] < asOf);
  const contactRows = rowsWhere(contacts.count, (c) => contacts.day[c] < asOf);
  const promiseRows = rowsWhere(promises.count, (p) => promises.promisedDay[p] < asOf);
  const disputeRows = rowsWhere(disputes.count, (d) => disputes.openedDay[d] < asOf && link(disputes.invoice[d]) >= 0);
  const planRows = rowsWhere(plans.count, (p) => plans.agreedDay[p] < asOf);

  const paymentLink = Int32Array.from(paymentRows, (p) =>
    payments.appliedDay[p] < asOf ? link(payments.invoice[p]) : -1,
  );
  const paymentOwner = Int32Array.from(paymentRows, (p, at) =>
    paymentLink[at] >= 0 ? payments.debtor[p] : payments.payer[p],
  );

  const kept = keptDebtors(ledger.debtors, [
    gatherNumbers(ledger.invoices.debtor, invoiceRows),
    paymentOwner,
    gatherNumbers(payments.payer, paymentRows),
    gatherNumbers(contacts.debtor, contactRows),
    gatherNumbers(promises.debtor, promiseRows),
    gatherNumbers(plans.debtor, planRows),
  ]);
  const newDebtor = newPositions(kept, ledger.debtors.count);
  const debtorCount = kept.length;
  const owners = (debtor: Int32Array, rows: Uint32Array) => {
    const gathered = Int32Array.from(rows, (row) => newDebtor[debtor[row]]);
    return { count: rows.length, debtor: gathered, start: startsOf(gathered, debtorCount) };
  };
  return {
    reporting: ledger.reporting,
    calendars: ledger.calendars,
    cutAt: asOf,
    debtors: cutDebtors(ledger.debtors, kept, newDebtor, asOf),
    invoices: { ...cutInvoices(ledger.invoices, invoiceRows), ...owners(ledger.invoices.debtor, invoiceRows) },
    payments: cutPayments(payments, paymentRows, paymentLink, paymentOwner, newDebtor, debtorCount, asOf),
    contacts: {
      ...owners(contacts.debtor, contactRows),
      day: gatherNumbers(contacts.day, contactRows),
      channel: gatherNumbers(contacts.channel, contactRows),
      outcome: gatherNumbers(contacts.outcome, contactRows),
      invoice: Int32Array.from(contactRows, (c) => link(contacts.invoice[c])),
      assigned: gatherNumbers(contacts.assigned, contactRows),
      propensity: gatherNumbers(contacts.propensity, contactRows),
      note: gatherTexts(contacts.note, contactRows),
      agent: gatherTexts(contacts.agent, contactRows),
    },
    promises: {
      ...owners(promises.debtor, promiseRows),
      promisedDay: gatherNumbers(promises.promisedDay, promiseRows),
      dueDay: gatherNumbers(promises.dueDay, promiseRows),
      amountMinor: gatherNumbers(promises.amountMinor, promiseRows),
      invoice: Int32Array.from(promiseRows, (p) => link(promises.invoice[p])),
      id: gatherTexts(promises.id, promiseRows),
    },
    disputes: {
      ...owners(disputes.debtor, disputeRows),
      invoice: Int32Array.from(disputeRows, (d) => link(disputes.invoice[d])),
      openedDay: gatherNumbers(disputes.openedDay, disputeRows),
      resolvedDay: hideFrom(gatherNumbers(disputes.resolvedDay, disputeRows), asOf),
      reason: gatherTexts(disputes.reason, disputeRows),
      id: gatherTexts(disputes.id, disputeRows),
    },
    plans: {
      ...owners(plans.debtor, planRows),
      dueDay: gatherNumbers(plans.dueDay, planRows),
      amountMinor: gatherNumbers(plans.amountMinor, planRows),
      agreedDay: gatherNumbers(plans.agreedDay, planRows),
      id: gatherTexts(plans.id, planRows),
    },
  };
}

function rowsWhere(count: number, isVisible: (row: number) => boolean): Uint32Array {
  const rows = new Uint32Array(count);
  let kept = 0;
  for (let row = 0; row < count; row++) if (isVisible(row)) rows[kept++] = row;
  return rows.slice(0, kept);
}

function newPositions(rows: Uint32Array, count: number): Int32Array {
  const positions = new Int32Array(count).fill(-1);
  for (let at = 0; at < rows.length; at++) positions[rows[at]] = at;
  return positions;
}

/** Days on or after `asOf` are not known yet. */
function hideFrom(days: Int32Array, asOf: EpochDay): Int32Array {
  for (let i = 0; i < days.length; i++) if (days[i] >= asOf) days[i] = NO_DAY;
  return days;
}

function keptDebtors(debtors: DebtorTable, mentions: readonly Int32Array[]): Uint32Array {
  const isKept = new Uint8Array(debtors.count);
  for (let d = 0; d < debtors.count; d++) isKept[d] = debtors.declared[d];
  for (const mentioned of mentions) for (let i = 0; i < mentioned.length; i++) isKept[mentioned[i]] = 1;
  return rowsWhere(debtors.count, (d) => isKept[d] === 1);
}

function cutDebtors(debtors: DebtorTable, kept: Uint32Array, newDebtor: Int32Array, asOf: EpochDay): DebtorTable {
  const texts = (column: TextColumn): TextColumn => gatherTexts(column, kept);
  return {
    count: kept.length,
    id: texts(debtors.id),
    declared: gatherNumbers(debtors.declared, kept),
    name: texts(debtors.name),
    kind: gatherNumbers(debtors.kind, kept),
    country: texts(debtors.country),
    language: texts(debtors.language),
    contactName: texts(debtors.contactName),
    phone: texts(debtors.phone),
    doNotCall: gatherNumbers(debtors.doNotCall, kept),
    directDebit: gatherNumbers(debtors.directDebit, kept),
    handedOverDay: hideFrom(gatherNumbers(debtors.handedOverDay, kept), asOf),
    insolventDay: hideFrom(gatherNumbers(debtors.insolventDay, kept), asOf),
    payer: Int32Array.from(kept, (d, at) => (newDebtor[debtors.payer[d]] < 0 ? at : newDebtor[debtors.payer[d]])),
  };
}

function cutInvoices(invoices: InvoiceTable, rows: Uint32Array): Omit<InvoiceTable, 'count' | 'debtor' | 'start'> {
  return {
    id: gatherTexts(invoices.id, rows),
    issueDay: gatherNumbers(invoices.issueDay, rows),
    dueDay: gatherNumbers(invoices.dueDay, rows),
    rolledDueDay: gatherNumbers(invoices.rolledDueDay, rows),
    knownDay: gatherNumbers(invoices.knownDay, rows),
    sentDay: gatherNumbers(invoices.sentDay, rows),
    amountMinor: gatherNumbers(invoices.amountMinor, rows),
    sourceOpenMinor: gatherNumbers(invoices.sourceOpenMinor, rows),
    currency: gatherNumbers(invoices.currency, rows),
    verified: gatherNumbers(invoices.verified, rows),
    directDebit: gatherNumbers(invoices.directDebit, rows),
    entity: gatherTexts(invoices.entity, rows),
  };
}

function cutPayments(
  payments: PaymentTable,
  rows: Uint32Array,
  invoice: Int32Array,
  owner: Int32Array,
  newDebtor: Int32Array,
  debtorCount: number,
  asOf: EpochDay,
): PaymentTable {
  return sortPayments(
    {
      debtor: Int32Array.from(owner, (d) => newDebtor[d]),
      invoice,
      payer: Int32Array.from(rows, (p) => newDebtor[payments.payer[p]]),
      paidDay: gatherNumbers(payments.paidDay, rows),
      bookedDay: gatherNumbers(payments.bookedDay, rows),
      appliedDay: hideFrom(gatherNumbers(payments.appliedDay, rows), asOf),
      amountMinor: gatherNumbers(payments.amountMinor, rows),
      kind: gatherNumbers(payments.kind, rows),
      id: gatherTexts(payments.id, rows),
    },
    debtorCount,
  );
}
