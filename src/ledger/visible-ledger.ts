import { type EpochDay, NO_DAY } from '../calendar/index.ts';
import { sortPayments } from './build-payments.ts';
import { gatherNumbers, type NumericColumn, startsOf } from './gather-columns.ts';
import type { DebtorTable, Ledger, PaymentTable } from './ledger.ts';
import { gatherTexts, type TextColumn } from './text-column.ts';

/** What else decides what {@link visibleAt} shows. */
export interface VisibleOptions {
  /** Row of an invoice that is shown although it is not known yet: one scored at a moment of its own. */
  readonly alsoKnown?: number | undefined;
  /**
   * Ascending indexes of the debtors to show; default all. Debtors that pay for each other belong together: take the
   * parts of `partitionDebtors`.
   */
  readonly debtors?: ArrayLike<number> | undefined;
}

/**
 * What was known on the morning of `asOf`: the one gate through which every feature, model, rank and explanation looks
 * at a ledger. A row is visible when its known date lies strictly before `asOf`: an invoice's `known_on` (default its
 * issue date), a payment's booking date, a contact's, promise's, dispute's or plan's own date. A payment matched to its
 * invoice later is visible as unapplied cash; a dispute resolved later is visible as open; a hand-over or insolvency
 * later than `asOf` is not known. Debtors that only rows not yet known mention are left out. O(rows of the debtors asked
 * for). Columns of which nothing is cut are those of `ledger` itself, not copies.
 *
 * @param options or, as a number, its `alsoKnown`.
 */
export function visibleAt(ledger: Ledger, asOf: EpochDay, options: VisibleOptions | number = {}): Ledger {
  const { alsoKnown = -1, debtors: asked } = typeof options === 'number' ? { alsoKnown: options } : options;
  const { debtors, invoices, payments, contacts, promises, disputes, plans } = ledger;
  const part = asked === undefined ? undefined : debtorPart(asked);
  const invoiceRows = rowsOf(invoices, part, (i) => invoices.knownDay[i] < asOf || i === alsoKnown);
  const link = linkTo(invoices.start, invoiceRows, part);

  const paymentRows = rowsOf(payments, part, (p) => payments.bookedDay[p] < asOf);
  const contactRows = rowsOf(contacts, part, (c) => contacts.day[c] < asOf);
  const promiseRows = rowsOf(promises, part, (p) => promises.promisedDay[p] < asOf);
  const disputeRows = rowsOf(disputes, part, (d) => {
    const invoice = disputes.invoice[d];
    return disputes.openedDay[d] < asOf && invoice >= 0 && (invoices.knownDay[invoice] < asOf || invoice === alsoKnown);
  });
  const planRows = rowsOf(plans, part, (p) => plans.agreedDay[p] < asOf);
  const cut = cutPayments(payments, paymentRows, link, asOf);

  const kept = keptDebtors(debtors, part, [
    mentions(invoices.debtor, invoiceRows),
    cut.debtor,
    cut.payer,
    mentions(contacts.debtor, contactRows),
    mentions(promises.debtor, promiseRows),
    mentions(plans.debtor, planRows),
  ]);
  const debtorOf = kept.all ? undefined : kept.newDebtor;
  const debtorCount = kept.rows.length;
  const owners = (table: Rows, rows: Visible) => {
    if (rows.all && kept.all) return { count: table.count, debtor: table.debtor, start: table.start };
    const gathered = Int32Array.from(rows.rows, (row) => kept.newDebtor(table.debtor[row]));
    return { count: gathered.length, debtor: gathered, start: startsOf(gathered, debtorCount) };
  };
  const links = (column: Int32Array, rows: Visible): Int32Array =>
    rows.all && invoiceRows.all ? column : Int32Array.from(rows.rows, (row) => link(column[row]));
  return {
    reporting: ledger.reporting,
    calendars: ledger.calendars,
    cutAt: asOf,
    debtors: cutDebtors(debtors, kept, asOf),
    invoices: {
      ...owners(invoices, invoiceRows),
      id: texts(invoices.id, invoiceRows),
      issueDay: numbers(invoices.issueDay, invoiceRows),
      dueDay: numbers(invoices.dueDay, invoiceRows),
      rolledDueDay: numbers(invoices.rolledDueDay, invoiceRows),
      knownDay: numbers(invoices.knownDay, invoiceRows),
      sentDay: numbers(invoices.sentDay, invoiceRows),
      amountMinor: numbers(invoices.amountMinor, invoiceRows),
      sourceOpenMinor: numbers(invoices.sourceOpenMinor, invoiceRows),
      currency: numbers(invoices.currency, invoiceRows),
      verified: numbers(invoices.verified, invoiceRows),
      directDebit: numbers(invoices.directDebit, invoiceRows),
      entity: texts(invoices.entity, invoiceRows),
    },
    payments: sortedPayments(payments, paymentRows, cut, debtorOf, debtorCount, asOf),
    contacts: {
      ...owners(contacts, contactRows),
      day: numbers(contacts.day, contactRows),
      channel: numbers(contacts.channel, contactRows),
      outcome: numbers(contacts.outcome, contactRows),
      invoice: links(contacts.invoice, contactRows),
      assigned: numbers(contacts.assigned, contactRows),
      propensity: numbers(contacts.propensity, contactRows),
      note: texts(contacts.note, contactRows),
      agent: texts(contacts.agent, contactRows),
    },
    promises: {
      ...owners(promises, promiseRows),
      promisedDay: numbers(promises.promisedDay, promiseRows),
      dueDay: numbers(promises.dueDay, promiseRows),
      amountMinor: numbers(promises.amountMinor, promiseRows),
      invoice: links(promises.invoice, promiseRows),
      id: texts(promises.id, promiseRows),
    },
    disputes: {
      ...owners(disputes, disputeRows),
      invoice: links(disputes.invoice, disputeRows),
      openedDay: numbers(disputes.openedDay, disputeRows),
      resolvedDay: hideFrom(numbers(disputes.resolvedDay, disputeRows), asOf),
      reason: texts(disputes.reason, disputeRows),
      id: texts(disputes.id, disputeRows),
    },
    plans: {
      ...owners(plans, planRows),
      dueDay: numbers(plans.dueDay, planRows),
      amountMinor: numbers(plans.amountMinor, planRows),
      agreedDay: numbers(plans.agreedDay, planRows),
      id: texts(plans.id, planRows),
    },
  };
}

