import type { DebtorProfile } from './debtor-profile.ts';
import { PURPOSE, pickWeighted, uniform } from './debtor-stream.ts';
import { BUSINESS_WORDS, FAMILY_NAMES, GIVEN_NAMES, LEGAL_FORMS, PLACE_WORDS } from './invented-names.ts';

/** Who the debtor is, in the columns of the `debtors` table. All names and numbers are invented. */
export interface DebtorIdentity {
  readonly name: string;
  readonly kind: 'company' | 'sole_trader' | 'consumer' | 'public_body';
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly language: string;
  readonly currency: string;
  readonly contactName: string;
  readonly phone: string;
  readonly doNotCall: boolean;
}

/** Countries of the generated debtors; their holidays decide business days. */
export const COUNTRIES = ['BE', 'NL', 'FR', 'DE', 'GB', 'US'] as const;

/** The debtor's country: Belgium, the Netherlands, France and Germany, and two with other currencies when asked. */
export function drawCountry(profile: DebtorProfile, manyCurrencies: boolean): string {
  const weights = manyCurrencies ? [30, 22, 14, 14, 10, 10] : [40, 28, 17, 15, 0, 0];
  return COUNTRIES[pickWeighted(weights, uniform(profile.stream, PURPOSE.identity, 0))] as string;
}

/** Whether the debtor is a consumer; consumers have other terms, amounts and law. */
export function isConsumer(profile: DebtorProfile): boolean {
  return uniform(profile.stream, PURPOSE.identity, 1) < profile.archetype.consumerShare;
}

function drawLanguage(country: string, u: number): string {
  if (country === 'BE') return u < 0.58 ? 'nl' : u < 0.99 ? 'fr' : 'de';
  return ({ NL: 'nl', FR: 'fr', DE: 'de' } as Record<string, string>)[country] ?? 'en';
}

/** Reserved or fictional number ranges: nobody real is ever called. Germany 030 23125 and France 01 99 00 are set aside for drama. */
function inventPhone(country: string, u: number): string {
  const four = String(1000 + Math.floor(u * 9000));
  if (country === 'BE') return `+32 455 5${four.slice(0, 1)} ${four.slice(1, 3)} ${four.slice(3)}0`;
  if (country === 'NL') return `+31 85 000 ${four}`;
  if (country === 'FR') return `+33 1 99 00 ${four.slice(0, 2)} ${four.slice(2)}`;
  if (country === 'DE') return `+49 30 23125 ${four.slice(1)}`;
  if (country === 'GB') return `+44 20 7946 0${four.slice(1)}`;
  return `+1 212 555 01${four.slice(2)}`;
}

/** The debtor's identity. O(1). */
export function drawIdentity(profile: DebtorProfile, manyCurrencies: boolean): DebtorIdentity {
  const draw = (index: number): number => uniform(profile.stream, PURPOSE.identity, index);
  const pick = (list: readonly string[], index: number): string =>
    list[Math.floor(draw(index) * list.length)] as string;
  const country = drawCountry(profile, manyCurrencies);
  const language = drawLanguage(country, draw(2));
  const given = GIVEN_NAMES[language] as readonly string[];
  const family = FAMILY_NAMES[language] as readonly string[];
  const person = `${pick(given, 3)} ${pick(family, 4)}`;
  const consumer = isConsumer(profile);
  const kindDraw = draw(5);
  const kind = consumer ? 'consumer' : kindDraw < 0.04 ? 'public_body' : kindDraw < 0.14 ? 'sole_trader' : 'company';
  const words = BUSINESS_WORDS[language] as readonly string[];
  const place = pick(PLACE_WORDS[language] as readonly string[], 6);
  const trade = pick(words, 7);
  const company =
    draw(8) < 0.5
      ? `${trade} ${place} ${pick(LEGAL_FORMS[country === 'BE' ? `BE-${language}` : country] as readonly string[], 9)}`
      : `${trade} ${pick(family, 10)} ${pick(LEGAL_FORMS[country === 'BE' ? `BE-${language}` : country] as readonly string[], 9)}`;
  const publicBody = `${{ nl: 'Gemeente', fr: 'Ville de', de: 'Gemeinde', en: 'Council of' }[language]} ${place}`;
  const name =
    kind === 'company'
      ? company
      : kind === 'public_body'
        ? publicBody
        : kind === 'consumer'
          ? person
          : `${trade} ${person}`;
  const currency = country === 'GB' ? 'GBP' : country === 'US' ? 'USD' : 'EUR';
  return {
    name,
    kind,
    country,
    language,
    currency,
    contactName: person,
    phone: draw(11) < 0.97 ? inventPhone(country, draw(12)) : '',
    doNotCall: draw(13) < 0.015,
  };
}
