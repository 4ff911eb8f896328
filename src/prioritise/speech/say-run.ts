import type { RunRule } from '../../features/index.ts';
import { fillSpeech, SPEECH } from './speech.ts';
import type { SpokenLanguage } from './spoken-money.ts';

/** On which days a debtor with a payment run pays: `every Thursday`, `elke donderdag`; empty without a run. O(1). */
export function sayRun({ family, days }: RunRule, language: SpokenLanguage): string {
  const { run } = SPEECH[language];
  const [first = 0] = days;
  const joined = (words: readonly string[]): string =>
    words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${run.and} ${words.at(-1)}`;
  const weekdays = joined(days.map((day) => run.weekdays[day - 1] ?? ''));
  switch (family) {
    case 'weekly':
      return fillSpeech(run.weekly, { days: weekdays });
    case 'fortnightly':
      return fillSpeech(run.fortnightly, { days: run.weekdays[first - 1] ?? '' });
    case 'monthly_day': {
      const named = days.map((day) => (day === 31 ? run.lastDay : fillSpeech(run.dayOfMonth, { day: String(day) })));
      return fillSpeech(run.monthlyDay, { days: joined(named) });
    }
    case 'monthly_business_day':
      if (first === -1) return run.lastBusinessDay;
      return fillSpeech(first > 0 ? run.businessDay : run.businessDayFromEnd, { day: String(Math.abs(first)) });
    case 'month_end_after_due':
      return first === 0 ? run.monthEnd : fillSpeech(run.monthEndLater, { day: String(first) });
    case 'none':
      return '';
  }
}
