import { textAt } from '../../ledger/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import { SPEECH } from './speech.ts';
import type { SpokenLanguage } from './spoken-money.ts';

const LANGUAGE_OF_COUNTRY: Readonly<Record<string, SpokenLanguage>> = {
  NL: 'nl',
  BE: 'nl',
  SR: 'nl',
  FR: 'fr',
  LU: 'fr',
  MC: 'fr',
  DE: 'de',
  AT: 'de',
  CH: 'de',
  LI: 'de',
};

/** The language to speak with a debtor: the one its master data names (two letters), else its country's, else English. O(1). */
export function languageOf(c: DebtorCase): string {
  const stated = textAt(c.context.ledger.debtors.language, c.debtor).trim().toLowerCase();
  const letters = /^[a-z]{2}(?![a-z])/.exec(stated)?.[0];
  return letters ?? LANGUAGE_OF_COUNTRY[c.country] ?? 'en';
}

/** The language as far as openings exist in it, else English. O(1). */
export function openingLanguage(language: string): SpokenLanguage {
  return Object.hasOwn(SPEECH, language) ? (language as SpokenLanguage) : 'en';
}