interface Rows {
  readonly count: number;
  readonly debtor: Int32Array;
  readonly start: Int32Array;
}

/** Visible rows of a table, ascending; `all`: nothing is cut. */
interface Visible {
  readonly rows: Uint32Array;
  readonly all: boolean;
}

/** Some of the debtors, and where each stands among them. */
interface DebtorPart {
  readonly debtors: ArrayLike<number>;
  /** Position of a debtor in the part, or -1. */
  positionOf(debtor: number): number;
}

function debtorPart(debtors: ArrayLike<number>): DebtorPart {
  const first = debtors.length === 0 ? 0 : debtors[0];
  const span = debtors.length === 0 ? 0 : debtors[debtors.length - 1] - first + 1;
  if (span === debtors.length)
    return { debtors, positionOf: (debtor) => (debtor >= first && debtor < first + span ? debtor - first : -1) };
  return {
    debtors,
    positionOf(debtor) {
      let low = 0;
      let high = debtors.length - 1;
      while (low <= high) {
        const middle = (low + high) >>> 1;
        if (debtors[middle] === debtor) return middle;
        if (debtors[middle] < debtor) low = middle + 1;
        else high = middle - 1;
      }
      return -1;
    },
  };
}

function rowsOf(table: Rows, part: DebtorPart | undefined, isVisible: (row: number) => boolean): Visible {
  let most = table.count;
  if (part) {
    most = 0;
    for (let at = 0; at < part.debtors.length; at++)
      most += table.start[part.debtors[at] + 1] - table.start[part.debtors[at]];
  }
  const rows = new Uint32Array(most);
  let kept = 0;
  if (!part) {
    for (let row = 0; row < table.count; row++) if (isVisible(row)) rows[kept++] = row;
  } else
    for (let at = 0; at < part.debtors.length; at++) {
      const end = table.start[part.debtors[at] + 1];
      for (let row = table.start[part.debtors[at]]; row < end; row++) if (isVisible(row)) rows[kept++] = row;
    }
  return { rows: rows.subarray(0, kept), all: kept === table.count };
}

/** The way from an invoice row to its row among the visible ones, -1 where it is not visible or none. */
function linkTo(start: Int32Array, { rows, all }: Visible, part: DebtorPart | undefined): (invoice: number) => number {
  if (all) return (invoice) => invoice;
  if (!part) {
    const positions = new Int32Array(start[start.length - 1]).fill(-1);
    for (let at = 0; at < rows.length; at++) positions[rows[at]] = at;
    return (invoice) => (invoice < 0 ? -1 : positions[invoice]);
  }
  // Rows are ascending: a search needs no memory the size of the whole ledger.
  return (invoice) => {
    let low = 0;
    let high = rows.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      if (rows[middle] === invoice) return middle;
      if (rows[middle] < invoice) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  };
}

function numbers<T extends NumericColumn>(column: T, { rows, all }: Visible): T {
  return all ? column : gatherNumbers(column, rows);
}

