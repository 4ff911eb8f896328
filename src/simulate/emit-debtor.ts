import { type EpochDay, NO_DAY } from '../calendar/index.ts';
import { businessDaysAfter } from './country-days.ts';
import { type DebtorIdentity, drawIdentity } from './debtor-identity.ts';
import type { DebtorProcess } from './debtor-process.ts';
import { NEVER } from './debtor-profile.ts';
import { PURPOSE, uniform } from './debtor-stream.ts';
import { emitTruth } from './emit-truth.ts';
import { endOfContact, isHandedOver } from './end-of-contact.ts';
import { AGENTS, ASSIGNED, CURRENCIES, DISPUTE_REASONS, NO_CURRENCY, PAYMENT_KIND } from './generated-tables.ts';
import { bookedOn } from './past-team.ts';
import type { TableBuilders } from './table-builder.ts';

/** Adds all facts of a debtor known before `asOf` to the tables, and its truth. O(rows). */
export function emitDebtor(
  process: DebtorProcess,
  asOf: EpochDay,
  manyCurrencies: boolean,
  tables: TableBuilders,
): void {
  const { profile, issue } = process;
  if ((issue[0] as number) >= asOf) return;
  const identity = drawIdentity(profile, manyCurrencies);
  const currency = CURRENCIES.indexOf(identity.currency as (typeof CURRENCIES)[number]);
  emitIdentity(process, identity, asOf, tables);
  emitInvoices(process, identity, currency, manyCurrencies, asOf, tables);
  emitPayments(process, currency, asOf, tables);
  emitEvents(process, asOf, tables);
  emitTruth(process, tables.truth);
}

function emitIdentity(process: DebtorProcess, identity: DebtorIdentity, asOf: EpochDay, tables: TableBuilders): void {
  const { profile } = process;
  const row = tables.debtors.add(profile.index);
  const { numbers, texts } = tables.debtors;
  const cells = [
    identity.name,
    identity.kind,
    identity.country,
    identity.language,
    identity.contactName,
    identity.phone,
  ];
  for (let at = 0; at < cells.length; at++) (texts[at + 1] as string[]).push(cells[at] as string);
  const isHanded = isHandedOver(profile);
  const announced = endOfContact(profile);
  const values = [
    identity.doNotCall ? 1 : 0,
    profile.archetype.directDebit ? 1 : 0,
    isHanded && announced < asOf ? announced : NO_DAY,
    !isHanded && announced < asOf ? announced : NO_DAY,
  ];
  (numbers[0] as Int32Array)[row] = profile.index;
  for (let at = 0; at < values.length; at++) (numbers[at + 7] as Int32Array)[row] = values[at] as number;
}

function emitInvoices(
  process: DebtorProcess,
  identity: DebtorIdentity,
  currency: number,
  manyEntities: boolean,
  asOf: EpochDay,
  tables: TableBuilders,
): void {
  const { profile, issue, due, amount, credits } = process;
  const entity = manyEntities ? (identity.currency === 'EUR' ? 1 : 2) : 0;
  const directDebit = profile.archetype.directDebit ? 1 : -1;
  for (let row = 0; row < issue.length; row++) {
    const issued = issue[row] as number;
    if (issued >= asOf) break;
    const credit = credits[row] !== -1;
    const u = uniform(profile.stream, PURPOSE.flags, row + 10);
    const verified = issued > asOf - 12 && u < 0.05 ? 0 : -1;
    const sentOn = u > 0.93 && verified !== 0 && issued + 1 < asOf ? issued + 1 : NO_DAY;
    tables.invoices.addNumbers(profile.index, [
      row,
      profile.index,
      issued,
      due[row] as number,
      amount[row] as number,
      currency,
      credit ? 1 : 0,
      sentOn,
      verified,
      directDebit,
      entity,
    ]);
    if (!credit) tables.truth_invoices.addNumbers(profile.index, [row, process.chanceLate[row] as number]);
  }
}

