import type { DayTables } from './day-tables.ts';
import { DuePairs, pairDues } from './due-pairs.ts';
import { type LagSample, QuartileRoom } from './fit-lag-law.ts';
import { LagSpans } from './lag-spans.ts';
import type { PaymentDates } from './payment-dates.ts';
import { fitPlainLag, type PlainLag, ReadingRoom } from './plain-lag.ts';

/** Share of dates with a due date from which due dates are asked. */
const KNOWN_DUES = 0.5;

/** The payment dates from one start on and what their due dates alone say of them. */
export class LagNull {
  start = 0;
  leastDues = 0;
  readonly pairs = new DuePairs();
  /** Undefined where too few due dates are known. */
  plain: PlainLag | undefined;
  /** What `plain` holds, or room for it. */
  spans = new LagSpans();
}

/** The nulls of one debtor, each worked out when first asked for; and room for them and for fits. */
export class LagNulls {
  readonly quartiles = new QuartileRoom();
  /** Room for the spans of a candidate; they are too different, and too wide, to be tallied. */
  readonly runSample: LagSample = { spans: new LagSpans(), tally: undefined };
  readonly #readings = new ReadingRoom();
  readonly #known: LagNull[] = [];
  #count = 0;

  /** Forgets the debtor before. */
  reset(): void {
    this.#count = 0;
  }

  /** The null of the dates from `start` on that paid at least `leastDues` different due dates. O(`fitPlainLag`) at first. */
  of(dates: PaymentDates, start: number, leastDues: number, tables: DayTables): LagNull {
    for (let at = 0; at < this.#count; at++) {
      const known = this.#known[at];
      if (known.start === start && known.leastDues === leastDues) return known;
    }
    this.#known[this.#count] ??= new LagNull();
    const found = this.#known[this.#count++];
    found.start = start;
    found.leastDues = leastDues;
    pairDues(dates, start, leastDues, found.pairs);
    const [first, second, third] = found.pairs.ends;
    const datesWithDues = first + (second - first) / 2 + (third - second) / 3;
    const isKnown = datesWithDues >= KNOWN_DUES * found.pairs.memberCount && third > 0;
    found.plain = isKnown
      ? fitPlainLag(dates.days, found.pairs, tables, this.#readings, found.spans, this.quartiles)
      : undefined;
    if (found.plain) found.spans = found.plain.spans;
    return found;
  }
}
