import type { ReportingCurrency } from '../../ledger/index.ts';

/** Languages that openings exist in. */
export type SpokenLanguage = 'en' | 'nl' | 'fr' | 'de';

/**
 * An amount in minor units as people of the language write it, the currency code behind: `1,210.00 EUR`, `1.210,00 EUR`.
 * Our own formatting, because the bytes of `Intl` change with the version of Node. O(digits).
 */
export function spokenMoney(minor: number, currency: ReportingCurrency, language: SpokenLanguage = 'en'): string {
  const digits = currency.minorDigits;
  const text = (Math.abs(minor) / 10 ** digits).toFixed(digits);
  const [whole, fraction] = text.split('.') as [string, string | undefined];
  const thousands = language === 'en' ? ',' : language === 'fr' ? ' ' : '.';
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  const decimals = fraction === undefined ? '' : `${language === 'en' ? '.' : ','}${fraction}`;
  const code = currency.code === '' ? '' : ` ${currency.code}`;
  return `${minor < 0 ? '-' : ''}${grouped}${decimals}${code}`;
}
