import { type EpochDay, NO_DAY, partsOfDay } from '../../calendar/index.ts';
import type { SpokenLanguage } from './spoken-money.ts';

const MONTHS: Readonly<Record<SpokenLanguage, string>> = {
  en: 'January February March April May June July August September October November December',
  nl: 'januari februari maart april mei juni juli augustus september oktober november december',
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
};

/** A date as it is said: `3 March 2026`, `3 maart 2026`, `3 mars 2026`, `3. März 2026`; empty for a missing day. O(1). */
export function spokenDay(day: EpochDay, language: SpokenLanguage = 'en'): string {
  if (day === NO_DAY) return '';
  const { year, month, day: dayOfMonth } = partsOfDay(day);
  const dot = language === 'de' ? '.' : dayOfMonth === 1 && language === 'fr' ? 'er' : '';
  return `${dayOfMonth}${dot} ${MONTHS[language].split(' ')[month - 1]} ${year}`;
}
