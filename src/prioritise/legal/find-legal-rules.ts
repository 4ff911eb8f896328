import type { DebtorKind } from '../../ledger/index.ts';
import { BELGIUM_CONSUMERS } from './belgium-consumers.ts';
import { OTHER_BUSINESS, OTHER_CONSUMERS } from './elsewhere.ts';
import { EU_BUSINESS } from './eu-business.ts';
import { GENERAL_FREQUENCY_CAP } from './general-frequency-cap.ts';
import type { LegalRules } from './legal-rules.ts';
import { NETHERLANDS_CONSUMERS } from './netherlands-consumers.ts';

/** Every set of rules, for `run.json` and the docs. */
export const LEGAL_RULES: readonly LegalRules[] = [
  BELGIUM_CONSUMERS,
  NETHERLANDS_CONSUMERS,
  EU_BUSINESS,
  OTHER_CONSUMERS,
  OTHER_BUSINESS,
];

/** A debtor of unknown country or kind: a company in the EU, with the general frequency cap on top. */
export const UNKNOWN_DEBTOR: LegalRules = {
  ...EU_BUSINESS,
  id: 'unknown-debtor',
  concerns: 'debtors of unknown country or kind, taken for companies in the European Union',
  sources: [...EU_BUSINESS.sources, '12 CFR 1006.14(b)(2) (Regulation F), as a general cap'],
  frequency: GENERAL_FREQUENCY_CAP,
};

const EU_COUNTRIES = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

/**
 * The rules for a debtor of this country (ISO 3166-1 alpha-2, empty = unknown) and kind (undefined = unknown, which the
 * contract takes for a company). O(1).
 */
export function findLegalRules(country: string, kind: DebtorKind | undefined): LegalRules {
  if (kind === 'consumer') {
    if (country === 'BE') return BELGIUM_CONSUMERS;
    return country === 'NL' ? NETHERLANDS_CONSUMERS : OTHER_CONSUMERS;
  }
  if (country === '' || kind === undefined) return UNKNOWN_DEBTOR;
  return EU_COUNTRIES.includes(country) ? EU_BUSINESS : OTHER_BUSINESS;
}

/** The legal rules that every decision was made by, as `run.json` names them. */
export function legalRulesRecord(): Pick<LegalRules, 'id' | 'version' | 'concerns'>[] {
  return [...LEGAL_RULES, UNKNOWN_DEBTOR].map(({ id, version, concerns }) => ({ id, version, concerns }));
}
