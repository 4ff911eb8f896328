import type { RunRule } from './payment-run.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** The run in English words: `every Thursday`, `on the last business day of the month`, `no payment run`. O(1). */
export function labelRun(rule: RunRule): string {
  const { days } = rule;
  const lag = rule.clearingLagDays;
  const unit = rule.clearingLagUnit === 'business' ? 'business day' : 'day';
  const later = lag === 0 ? '' : `, money ${lag} ${unit}${lag > 1 ? 's' : ''} later`;
  switch (rule.family) {
    case 'weekly':
      return `every ${list(days.map(weekdayName))}${later}`;
    case 'fortnightly':
      return `every other ${weekdayName(days[0])}${later}`;
    case 'monthly_day':
      return `on the ${list(days.map((day) => (day === 31 ? 'last day' : ordinal(day))))} of the month${later}`;
    case 'monthly_business_day':
      return `on the ${list(days.map(businessDayName))} business day of the month${later}`;
    case 'month_end_after_due':
      return `at the month end after the due date${monthsLater(days[0])}${later}`;
    case 'none':
      return 'no payment run';
  }
}

/** How an agent says on which days was paid: `on a Thursday`, `on the last business day of the month`. O(1). */
export function phraseRun(rule: RunRule): string {
  const label = labelRun({ ...rule, clearingLagDays: 0 });
  const lag = rule.clearingLagDays;
  const after =
    lag === 0 ? '' : `${lag} ${rule.clearingLagUnit === 'business' ? 'business ' : ''}day${lag > 1 ? 's' : ''} after `;
  if (rule.family === 'weekly') {
    const names = rule.days.map((day) => `a ${weekdayName(day)}`).join(' or ');
    return lag === 0 ? `on ${names}` : after + names;
  }
  return lag === 0 ? label : after + label.replace(/^(on|at) /, '');
}

function weekdayName(day: number): string {
  return WEEKDAYS[day - 1];
}

function ordinal(n: number): string {
  const ending = n % 100 >= 11 && n % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

function businessDayName(n: number): string {
  return n > 0 ? ordinal(n) : n === -1 ? 'last' : `${ordinal(-n)} last`;
}

function monthsLater(months: number): string {
  return months === 0 ? '' : ` plus ${months} month${months > 1 ? 's' : ''}`;
}

function list(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
