import { type EpochDay, NO_DAY } from '../calendar/index.ts';
import { textAt } from '../ledger/index.ts';
import type { EventOrder } from './event-order.ts';
import { CONTACT_WINDOW_DAYS } from './records/contact-record.ts';
import { VERY_LATE_DAYS } from './records/late-days.ts';
import { GRACE_BUSINESS_DAYS } from './records/promise-record.ts';
import type { SweepRecords } from './sweep-records.ts';
import type { SweepSource } from './sweep-source.ts';

/** Kinds of events; the code of an event is its place among the debtor's rows of that kind × 16, plus the kind. */
export const EVENT = {
  promise: 0,
  contact: 1,
  known: 2,
  dispute: 3,
  paid: 4,
  overdue: 5,
  late: 6,
  veryLate: 7,
  cashIn: 8,
  cashOut: 9,
  resolved: 10,
  lapse: 11,
  contactOld: 12,
} as const;
/** Bits of a code that tell the kind. */
export const KIND_BITS = 4;
export const KIND_MASK = 15;

/** Whether "overdue" and "late so far" begin on the same day for every invoice, so that one event serves for both. */
export function isLateOverdue(source: SweepSource): boolean {
  return source.lateBase === source.ledger.invoices.rolledDueDay && source.lateAfterDays === 0;
}

/** Gathers the events of one debtor that the kept records listen to. Linear in the debtor's rows. */
export class EventGathering {
  readonly #source: SweepSource;
  readonly #events: EventOrder;
  readonly #records: SweepRecords;
  readonly #lateIsOverdue: boolean;
  #debtor = 0;
  #first = 0;
  #firstPayment = 0;

  constructor(source: SweepSource, events: EventOrder, records: SweepRecords) {
    this.#source = source;
    this.#events = events;
    this.#records = records;
    this.#lateIsOverdue = isLateOverdue(source);
  }

  /** Gathers and orders the events of a debtor that lie before `end`. */
  run(debtor: number, end: EpochDay): void {
    this.#debtor = debtor;
    this.#first = this.#source.ledger.invoices.start[debtor];
    this.#firstPayment = this.#source.ledger.payments.start[debtor];
    const { ledger, cash } = this.#source;
    const { invoices, payments, contacts, promises, disputes } = ledger;
    const rows = (start: Int32Array): number => start[debtor + 1] - start[debtor];
    const records = this.#records;
    this.#events.reset(
      4 * rows(invoices.start) +
        rows(payments.start) +
        2 * (rows(contacts.start) + rows(promises.start) + rows(disputes.start) + rows(cash.start)),
    );
    if (records.promises !== null && rows(promises.start) > 0) this.#gatherPromises(end, true);
    if (records.contacts !== null && rows(contacts.start) > 0) this.#gatherContacts(end);
    this.#gatherInvoices(end, rows(invoices.start));
    if (records.disputes !== null && rows(disputes.start) > 0) this.#gatherDisputes(end);
    this.#gatherPayments(end, rows(payments.start));
    if (records.cash !== null && rows(cash.start) > 0) this.#gatherCash(end);
    if (records.promises !== null && rows(promises.start) > 0) this.#gatherPromises(end, false);
    this.#events.arrange();
  }

  #gatherInvoices(end: EpochDay, count: number): void {
    const { ledger, withinMinor, lateBase, lateAfterDays } = this.#source;
    const { knownDay, rolledDueDay, amountMinor } = ledger.invoices;
    const { countsVeryLate } = this.#records;
    const events = this.#events;
    const first = this.#first;
    for (let at = 0; at < count; at++) {
      const i = first + at;
      const known = knownDay[i];
      if (known >= end || amountMinor[i] <= withinMinor) continue;
      const code = at << KIND_BITS;
      events.add(known, code | EVENT.known);
      const overdue = Math.max(known, rolledDueDay[i]);
      if (overdue < end) events.add(overdue, code | EVENT.overdue);
      if (!this.#lateIsOverdue) {
        const late = Math.max(known, lateBase[i] + lateAfterDays);
        if (late < end) events.add(late, code | EVENT.late);
      }
      if (countsVeryLate) {
        const veryLate = Math.max(known, lateBase[i] + VERY_LATE_DAYS);
        if (veryLate < end) events.add(veryLate, code | EVENT.veryLate);
      }
    }
  }

  #gatherPayments(end: EpochDay, count: number): void {
    const { invoice, appliedDay } = this.#source.ledger.payments;
    const { knownDay, amountMinor } = this.#source.ledger.invoices;
    const { withinMinor } = this.#source;
    const first = this.#firstPayment;
    for (let at = 0; at < count; at++) {
      const p = first + at;
      const i = invoice[p];
      if (i < 0 || amountMinor[i] <= withinMinor) continue;
      const day = Math.max(appliedDay[p], knownDay[i]);
      if (day < end) this.#events.add(day, (at << KIND_BITS) | EVENT.paid);
    }
  }

  #gatherPromises(end: EpochDay, areMade: boolean): void {
    const { ledger } = this.#source;
    const { start, promisedDay, dueDay } = ledger.promises;
    const calendar = ledger.calendars.forCountry(textAt(ledger.debtors.country, this.#debtor));
    for (let row = start[this.#debtor]; row < start[this.#debtor + 1]; row++) {
      const code = (row - start[this.#debtor]) << KIND_BITS;
      const made = promisedDay[row];
      if (made >= end) continue;
      if (areMade) {
        this.#events.add(made, code | EVENT.promise);
        continue;
      }
      const lapse = Math.max(made, calendar.addBusinessDays(dueDay[row], GRACE_BUSINESS_DAYS));
      if (lapse < end) this.#events.add(lapse, code | EVENT.lapse);
    }
  }

  #gatherContacts(end: EpochDay): void {
    const { start, day } = this.#source.ledger.contacts;
    for (let row = start[this.#debtor]; row < start[this.#debtor + 1]; row++) {
      if (day[row] >= end || !this.#records.contacts?.isContact(row)) continue;
      const code = (row - start[this.#debtor]) << KIND_BITS;
      this.#events.add(day[row], code | EVENT.contact);
      if (day[row] + CONTACT_WINDOW_DAYS < end)
        this.#events.add(day[row] + CONTACT_WINDOW_DAYS, code | EVENT.contactOld);
    }
  }

  #gatherDisputes(end: EpochDay): void {
    const { disputes, invoices } = this.#source.ledger;
    for (let row = disputes.start[this.#debtor]; row < disputes.start[this.#debtor + 1]; row++) {
      const opened = Math.max(disputes.openedDay[row], invoices.knownDay[disputes.invoice[row]]);
      if (opened >= end) continue;
      const code = (row - disputes.start[this.#debtor]) << KIND_BITS;
      this.#events.add(opened, code | EVENT.dispute);
      if (disputes.resolvedDay[row] === NO_DAY) continue;
      const resolved = Math.max(opened, disputes.resolvedDay[row]);
      if (resolved < end) this.#events.add(resolved, code | EVENT.resolved);
    }
  }

  #gatherCash(end: EpochDay): void {
    const { start, payment, outDay } = this.#source.cash;
    const { bookedDay } = this.#source.ledger.payments;
    for (let at = start[this.#debtor]; at < start[this.#debtor + 1]; at++) {
      const code = (at - start[this.#debtor]) << KIND_BITS;
      if (bookedDay[payment[at]] < end) this.#events.add(bookedDay[payment[at]], code | EVENT.cashIn);
      if (outDay[at] < end) this.#events.add(outDay[at], code | EVENT.cashOut);
    }
  }
}
