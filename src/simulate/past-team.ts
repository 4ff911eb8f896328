import { type EpochDay, partsOfDay, weekdayOf } from '../calendar/index.ts';
import { answerCall, answerReminder } from './answer-contact.ts';
import { businessDaysAfter } from './country-days.ts';
import { type DebtorProcess, settleCreditNotes } from './debtor-process.ts';
import { reviewWeekday } from './debtor-profile.ts';
import { PURPOSE, uniform } from './debtor-stream.ts';
import { endOfContact } from './end-of-contact.ts';
import { ASSIGNED, CHANNEL, NOTE } from './generated-tables.ts';

/** Share of selected debtors that the past team left out at random, to learn what calls do. */
export const HOLDOUT_SHARE = 0.1;
const FIRST_REMINDER_AFTER_DAYS = 5;
const CALL_AFTER_DAYS = 9;

/** Nobody calls from 24 December to New Year; reminders go out by themselves. */
function isTeamAway(day: EpochDay): boolean {
  const { month, day: dayOfMonth } = partsOfDay(day);
  return month === 12 && dayOfMonth >= 24;
}

/** Day on which the row's money is booked: what the team can know. */
export function bookedOn(process: DebtorProcess, arrival: EpochDay): EpochDay {
  return arrival >= process.days.end
    ? arrival
    : businessDaysAfter(process.days, arrival, process.profile.bookingLagDays);
}

/**
 * Lets the creditor's past team work until `until` (exclusive): once a week a debtor with overdue invoices is looked
 * at; after 5 days it gets a reminder, after 9 days perhaps a call. The team is biased: it prefers large and old
 * debts, and forgets about a third. Of those it selects, a tenth is held out at random. It never contacts before the
 * due date, so P(late) at issue stays what it was. `intensity` multiplies the odds of a call. O(weeks with debt · open rows).
 */
export function workPastTeam(process: DebtorProcess, from: EpochDay, until: EpochDay, intensity: number): void {
  const { profile, issue, rolledDue, arrival, amount, credits } = process;
  if (profile.archetype.directDebit) return;
  const rows = issue.length;
  const weekday = reviewWeekday(profile);
  let low = 0;
  let lastReached = -1000;
  let lastTried = -1000;
  let lastReminder = -1000;
  let attempts = 0;
  const first = Math.max(from, issue[0] as number);
  const overdue: number[] = [];
  const end = Math.min(until, endOfContact(profile));
  for (let day = first + ((weekday - weekdayOf(first) + 7) % 7); day < end; day += 7) {
    while (low < rows && (issue[low] as number) < day && bookedOn(process, arrival[low] as number) < day) low++;
    if (low === rows) break;
    overdue.length = 0;
    let sum = 0;
    let oldest = day;
    for (let row = low; row < rows && (issue[row] as number) < day; row++) {
      if (credits[row] !== -1 || (rolledDue[row] as number) >= day - FIRST_REMINDER_AFTER_DAYS) continue;
      if (bookedOn(process, arrival[row] as number) < day || row === process.planRow) continue;
      if (
        (process.disputeOpened[row] as number) > 0 &&
        (process.disputeOpened[row] as number) <= day &&
        (process.disputeResolved[row] as number) > day
      )
        continue;
      overdue.push(row);
      sum += amount[row] as number;
      if ((rolledDue[row] as number) < oldest) oldest = rolledDue[row] as number;
    }
    if (overdue.length === 0) {
      attempts = 0;
      continue;
    }
    if (process.days.following[day - process.days.first] !== day || sum < 2500) continue;
    const age = day - oldest;
    const stream = profile.stream;
    const promised = process.promises.at(-1);
    if (promised && promised.dueOn + 2 >= day) continue;
    const broken = promised !== undefined && promised.promisedOn === lastReached;
    const wants =
      Math.min(0.85, 0.12 + 0.2 * Math.log10(1 + sum / 10_000) + (age > 30 ? 0.15 : 0) + (broken ? 0.35 : 0)) *
      (attempts > 4 ? 0.3 : 1);
    const mayCall = !isTeamAway(day) && age >= CALL_AFTER_DAYS && day - lastReached > 6 && day - lastTried > 2;
    if (mayCall && uniform(stream, PURPOSE.review, day) < Math.min(0.9, wants * intensity)) {
      const heldOut = uniform(stream, PURPOSE.assignment, day) < HOLDOUT_SHARE;
      const propensity = 1000 * (1 - HOLDOUT_SHARE);
      if (heldOut) {
        process.contacts.push({
          at: day,
          channel: 0,
          outcome: 0,
          row: -1,
          note: NOTE.none,
          assigned: ASSIGNED.holdout,
          propensity,
        });
        lastTried = day;
        continue;
      }
      const before = process.goodwill;
      const outcome = answerCall(process, day, overdue, { assigned: ASSIGNED.queue, propensity });
      if (outcome !== 2 && outcome !== 3 && outcome !== 9) {
        lastReached = day;
        attempts = 0;
      } else attempts++;
      lastTried = day;
      if (process.goodwill !== before) lastReached = day;
    } else if (day - lastReminder > (age > 35 ? 40 : 20) && uniform(stream, PURPOSE.reminder, day + 1) < 0.6) {
      lastReminder = day;
      answerReminder(process, day, overdue, age > 35 ? CHANNEL.letter : CHANNEL.email);
    }
  }
  settleCreditNotes(process);
}
