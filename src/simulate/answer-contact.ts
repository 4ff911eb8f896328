import { type EpochDay, NO_DAY, weekdayOf } from '../calendar/index.ts';
import { businessDaysAfter } from './country-days.ts';
import { type DebtorProcess, settleRow } from './debtor-process.ts';
import { NEVER } from './debtor-profile.ts';
import { PURPOSE, uniform } from './debtor-stream.ts';
import { ASSIGNED, CHANNEL, NOTE, OUTCOME } from './generated-tables.ts';
import { WAIT } from './payment-law.ts';

/** How a contact came about; recorded with it. */
export interface Assignment {
  readonly assigned: number;
  /** Thousandths; −1 = not randomised. */
  readonly propensity: number;
}

/** Days before the due date from which a debtor that was called early pays: nobody pays sooner for a friendly call. */
const EARLIEST_BEFORE_DUE = 3;

function bringForward(process: DebtorProcess, row: number, ready: EpochDay): void {
  if (row === process.planRow) return;
  const wanted = Math.max(ready, (process.due[row] as number) - EARLIEST_BEFORE_DUE);
  if (wanted < (process.ready[row] as number)) settleRow(process, row, wanted);
}

function agreePlan(process: DebtorProcess, day: EpochDay, row: number): void {
  const { profile, days } = process;
  const count = 3 + Math.floor(4 * uniform(profile.stream, PURPOSE.promise, day + 4));
  const total = process.amount[row] as number;
  const part = Math.floor(total / count);
  const dueOn: EpochDay[] = [];
  const amountsMinor: number[] = [];
  let kept = 0;
  for (let at = 0; at < count; at++) {
    dueOn.push(businessDaysAfter(days, day + 14 + 30 * at, 0));
    amountsMinor.push(at === count - 1 ? total - part * (count - 1) : part);
    if (kept === at && uniform(profile.stream, PURPOSE.keep, day + 1000 * (at + 1)) < 0.5 + profile.response.keep / 2)
      kept++;
  }
  const last = dueOn[Math.min(kept, count - 1)] as number;
  const settledOn =
    kept === count
      ? last
      : businessDaysAfter(days, last + 20 + Math.floor(70 * uniform(profile.stream, PURPOSE.promise, day + 5)), 0);
  process.plans.push({ agreedOn: day, row, dueOn, amountsMinor, kept, settledOn });
  process.planRow = row;
  process.firstArrival[row] = NO_DAY;
  process.ready[row] = NEVER;
  process.arrival[row] = settledOn >= profile.insolvencyDay ? NEVER : settledOn;
  process.release[row] = process.arrival[row] as number;
}

function makePromise(process: DebtorProcess, day: EpochDay, rows: readonly number[]): void {
  const { profile, days } = process;
  const within = 3 + Math.floor(10 * uniform(profile.stream, PURPOSE.promise, day + 1));
  let dueOn = businessDaysAfter(days, day + within, 0);
  for (const row of rows) dueOn = Math.max(dueOn, process.rolledDue[row] as number);
  const keeps = uniform(profile.stream, PURPOSE.keep, day) < profile.response.keep;
  let amountMinor = 0;
  for (const row of rows) amountMinor += process.amount[row] as number;
  if (keeps) {
    for (const row of rows) bringForward(process, row, day + 1 + Math.floor(within / 2));
    for (const row of rows) {
      const arrival = process.arrival[row] as number;
      if (arrival !== NEVER && arrival > dueOn && arrival < day + 35) dueOn = arrival;
    }
  } else if (uniform(profile.stream, PURPOSE.keep, -day) < profile.response.heed / 2)
    for (const row of rows) bringForward(process, row, day + within + 7);
  process.promises.push({ promisedOn: day, dueOn, amountMinor, row: rows.length === 1 ? (rows[0] as number) : -1 });
}

/**
 * A call on `day` about `rows` (open invoices, most pressing first): what the debtor says and what it then does. The
 * outcome is recorded and returned. The fate of a call depends on the day and the debtor alone, so two policies that
 * call on the same day hear the same. O(rows · log runs).
 */
