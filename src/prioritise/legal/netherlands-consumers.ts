import { GENERAL_FREQUENCY_CAP } from './general-frequency-cap.ts';
import type { LegalRules } from './legal-rules.ts';

/** Consumers in the Netherlands: a letter with a 14-day term comes before collection costs, not before a call. */
export const NETHERLANDS_CONSUMERS: LegalRules = {
  id: 'nl-consumers',
  version: '2026-11-21',
  concerns: 'consumers in the Netherlands',
  sources: [
    'Wet incassokosten (WIK), art. 6:96 BW, and Besluit vergoeding voor buitengerechtelijke incassokosten',
    '12 CFR 1006.14(b)(2) (Regulation F), as a general cap',
  ],
  frequency: GENERAL_FREQUENCY_CAP,
  // The term runs from the day after RECEIPT; two business days are allowed for the post.
  firstReminder: { before: 'costs', termDays: 14, electronicStartDays: 1, postedStartBusinessDays: 3 },
  costs:
    'after the 14-day letter: 15 % of the first 2,500 (minimum EUR 40), 10 % of the next 2,500, 5 % of the next 5,000, 1 % of the next 190,000, 0.5 % above; at most EUR 6,775',
};
