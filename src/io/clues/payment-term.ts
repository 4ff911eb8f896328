import {
  dayFromParts,
  daysInMonth,
  type EpochDay,
  lastDayOfMonth,
  monthIndexOf,
  partsOfDay,
} from '../../calendar/index.ts';

/** A payment term: so many days, or so many months, or the end of the month of the invoice. */
export type PaymentTerm =
  | { readonly days: number }
  | { readonly months: number }
  /** The last day of the month in which the term begins. */
  | { readonly monthEnd: true };

/** Longest term that is believed, in days. */
export const LONGEST_TERM_DAYS = 365;

const DAYS = String.raw`(?:calendar\s+)?(?:days?|dagen|dag|dgn|dg|jours?|jrs?|j|tagen?|tage?|tg|d)\b\.?`;
const NET = '(?:net|netto|nett|nets|n)';
const AT_ONCE =
  /^(?:due\s+)?(?:up)?on\s+receipt|^(?:payable\s+|due\s+)?immediate(?:ly)?\b|^cash\b|^c\.?o\.?d\.?$|^pre-?paid$|^prepayment$|^contante?n?\b|^(?:per\s+)?direct\b|^à\s+(?:la\s+)?réception|^comptant|^sofort\b|^(?:bij|na)\s+ontvangst|^vooruitbetaling/iu;
const MONTH_END =
  /\b(?:e\.?o\.?m\.?|end\s+of\s+(?:the\s+)?(?:current\s+)?month|month[\s-]?end|einde\s+(?:van\s+de\s+)?maand|fin\s+(?:de\s+|du\s+)?mois|monats?ende|ende\s+(?:des\s+)?monats?|ultimo)\b/iu;

/**
 * Reads a payment term in words: `Net 30`, `30 days`, `30 dagen netto`, `2/10 net 30` (the discount is left aside), `on
 * receipt`, `1 month`, `end of month`, `30`. Undefined where it is none, or may mean two days: `30 days end of month` is
 * counted in two ways, and a bare code such as `Z030` means what its system says. O(length).
 */
export function readPaymentTerm(text: string): PaymentTerm | undefined {
  const plain = text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  if (/^(?:0|[1-9]\d{0,2})(?:\.0)?$/.test(plain)) return termOfDays(Number(plain));
  if (MONTH_END.test(plain)) return /\d/.test(plain) ? undefined : { monthEnd: true };
  if (AT_ONCE.test(plain)) return /\d/.test(plain) ? undefined : { days: 0 };
  const months =
    /^(?:within |binnen |innerhalb (?:von )?|à )?(\d{1,2}) ?(?:months?|maand(?:en)?|mois|monate?n?)(?: net(?:to)?)?$/u.exec(
      plain,
    );
  if (months) return Number(months[1]) <= 12 ? { months: Number(months[1]) } : undefined;
  const weeks =
    /^(?:within |binnen |innerhalb (?:von )?)?(\d{1,2}) ?(?:weeks?|weken|week|semaines?|wochen?)(?: net(?:to)?)?$/u.exec(
      plain,
    );
  if (weeks) return termOfDays(Number(weeks[1]) * 7);
  return netDays(plain) ?? onlyDays(plain);
}

/** Days that stand beside the word net: `net 30`, `n/30`, `30 days net`. */
function netDays(plain: string): PaymentTerm | undefined {
  const found = new Set<number>();
  for (const pattern of [
    new RegExp(`(?:^|[^\\p{L}])${NET}[\\s/.:-]*(\\d{1,3})(?![\\d%])`, 'gu'),
    new RegExp(`(?:^|[^\\d/%.,])(\\d{1,3})\\s*(?:${DAYS})?\\s*(?:net|netto|nett)(?![\\p{L}\\s]*[\\s/.:-]*\\d)`, 'gu'),
  ])
    for (const match of plain.matchAll(pattern)) found.add(Number(match[1]));
  return found.size === 1 ? termOfDays([...found][0]) : undefined;
}

/** The one number of days of a term without a discount. */
function onlyDays(plain: string): PaymentTerm | undefined {
  if (plain.includes('%') || plain.includes('/')) return undefined;
  const numbers = plain.match(/\d+/g) ?? [];
  if (numbers.length !== 1) return undefined;
  const match = new RegExp(`(?:^|[^\\p{L}\\d])(\\d{1,3})\\s*${DAYS}`, 'u').exec(plain);
  return match ? termOfDays(Number(match[1])) : undefined;
}

function termOfDays(days: number): PaymentTerm | undefined {
  return days <= LONGEST_TERM_DAYS ? { days } : undefined;
}

/** The last day to pay on time, of a term that begins on `start`. A month later is the same day, or the last of a shorter month. */
export function dueDayOf(start: EpochDay, term: PaymentTerm): EpochDay {
  if ('days' in term) return start + term.days;
  if ('monthEnd' in term) return lastDayOfMonth(monthIndexOf(start));
  const { year, month, day } = partsOfDay(start);
  const months = year * 12 + month - 1 + term.months;
  const [dueYear, dueMonth] = [Math.floor(months / 12), (months % 12) + 1];
  return dayFromParts(dueYear, dueMonth, Math.min(day, daysInMonth(dueYear, dueMonth))) as EpochDay;
}