export function answerCall(
  process: DebtorProcess,
  day: EpochDay,
  rows: readonly number[],
  assignment: Assignment,
): number {
  const { profile } = process;
  const { stream, response } = profile;
  const answer = uniform(stream, PURPOSE.answer, day);
  const first = rows.find((row) => (process.release[row] as number) > day);
  const record = (outcome: number, note: number, row = -1): number => {
    process.contacts.push({ at: day, channel: CHANNEL.call, outcome, row, note, ...assignment });
    return outcome;
  };
  if (uniform(stream, PURPOSE.reach, day) > response.reach * process.goodwill) {
    if (answer < 0.02) return record(OUTCOME.wrong_number, NOTE.wrong_number);
    return answer < 0.4 ? record(OUTCOME.voicemail, NOTE.voicemail) : record(OUTCOME.no_answer, NOTE.none);
  }
  if (first === undefined) return record(OUTCOME.claims_paid, NOTE.claims_paid, rows[0] ?? -1);
  if (process.wait[first] === WAIT.dispute && (process.disputeResolved[first] as number) > day) {
    if ((process.disputeOpened[first] as number) > day) process.disputeOpened[first] = day;
    return record(OUTCOME.disputed, NOTE.disputed, first);
  }
  if (process.wait[first] === WAIT.delay && profile.archetype.cause === 'not_received') {
    for (const row of rows) bringForward(process, row, day + 3 + Math.floor(8 * uniform(stream, PURPOSE.gain, day)));
    return record(OUTCOME.invoice_not_received, NOTE.not_received, first);
  }
  const wait = (process.arrival[first] as number) - day;
  if (profile.laws[0].run.family !== 'none' && wait > 0 && wait <= 7 && process.offRun[first] === 0) {
    process.goodwill = Math.max(0.3, process.goodwill * (1 - 0.3 * response.annoyance));
    if (uniform(stream, PURPOSE.goodwill, day) < 0.2 * response.annoyance)
      settleRow(process, first, (process.release[first] as number) + 1);
    return record(OUTCOME.reached, NOTE.next_run);
  }
  if (answer < 0.04) return record(OUTCOME.refused, NOTE.refused);
  if (uniform(stream, PURPOSE.promise, day) < response.promise) {
    const big =
      (process.amount[first] as number) > 100_000 &&
      process.planRow === -1 &&
      day - (process.due[first] as number) > 20;
    if (big && uniform(stream, PURPOSE.promise, -day) < 0.25) {
      agreePlan(process, day, first);
      return record(OUTCOME.promised, NOTE.plan, first);
    }
    makePromise(process, day, rows);
    return record(OUTCOME.promised, NOTE.promised);
  }
  if (uniform(stream, PURPOSE.gain, -day) < response.heed) {
    const gain = 1 + Math.floor(-response.gainDays * Math.log(uniform(stream, PURPOSE.gain, day)));
    for (const row of rows) bringForward(process, row, day + gain);
    return record(OUTCOME.reached, NOTE.will_check);
  }
  return record(OUTCOME.reached, weekdayOf(day) % 2 === 0 ? NOTE.busy : NOTE.colleague);
}

/** A reminder by e-mail or letter on `day` about `rows`: heeded with the debtor's odds, then paid within days. */
export function answerReminder(
  process: DebtorProcess,
  day: EpochDay,
  rows: readonly number[],
  channel: number,
  assignment: Assignment = { assigned: ASSIGNED.other, propensity: -1 },
): void {
  const { stream, response } = process.profile;
  process.contacts.push({
    at: day,
    channel,
    outcome: OUTCOME.sent,
    row: rows.length === 1 ? (rows[0] as number) : -1,
    note: NOTE.none,
    ...assignment,
  });
  if (uniform(stream, PURPOSE.reminder, day) >= response.reminderHeed) return;
  const gain = 2 + Math.floor(5 * uniform(stream, PURPOSE.reminder, -day));
  for (const row of rows) if (process.wait[row] !== WAIT.dispute) bringForward(process, row, day + gain);
}