function emitPayments(process: DebtorProcess, currency: number, asOf: EpochDay, tables: TableBuilders): void {
  const { profile, days, amount, arrival, firstArrival, credits } = process;
  const { stream } = profile;
  let number = 0;
  const pay: Pay = (row, paid, amountMinor, kind, salt) => {
    number++;
    if (paid >= asOf) return;
    const booked = bookedOn(process, paid);
    if (booked >= asOf) return;
    let applied = booked;
    if (kind === 0 && uniform(stream, PURPOSE.unapplied, row * 8 + salt) < profile.unappliedShare)
      applied = businessDaysAfter(days, booked, 2 + Math.floor(14 * uniform(stream, PURPOSE.unapplied, -row - 1)));
    const known = applied < asOf;
    tables.payments.addNumbers(profile.index, [
      number,
      profile.index,
      known ? row : -1,
      paid,
      booked === paid ? NO_DAY : booked,
      known && applied !== booked ? applied : NO_DAY,
      amountMinor,
      known ? NO_CURRENCY : currency,
      kind,
    ]);
  };
  for (let row = 0; row < amount.length; row++) {
    const total = amount[row] as number;
    const first = firstArrival[row] as number;
    const last = arrival[row] as number;
    if (credits[row] !== -1) {
      if (last !== NEVER) pay(row, last, total, PAYMENT_KIND.refund, 0);
    } else if (row === process.planRow) {
      payPlan(process, pay);
    } else if (first === NO_DAY) {
      if (last !== NEVER) pay(row, last, total, 0, 0);
    } else if (profile.archetype.directDebit) {
      pay(row, first, total, 0, 0);
      pay(row, businessDaysAfter(days, first, 3), -total, PAYMENT_KIND.returned, 1);
      if (last !== NEVER) pay(row, last, total, 0, 2);
    } else {
      const part = Math.round(total * (0.3 + 0.4 * uniform(stream, PURPOSE.partial, -row - 1)));
      if (first !== NEVER) pay(row, first, part, 0, 0);
      if (last !== NEVER) pay(row, last, total - part, 0, 1);
    }
  }
}

type Pay = (row: number, paid: EpochDay, amountMinor: number, kind: number, salt: number) => void;

/** The instalments that were kept, and the rest in one sum later. */
function payPlan(process: DebtorProcess, pay: Pay): void {
  const plan = process.plans[0];
  if (!plan) return;
  const { insolvencyDay } = process.profile;
  let left = process.amount[plan.row] as number;
  for (let at = 0; at < plan.kept; at++) {
    if ((plan.dueOn[at] as number) >= insolvencyDay) return;
    pay(plan.row, plan.dueOn[at] as number, plan.amountsMinor[at] as number, 0, at);
    left -= plan.amountsMinor[at] as number;
  }
  if (left > 0 && plan.settledOn < insolvencyDay) pay(plan.row, plan.settledOn, left, 0, plan.kept);
}

function emitEvents(process: DebtorProcess, asOf: EpochDay, tables: TableBuilders): void {
  const { profile, disputeOpened, disputeResolved } = process;
  const { index, stream } = profile;
  for (const one of process.contacts) {
    if (one.at >= asOf) continue;
    const agent =
      one.assigned === ASSIGNED.queue ? 1 + Math.floor(uniform(stream, PURPOSE.flags, 6) * (AGENTS.length - 1)) : 0;
    tables.contacts.addNumbers(index, [
      index,
      one.at,
      one.channel,
      one.outcome,
      one.row,
      one.note,
      agent,
      one.assigned,
      one.propensity,
    ]);
  }
  process.promises.forEach((one, at) => {
    if (one.promisedOn < asOf)
      tables.promises.addNumbers(index, [at + 1, index, one.promisedOn, one.dueOn, one.amountMinor, one.row]);
  });
  let number = 0;
  for (let row = 0; row < disputeOpened.length; row++) {
    const opened = disputeOpened[row] as number;
    if (opened === NO_DAY) continue;
    number++;
    if (opened >= asOf) continue;
    const resolved = disputeResolved[row] as number;
    const reason = Math.floor(uniform(stream, PURPOSE.dispute, row + 1_000_000) * DISPUTE_REASONS.length);
    tables.disputes.addNumbers(index, [number, row, opened, resolved < asOf ? resolved : NO_DAY, reason]);
  }
  for (const plan of process.plans)
    if (plan.agreedOn < asOf)
      plan.dueOn.forEach((dueOn, at) => {
        tables.plans.addNumbers(index, [at + 1, index, dueOn, plan.amountsMinor[at] as number, plan.agreedOn]);
      });
}
