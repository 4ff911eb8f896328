import type { DecimalMark } from './read-options.ts';

/** What a cell says about a number before the decimal mark is known. */
export interface NumberShape {
  /** The value with a decimal point, or undefined where that cannot be. */
  readonly point: number | undefined;
  /** The value with a decimal comma, or undefined where that cannot be. */
  readonly comma: number | undefined;
  /** ISO 4217 code that stands in the cell; null where there is none or its sign belongs to several currencies. */
  readonly currency: string | null;
}

/** Currency signs; null where several currencies share one. */
const SIGNS: readonly (readonly [string, string | null])[] = [
  ['US$', 'USD'],
  ['CA$', 'CAD'],
  ['C$', 'CAD'],
  ['A$', 'AUD'],
  ['AU$', 'AUD'],
  ['NZ$', 'NZD'],
  ['R$', 'BRL'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['$', null],
  ['¥', null],
  ['₹', 'INR'],
  ['₺', 'TRY'],
  ['₽', 'RUB'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['kr.', null],
  ['kr', null],
  ['Fr.', 'CHF'],
  ['SFr.', 'CHF'],
];
const NUMBER_IN_JSON = /^[+-]?\d+(?:\.\d+)?e[+-]?\d{1,3}$/i;
/** Debit or credit after a number: `119,00 S`, `119,00 H`, `100.00 CR`. */
const SIDE = /(?<=[\d)]) ?(?:([SH])|([DdCc])[Rr]\.?)$/;
const BLANKS = /[\s\u00a0\u202f\u2009]+/g;

/**
 * Takes a number apart: sign before or after, brackets for negative, S or DR (debit) and H or CR (credit) behind it, a currency sign or code on either side, thousands
 * parted by a blank, apostrophe, point or comma. Undefined where it is no number (also NaN and infinity). O(length).
 */
export function numberShapeOf(text: string): NumberShape | undefined {
  return plainShape(text) ?? dressedShape(text);
}

function plainShape(text: string): NumberShape | undefined {
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  let mark = -1;
  if (text.length > 15) return undefined;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) continue;
    if (code !== 46 || mark >= 0 || at === start) return undefined;
    mark = at;
  }
  const digits = text.length - start;
  if (digits === 0) return undefined;
  const value = Number(text) || 0;
  if (mark < 0) return { point: value, comma: value, currency: null };
  const fraction = text.length - mark - 1;
  return fraction === 0 || fraction === 3 ? undefined : { point: value, comma: undefined, currency: null };
}

function dressedShape(text: string): NumberShape | undefined {
  let rest = text.replace(BLANKS, ' ').trim().replace(/[−–]/g, '-');
  let negative = false;
  let signed = false;
  let currency: string | null = null;
  let named = false;
  for (let before = ''; before !== rest; ) {
    before = rest;
    if (!signed && /^\(.*\)$/.test(rest)) {
      signed = negative = true;
      rest = rest.slice(1, -1).trim();
    } else if (!signed && /^[+-]/.test(rest)) {
      signed = true;
      negative = rest[0] === '-';
      rest = rest.slice(1).trim();
    } else if (/\d[.,]-{1,2}$/.test(rest)) {
      rest = rest.replace(/[.,]-{1,2}$/, '');
    } else if (!signed && /\d ?-$/.test(rest)) {
      signed = negative = true;
      rest = rest.slice(0, -1).trim();
    } else if (!signed && SIDE.test(rest)) {
      const side = SIDE.exec(rest) as RegExpExecArray;
      signed = true;
      negative = side[1] === 'H' || side[2]?.toLowerCase() === 'c';
      rest = rest.replace(SIDE, '').trim();
    } else if (!named) {
      const found = currencyBeside(rest);
      if (found) {
        named = true;
        currency = found.currency;
        rest = found.rest;
      }
    }
  }
  const factor = negative ? -1 : 1;
  if (NUMBER_IN_JSON.test(rest)) {
    const value = Number(rest);
    return Number.isFinite(value) ? { point: factor * value, comma: undefined, currency } : undefined;
  }
  const point = magnitude(rest, 'point');
  const comma = magnitude(rest, 'comma');
  if (point === undefined && comma === undefined) return undefined;
  return {
    point: point === undefined ? undefined : withSign(factor, point),
    comma: comma === undefined ? undefined : withSign(factor, comma),
    currency,
  };
}

/** No minus zero: it would be written `-0`. */
const withSign = (factor: number, value: number): number => (value === 0 ? 0 : factor * value);

function currencyBeside(text: string): { currency: string | null; rest: string } | undefined {
  const code = /^([A-Z]{3})[ .]?(?=[\d(+-])|(?<=[\d)-]) ?([A-Z]{3})$/i.exec(text);
  if (code) {
    const currency = (code[1] ?? code[2]).toUpperCase();
    return isCurrencyCode(currency) ? { currency, rest: text.replace(code[0], '').trim() } : undefined;
  }
  for (const [sign, currency] of SIGNS) {
    if (text.startsWith(sign)) return { currency, rest: text.slice(sign.length).trim() };
    if (text.endsWith(sign)) return { currency, rest: text.slice(0, -sign.length).trim() };
  }
  return undefined;
}

/** Whether ISO 4217 knows the three upper-case letters, by the runtime's own list. */
export function isCurrencyCode(code: string): boolean {
  return CURRENCIES.has(code);
}

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Code of a currency cell: `EUR`, `eur`, `€`; undefined where it is no code or a sign of several currencies. */
export function currencyOf(text: string): string | undefined {
  const upper = text.toUpperCase();
  if (isCurrencyCode(upper)) return upper;
  return SIGNS.find(([sign]) => sign === text)?.[1] ?? undefined;
}

const WHOLE = {
  point: /^(?:\d+|[1-9]\d{0,2}([ ,'’])(?:\d{2,3}\1)*\d{3})$/,
  comma: /^(?:\d+|[1-9]\d{0,2}([ .'’])(?:\d{2,3}\1)*\d{3})$/,
};

/** Value of digits, thousands and one mark read in one way; undefined where they do not fit. */
function magnitude(text: string, decimal: DecimalMark): number | undefined {
  const mark = decimal === 'point' ? '.' : ',';
  const at = text.indexOf(mark);
  const whole = at < 0 ? text : text.slice(0, at);
  const fraction = at < 0 ? '' : text.slice(at + 1);
  if (!/^\d*$/.test(fraction) || (whole === '' ? fraction === '' : !WHOLE[decimal].test(whole))) return undefined;
  const value = Number(`${whole.replace(/\D/g, '') || '0'}.${fraction || '0'}`);
  return Number.isFinite(value) ? value : undefined;
}
