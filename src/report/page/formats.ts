/** Numbers, money and dates as people of one language write them. */
export interface Formats {
  /** Money with two decimals; empty for null. */
  money(amount: number | null): string;
  /** Whole money, with the currency where one is given. */
  wholeMoney(amount: number, currency?: string): string;
  count(value: number): string;
  /** `79 %`; a dash for null. */
  share(value: number | null): string;
  decimals(value: number | null, digits: number): string;
  /** `5 Jan 2026` from `2026-01-05`; empty for an empty text. */
  day(date: string): string;
  /** `5 Jan`. */
  shortDay(date: string): string;
  /** `Monday 5 January 2026`. */
  longDay(date: string): string;
  /** `dutch` as this language says it, from `nl`; the code where it has no name. */
  language(code: string): string;
}

const cache = new Map<string, Formats>();

/** The formats of a locale; made once. */
export function formatsOf(locale: string): Formats {
  const made = cache.get(locale) ?? makeFormats(locale);
  cache.set(locale, made);
  return made;
}

function makeFormats(locale: string): Formats {
  const number = (digits: number): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const cents = number(2);
  const whole = number(0);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  // Dates are calendar dates: a time zone must not move them.
  const date = (options: Intl.DateTimeFormatOptions): ((day: string) => string) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    return (day) => (day === '' ? '' : format.format(new Date(`${day}T00:00:00Z`)));
  };
  const languages = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  return {
    money: (amount) => (amount === null ? '' : cents.format(amount)),
    wholeMoney: (amount, currency = '') => `${whole.format(amount)}${currency === '' ? '' : `\u00a0${currency}`}`,
    count: (value) => whole.format(value),
    share: (value) => (value === null ? '–' : percent.format(value)),
    decimals: (value, digits) => (value === null ? '–' : number(digits).format(value)),
    day: date({ day: 'numeric', month: 'short', year: 'numeric' }),
    shortDay: date({ day: 'numeric', month: 'short' }),
    longDay: date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    language: (code) => languages.of(code) ?? code,
  };
}
