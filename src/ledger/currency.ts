import { PayrhythmError } from '../errors.ts';
import type { ReportingCurrency } from './ledger.ts';
import { codedColumn, type TableData } from './table-data.ts';
import { isTextMissing, type TextColumn } from './text-column.ts';
import { createTextDictionary, textsOf } from './text-index.ts';

/** Value of one unit of each currency in the first one named, which is the reporting currency: `{ EUR: 1, USD: 0.92 }`. */
export type ExchangeRates = Readonly<Record<string, number>>;

/** Turns amounts in major units of a source currency into minor units of the reporting currency. */
export interface MoneyScale {
  readonly reporting: ReportingCurrency;
  /** Codes of the currencies of some texts; the reporting currency's for the empty text. */
  codesOf(currencies: TextColumn): Uint8Array;
  toMinor(amount: number, code: number): number;
}

/** Decimal places of a currency's minor unit by ISO 4217 (2 where unknown). */
export function minorDigitsOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) return 2;
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Finds the currencies in use and the reporting currency.
 *
 * @throws {PayrhythmError} `MIXED_CURRENCIES` where there is more than one without rates, or a currency without a rate.
 */
export function moneyScale(tables: readonly TableData[], rates: ExchangeRates | undefined): MoneyScale {
  const seen = createTextDictionary();
  for (const table of tables) {
    if (!table.columns['currency']) continue;
    const { codes, texts } = codedColumn(table, 'currency');
    const occurs = new Uint8Array(texts.length);
    for (let i = 0; i < codes.length; i++) occurs[codes[i]] = 1;
    for (let code = 0; code < texts.length; code++)
      if (occurs[code] && !isTextMissing(texts, code)) seen.codeOf(texts, code);
  }
  const found = textsOf(seen.texts()).sort();
  const rated = rates ? Object.keys(rates) : [];
  if (!rates && found.length > 1) {
    throw new PayrhythmError(
      'MIXED_CURRENCIES',
      `the ledger holds amounts in ${found.join(', ')}: amounts in different currencies are not added up. ` +
        `Give the value of one unit of each in the reporting currency, named first: --rates ${found
          .map((code, i) => `${code}=${i === 0 ? '1' : '…'}`)
          .join(',')}`,
      { currencies: found },
    );
  }
  const missing = rates ? found.filter((code) => !Object.hasOwn(rates, code)) : [];
  if (missing.length > 0) {
    throw new PayrhythmError(
      'MIXED_CURRENCIES',
      `no rate for ${missing.join(', ')}: add it to --rates, e.g. --rates ${[...rated.map((code) => `${code}=${rates?.[code]}`), ...missing.map((code) => `${code}=…`)].join(',')}`,
      { currencies: found, missing },
    );
  }
  for (const code of rated) {
    const rate = rates?.[code] as number;
    if (!(rate > 0 && Number.isFinite(rate)))
      throw new PayrhythmError('USAGE', `rate of ${code} is ${rate}: a rate is a positive number`);
  }
  const reportingCode = rated[0] ?? found[0] ?? '';
  if (rates && rates[reportingCode] !== 1 && rated.length > 0)
    throw new PayrhythmError(
      'USAGE',
      `rate of ${reportingCode} is ${rates[reportingCode]}: the first currency is the reporting currency, its rate is 1`,
    );
  const currencies = [reportingCode, ...found.filter((code) => code !== reportingCode)];
  const minorDigits = minorDigitsOf(reportingCode);
  const scales = currencies.map((code) => 10 ** minorDigits * (rates?.[code] ?? 1));
  const codes = new Map(currencies.map((code, i) => [code, i]));
  return {
    reporting: { code: reportingCode, minorDigits, currencies },
    codesOf: (texts) => Uint8Array.from(textsOf(texts), (currency) => codes.get(currency) ?? 0),
    toMinor: (amount, code) => Math.round(amount * scales[code]),
  };
}
