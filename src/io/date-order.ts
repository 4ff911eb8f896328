import { dayFromParts, type EpochDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import { type DateShape, fullYear } from './date-shape.ts';
import type { DateOrder } from './read-options.ts';

const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

/** Years beyond which an order that spreads a file so widely gives way to one that keeps it within `NARROW_YEARS`. */
const WIDE_YEARS = 20;
const NARROW_YEARS = 10;

interface Sight {
  readonly column: string;
  readonly line: number;
  readonly text: string;
}

/** A date that its cell holds as a count. */
export interface CountedDate extends Sight {
  readonly as: 'spreadsheet' | 'milliseconds';
  readonly day: EpochDay;
}

/** Gathers what the dates of one file say about their order. Memory does not grow with the cells. */
export interface DateOrderEvidence {
  /** The first date of each column that is a count (see `DateShape`) and no written date. */
  readonly counted: readonly CountedDate[];
  add(column: string, line: number, text: string, shape: DateShape): void;
  /**
   * The one order that fits, or null where no date needs one.
   *
   * @throws {PayrhythmError} `AMBIGUOUS_DATE_ORDER` where several orders fit and read some date differently, or where
   * the dates contradict each other.
   */
  decide(file: string): DateOrder | null;
}

/** The day that three numbers give in an order; undefined where there is no such day. */
export function dayInOrder(
  parts: readonly [number, number, number],
  shortYear: boolean,
  order: DateOrder,
): EpochDay | undefined {
  const [a, b, c] = parts;
  if (order === 'ymd') return shortYear ? dayFromParts(fullYear(a), b, c) : undefined;
  const year = shortYear ? fullYear(c) : c;
  return order === 'dmy' ? dayFromParts(year, b, a) : dayFromParts(year, a, b);
}

/**
 * An empty collection of evidence. A date speaks against an order that gives it a month over 12 or a day over 31;
 * whether the day exists (31 February) is no argument, such a row is rejected later. All date columns of a file share
 * one order. With two-digit years, an order that spreads the file over more than 20 years is ruled out by one that
 * keeps it within 10.
 */
export function createDateOrderEvidence(): DateOrderEvidence {
  const against: Partial<Record<DateOrder, Sight>> = {};
  const years = { dmy: [9999, 0], mdy: [9999, 0], ymd: [9999, 0] };
  /** The first date that two orders read differently, by pair. */
  const differs = new Map<string, Sight>();
  const counted = new Map<string, CountedDate>();
  let shortYears = false;
  let sights = 0;

  return {
    get counted() {
      return [...counted.values()];
    },
    add(column, line, text, shape) {
      if (shape.kind === 'day' && shape.counted && shape.day !== undefined && !counted.has(column))
        counted.set(column, { column, line, text, as: shape.counted, day: shape.day });
      if (shape.kind !== 'triple') return;
      const { parts, shortYear } = shape;
      const fitting = ORDERS.filter((order) => fits(parts, shortYear, order));
      if (fitting.length === 0) return;
      const sight = { column, line, text };
      sights++;
      shortYears ||= shortYear;
      for (const order of ORDERS) if (!fitting.includes(order)) against[order] ??= sight;
      for (const order of fitting) {
        const year = order === 'ymd' ? parts[0] : parts[2];
        years[order][0] = Math.min(years[order][0], shortYear ? fullYear(year) : year);
        years[order][1] = Math.max(years[order][1], shortYear ? fullYear(year) : year);
      }
      for (const [one, other] of [
        ['dmy', 'mdy'],
        ['dmy', 'ymd'],
        ['mdy', 'ymd'],
      ] as const)
        if (!differs.has(one + other) && dayInOrder(parts, shortYear, one) !== dayInOrder(parts, shortYear, other))
          differs.set(one + other, sight);
    },
    decide(file) {
      if (sights === 0) return null;
      let left = ORDERS.filter((order) => !against[order]);
      if (left.length === 0) throw contradiction(file, against);
      if (shortYears && left.length > 1) {
        const span = (order: DateOrder) => years[order][1] - years[order][0];
        if (left.some((order) => span(order) <= NARROW_YEARS)) left = left.filter((order) => span(order) <= WIDE_YEARS);
      }
      for (let i = 0; i < left.length; i++)
        for (let j = i + 1; j < left.length; j++) {
          const sight = differs.get(left[i] + left[j]);
          if (sight) throw ambiguity(file, sight, left);
        }
      return left[0];
    },
  };
}

function fits(parts: readonly [number, number, number], shortYear: boolean, order: DateOrder): boolean {
  const [a, b, c] = parts;
  if (order === 'ymd') return shortYear && b >= 1 && b <= 12 && c >= 1 && c <= 31;
  const [day, month] = order === 'dmy' ? [a, b] : [b, a];
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

function contradiction(file: string, against: Partial<Record<DateOrder, Sight>>): PayrhythmError {
  const notDmy = against.dmy as Sight;
  const notMdy = against.mdy as Sight;
  return new PayrhythmError(
    'AMBIGUOUS_DATE_ORDER',
    `${file}: the dates contradict each other: "${notDmy.text}" (column ${notDmy.column}, line ${notDmy.line}) is not ` +
      `day/month/year, "${notMdy.text}" (column ${notMdy.column}, line ${notMdy.line}) is not month/day/year. ` +
      'Correct the file, or say which rows are right (the others are rejected): --date-order dmy or --date-order mdy',
    { file, notDmy, notMdy },
  );
}

function ambiguity(file: string, sight: Sight, left: readonly DateOrder[]): PayrhythmError {
  return new PayrhythmError(
    'AMBIGUOUS_DATE_ORDER',
    `${file}: the order of day and month is ambiguous: "${sight.text}" (column ${sight.column}, line ${sight.line}) ` +
      `and all other dates can be read in more than one way. Say which: ${left.map((order) => `--date-order ${order}`).join(' or ')}`,
    { file, ...sight, orders: left },
  );
}
