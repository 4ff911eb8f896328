import type { LegalRules } from './legal-rules.ts';

/** Businesses and public bodies in the European Union: late interest and a fixed sum, no limit on contacts. */
export const EU_BUSINESS: LegalRules = {
  id: 'eu-business',
  version: '2026-11-21',
  concerns: 'businesses and public bodies in the European Union',
  sources: ['Directive 2011/7/EU on combating late payment in commercial transactions'],
  frequency: null,
  firstReminder: null,
  costs: 'interest at the ECB reference rate + 8 points (Germany: base rate + 9) and EUR 40 from the day after due',
};
