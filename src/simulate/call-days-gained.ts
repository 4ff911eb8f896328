import type { DebtorProcess } from './debtor-process.ts';
import { NEVER } from './debtor-profile.ts';
import { PURPOSE, uniform } from './debtor-stream.ts';
import { delayAt, lagAt, settle } from './payment-law.ts';

const INVOICES = 12;
/** The call is made so many days after the due date, to invoices still unpaid then. */
export const CALL_AFTER_DUE_DAYS = 10;
/** A payment that would never come is counted as coming this late. */
const NEVER_COUNTS_AS_DAYS = 120;

/**
 * True effect of one answered call, ten days after the due date, on an invoice still unpaid then: the mean number of
 * days by which its money comes sooner. By simulation of the debtor's own process under its first law, over twelve
 * invoices due a month apart, of those that are still unpaid; 0 when none is. ≥ 0. O(12 log runs).
 */
export function callDaysGained(process: DebtorProcess): number {
  const { profile, runs, days } = process;
  const { stream, response, archetype } = profile;
  if (archetype.directDebit) return 0;
  const law = profile.laws[0];
  let gained = 0;
  let asked = 0;
  for (let at = 0; at < INVOICES; at++) {
    const due = profile.firstIssue + 30 + at * 30;
    if (due > days.end - 200) break;
    const length = uniform(stream, PURPOSE.gain, 5_000_000 + at);
    const isDelayed = uniform(stream, PURPOSE.gain, 6_000_000 + at) < law.delayShare;
    const lag = isDelayed ? delayAt(law.delayFrom, law.delayMean, length) : lagAt(law.centre, law.spread, length);
    const natural = settle(profile, law, runs, days, due + lag, false).arrival;
    const called = due + CALL_AFTER_DUE_DAYS;
    if (natural <= called) continue;
    asked++;
    const after = called + 1 + Math.round(response.gainDays);
    const heard = settle(profile, law, runs, days, after, false).arrival;
    const without = natural === NEVER ? called + NEVER_COUNTS_AS_DAYS : natural;
    const heeds =
      isDelayed && archetype.cause === 'not_received'
        ? 1
        : response.promise * response.keep + (1 - response.promise) * response.heed;
    gained += heeds * Math.max(0, without - heard);
  }
  return asked === 0 ? 0 : gained / asked;
}
