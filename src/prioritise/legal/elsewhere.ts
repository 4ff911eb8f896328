import { GENERAL_FREQUENCY_CAP } from './general-frequency-cap.ts';
import type { LegalRules } from './legal-rules.ts';

/** Consumers in countries without rules of their own here: the general frequency cap. */
export const OTHER_CONSUMERS: LegalRules = {
  id: 'other-consumers',
  version: '2026-11-21',
  concerns: 'consumers elsewhere',
  sources: [
    '12 CFR 1006.14(b)(2) (Regulation F), as a general cap',
    'FCA CONC 7.9 (United Kingdom): no contact at unreasonable times; respect stated wishes',
  ],
  frequency: GENERAL_FREQUENCY_CAP,
  firstReminder: null,
  costs: 'not known here: look up the law of the country',
};

/** Businesses outside the European Union. */
export const OTHER_BUSINESS: LegalRules = {
  id: 'other-business',
  version: '2026-11-21',
  concerns: 'businesses outside the European Union',
  sources: [],
  frequency: null,
  firstReminder: null,
  costs: 'not known here: look up the law of the country',
};
