import { type EpochDay, firstDayOfMonth, lastDayOfMonth, monthIndexOf, weekdayOf } from '../calendar/index.ts';
import { type CountryDays, firstBusinessDayIndex } from './country-days.ts';
import type { DebtorProfile } from './debtor-profile.ts';
import { PURPOSE, pickWeighted, standardNormal, uniform } from './debtor-stream.ts';

/** How long the debtor may take to pay: net days, or net days and then to the end of that month. */
export interface PaymentTerms {
  readonly netDays: number;
  readonly endOfMonth: boolean;
}

/** The debtor's usual terms: 7 to 60 days, a seventh of companies with end-of-month terms. O(1). */
export function drawTerms(profile: DebtorProfile, consumer: boolean): PaymentTerms {
  const draw = (index: number): number => uniform(profile.stream, PURPOSE.terms, index);
  if (profile.archetype.name === 'trap_due_weekday') return { netDays: draw(0) < 0.6 ? 14 : 28, endOfMonth: false };
  if (consumer)
    return { netDays: [14, 15, 21, 30][pickWeighted([45, 20, 5, 30], draw(0))] as number, endOfMonth: false };
  const netDays = [7, 8, 14, 21, 30, 45, 60][pickWeighted([3, 5, 19, 5, 52, 7, 9], draw(0))] as number;
  return { netDays, endOfMonth: draw(1) < 0.13 && netDays >= 30 && !profile.archetype.trap };
}

/** Due date by the terms; unrolled, so it may fall on a weekend or a holiday. O(1). */
export function dueDate(issue: EpochDay, terms: PaymentTerms): EpochDay {
  const net = issue + terms.netDays;
  return terms.endOfMonth ? lastDayOfMonth(monthIndexOf(net)) : net;
}

/** The days on which this debtor can be invoiced, ascending, at least one. O(days of the span). */
function issueDays(profile: DebtorProfile, days: CountryDays): Int32Array | number[] {
  const { firstIssue, lastIssue, stream, issuePattern } = profile;
  if (issuePattern === 'scattered') {
    const from = firstBusinessDayIndex(days, firstIssue);
    const to = firstBusinessDayIndex(days, lastIssue + 1);
    return to > from ? days.businessDays.subarray(from, to) : [firstIssue];
  }
  const found: number[] = [];
  if (issuePattern === 'weekly') {
    const weekday = Math.floor(uniform(stream, PURPOSE.pattern, 1) * 5);
    const first = firstIssue + ((weekday - weekdayOf(firstIssue) + 7) % 7);
    for (let day = first; day <= lastIssue; day += 7) found.push(day);
  } else {
    const dayOfMonth = 1 + Math.floor(uniform(stream, PURPOSE.pattern, 2) * 28);
    for (let month = monthIndexOf(firstIssue); month <= monthIndexOf(lastIssue); month++) {
      const day = issuePattern === 'month_end' ? lastDayOfMonth(month) : firstDayOfMonth(month) + dayOfMonth - 1;
      if (day >= firstIssue && day <= lastIssue) found.push(day);
    }
  }
  return found.length > 0 ? found : [lastIssue];
}

/** Issue dates of all rows, ascending; several share a day when there are more rows than days. O(rows + span). */
export function drawIssueDates(profile: DebtorProfile, days: CountryDays): Int32Array {
  const candidates = issueDays(profile, days);
  const dates = new Int32Array(profile.rowCount);
  const scale = candidates.length / profile.rowCount;
  const together = profile.issuePattern === 'scattered' ? uniform(profile.stream, PURPOSE.pattern, 3) : 0;
  for (let at = 0; at < dates.length; at++) {
    const place = (at + uniform(profile.stream, PURPOSE.issue, at)) * scale;
    dates[at] = candidates[Math.min(candidates.length - 1, Math.floor(place))] as number;
    if (at > 0 && uniform(profile.stream, PURPOSE.issue, -at) < together * 0.6) dates[at] = dates[at - 1] as number;
  }
  return dates;
}

/**
 * Amounts in minor units, ≥ 500: log-normal within the debtor around a level that is itself log-normal over debtors
 * (a heavy tail); a subscription repeats one amount. O(rows).
 */
export function drawAmounts(profile: DebtorProfile, consumer: boolean): Int32Array {
  const draw = (index: number): number => uniform(profile.stream, PURPOSE.amount, index);
  const level =
    (consumer ? 90 : 480) * Math.exp((consumer ? 0.7 : 1.1) * standardNormal(profile.stream, PURPOSE.amount, 4));
  const fixed = profile.issuePattern === 'monthly' && draw(0) < 0.6;
  const within = fixed ? 0 : 0.35 + 0.6 * draw(1);
  const amounts = new Int32Array(profile.rowCount);
  for (let at = 0; at < amounts.length; at++) {
    const amount =
      level * Math.exp(within === 0 ? 0 : within * standardNormal(profile.stream, PURPOSE.invoiceAmount, at));
    amounts[at] = Math.round(Math.min(20_000_000, Math.max(5, amount)) * 100);
  }
  return amounts;
}