function texts(column: TextColumn, { rows, all }: Visible): TextColumn {
  return all ? column : gatherTexts(column, rows);
}

function mentions(debtor: Int32Array, { rows, all }: Visible): Int32Array {
  return all ? debtor : gatherNumbers(debtor, rows);
}

/** Days on or after `asOf` are not known yet. */
function hideFrom(days: Int32Array, asOf: EpochDay): Int32Array {
  let hidden = days;
  for (let i = 0; i < days.length; i++) {
    if (days[i] < asOf) continue;
    if (hidden === days) hidden = days.slice();
    hidden[i] = NO_DAY;
  }
  return hidden;
}

/** Debtors to show, and their new indexes. */
interface KeptDebtors extends Visible {
  /** New index of a debtor, -1 where it is not kept. */
  newDebtor(debtor: number): number;
}

function keptDebtors(
  debtors: DebtorTable,
  part: DebtorPart | undefined,
  mentioned: readonly Int32Array[],
): KeptDebtors {
  const count = part ? part.debtors.length : debtors.count;
  const positionOf = part ? part.positionOf : (debtor: number): number => debtor;
  const debtorAt = (position: number): number => (part ? part.debtors[position] : position);
  const index = new Int32Array(count).fill(-1);
  for (let at = 0; at < count; at++) if (debtors.declared[debtorAt(at)] === 1) index[at] = 0;
  for (const column of mentioned)
    for (let i = 0; i < column.length; i++) {
      const at = positionOf(column[i]);
      if (at >= 0) index[at] = 0;
    }
  const rows = new Uint32Array(count);
  let kept = 0;
  for (let at = 0; at < count; at++) {
    if (index[at] < 0) continue;
    rows[kept] = debtorAt(at);
    index[at] = kept++;
  }
  return {
    rows: rows.subarray(0, kept),
    all: kept === debtors.count,
    newDebtor(debtor) {
      const at = positionOf(debtor);
      return at < 0 ? -1 : index[at];
    },
  };
}

function cutDebtors(debtors: DebtorTable, kept: KeptDebtors, asOf: EpochDay): DebtorTable {
  return {
    count: kept.rows.length,
    id: texts(debtors.id, kept),
    declared: numbers(debtors.declared, kept),
    name: texts(debtors.name, kept),
    kind: numbers(debtors.kind, kept),
    country: texts(debtors.country, kept),
    language: texts(debtors.language, kept),
    contactName: texts(debtors.contactName, kept),
    phone: texts(debtors.phone, kept),
    doNotCall: numbers(debtors.doNotCall, kept),
    directDebit: numbers(debtors.directDebit, kept),
    handedOverDay: hideFrom(numbers(debtors.handedOverDay, kept), asOf),
    insolventDay: hideFrom(numbers(debtors.insolventDay, kept), asOf),
    payer: kept.all
      ? debtors.payer
      : Int32Array.from(kept.rows, (d, at) => {
          const payer = kept.newDebtor(debtors.payer[d]);
          return payer < 0 ? at : payer;
        }),
  };
}

/** Links and owners of the visible payments, owners and payers as indexes of the whole ledger. */
interface CutPayments {
  readonly invoice: Int32Array;
  readonly debtor: Int32Array;
  readonly payer: Int32Array;
  /** Whether every visible payment stands as it did. */
  readonly isSame: boolean;
}

function cutPayments(
  payments: PaymentTable,
  visible: Visible,
  link: (invoice: number) => number,
  asOf: EpochDay,
): CutPayments {
  const { rows } = visible;
  const invoice = new Int32Array(rows.length);
  const debtor = new Int32Array(rows.length);
  const payer = gatherNumbers(payments.payer, rows);
  let isSame = visible.all;
  for (let at = 0; at < rows.length; at++) {
    const p = rows[at];
    invoice[at] = payments.appliedDay[p] < asOf ? link(payments.invoice[p]) : -1;
    debtor[at] = invoice[at] >= 0 ? payments.debtor[p] : payer[at];
    if (payments.appliedDay[p] >= asOf || invoice[at] !== payments.invoice[p]) isSame = false;
  }
  return { invoice, debtor, payer, isSame };
}

function sortedPayments(
  payments: PaymentTable,
  { rows }: Visible,
  { invoice, debtor, payer, isSame }: CutPayments,
  newDebtor: ((debtor: number) => number) | undefined,
  debtorCount: number,
  asOf: EpochDay,
): PaymentTable {
  if (isSame && !newDebtor) return payments;
  return sortPayments(
    {
      debtor: newDebtor ? debtor.map(newDebtor) : debtor,
      invoice,
      payer: newDebtor ? payer.map(newDebtor) : payer,
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
