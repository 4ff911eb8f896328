import { type EpochDay, parseDay, partsOfDay } from '../calendar/index.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** A whole amount with its currency, `12,345 EUR`; without one, the number alone. */
export function amountWords(amount: number, currency: string): string {
  const text = Math.round(amount).toLocaleString('en-GB');
  return currency === '' ? text : `${text} ${currency}`;
}

/** A share 0–1 as whole percent; `0 %` where there is nothing to share. */
export function percentWords(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((100 * part) / whole)} %`;
}

/** `1 call`, `2 calls`. */
export function countWords(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

/** `7 January 2026`. */
export function dayWords(day: string | EpochDay): string {
  const { year, month, day: number } = partsOfDay(typeof day === 'string' ? parseDay(day) : day);
  return `${number} ${MONTHS[month - 1]} ${year}`;
}

/** A code as words: `broken_promise` is `broken promise`. */
export function codeWords(code: string): string {
  return code.replaceAll('_', ' ');
}
