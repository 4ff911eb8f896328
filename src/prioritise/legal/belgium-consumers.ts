import { GENERAL_FREQUENCY_CAP } from './general-frequency-cap.ts';
import type { LegalRules } from './legal-rules.ts';

/** Consumers in Belgium: a free first reminder and its term come before any amicable recovery step. */
export const BELGIUM_CONSUMERS: LegalRules = {
  id: 'be-consumers',
  version: '2026-11-21',
  concerns: 'consumers in Belgium',
  sources: [
    'Book XIX of the Code of Economic Law (law of 4 May 2023), contracts from 1 September 2023, all recovery from 1 December 2023',
    '12 CFR 1006.14(b)(2) (Regulation F), as a general cap',
  ],
  frequency: GENERAL_FREQUENCY_CAP,
  firstReminder: { before: 'calls', termDays: 14, electronicStartDays: 1, postedStartBusinessDays: 3 },
  costs:
    'first reminder free (regular supply: three a calendar year); further reminders at most EUR 7.50 plus postage; indemnity up to 150: EUR 20; 150.01–500: EUR 30 + 10 % above 150; over 500: EUR 65 + 5 % above 500, at most EUR 2,000',
};
