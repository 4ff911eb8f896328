import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import type { FeatureColumns } from '../feature-columns.ts';
import { ITEM_STATE, type ItemBook } from '../item-book.ts';
import type { OwnInvoice } from '../own-invoice.ts';
import { ItemHeap } from './item-heap.ts';

/** Days between the two mornings that a change compares. */
export const CHANGE_DAYS = 30;

/**
 * What the debtor owes, from the item book, and from the book as it stood {@link CHANGE_DAYS} days before. Heaps with
 * stale entries tell the oldest and the largest item: O(log of its invoices) an event and a row.
 */
export class ExposureRecord {
  /** The book of the earlier morning; null where no change was asked for. */
  readonly earlier: ItemBook | null;
  readonly #book: ItemBook;
  readonly #scale: number;
  readonly #ledgerTotal: number;
  readonly #overdueHeap = new ItemHeap();
  readonly #largestHeap = new ItemHeap();
  /** Whether the heaps are kept. */
  readonly needsOverdue: boolean;
  readonly needsLargest: boolean;
  readonly #openCount: Float64Array | null;
  readonly #openExposure: Float64Array | null;
  readonly #overdueCount: Float64Array | null;
  readonly #overdueExposure: Float64Array | null;
  readonly #oldestOverdue: Float64Array | null;
  readonly #openChange: Float64Array | null;
  readonly #overdueChange: Float64Array | null;
  readonly #largestShare: Float64Array | null;
  readonly #ledgerShare: Float64Array | null;
  readonly #shareOfOpen: Float64Array | null;

  constructor(columns: FeatureColumns, book: ItemBook, earlier: ItemBook, moneyScale: number, openTotal: number) {
    this.#book = book;
    this.#scale = moneyScale;
    this.#ledgerTotal = openTotal * moneyScale;
    this.#openCount = columns.of('open_count');
    this.#openExposure = columns.of('open_exposure');
    this.#overdueCount = columns.of('overdue_count');
    this.#overdueExposure = columns.of('overdue_exposure');
    this.#oldestOverdue = columns.of('oldest_overdue_days');
    this.#openChange = columns.of('open_exposure_change');
    this.#overdueChange = columns.of('overdue_exposure_change');
    this.#largestShare = columns.of('largest_open_share');
    this.#ledgerShare = columns.of('ledger_share');
    this.#shareOfOpen = columns.of('share_of_open');
    this.earlier = this.#openChange !== null || this.#overdueChange !== null ? earlier : null;
    this.needsOverdue = columns.has('oldest_overdue_days', 'missed_runs');
    this.needsLargest = this.#largestShare !== null;
  }

  /** Begins a debtor. */
  reset(): void {
    this.#overdueHeap.reset();
    this.#largestHeap.reset();
  }

  /** An item has fallen overdue. Keyed by the date as agreed, whose order the rolled date keeps. */
  fallDue(at: number, dueDay: EpochDay): void {
    if (this.needsOverdue) this.#overdueHeap.push(dueDay, at);
  }

  /** An open item's open amount is now this much. */
  setOpen(at: number, openMinor: number): void {
    if (this.needsLargest) this.#largestHeap.push(-openMinor, at);
  }

  /** The overdue item with the earliest due date but `except`; -1 without one. */
  oldestOverdue(except: number): number {
    const heap = this.#overdueHeap;
    let setAside = NO_DAY;
    while (heap.size > 0) {
      const at = heap.topItem;
      const isValid = this.#book.isOverdue[at] === 1 && this.#book.state[at] === ITEM_STATE.open;
      if (isValid && at !== except) break;
      if (isValid) setAside = heap.topKey;
      heap.pop();
    }
    const oldest = heap.size > 0 ? heap.topItem : -1;
    if (setAside !== NO_DAY) heap.push(setAside, except);
    return oldest;
  }

  /** Writes a row. `rolledDueDay` is the ledger's column from the debtor's first row `first` on. */
  write(row: number, moment: EpochDay, own: OwnInvoice, rolledDueDay: ArrayLike<number>, first: number): void {
    const book = this.#book;
    const ownOpen = own.open * own.openMinor;
    const open = Math.max(0, book.openSum - ownOpen);
    const overdue = Math.max(0, book.overdueSum - own.overdue * own.openMinor);
    if (this.#openCount !== null) this.#openCount[row] = book.open - own.open;
    if (this.#openExposure !== null) this.#openExposure[row] = open / this.#scale;
    if (this.#overdueCount !== null) this.#overdueCount[row] = book.overdue - own.overdue;
    if (this.#overdueExposure !== null) this.#overdueExposure[row] = overdue / this.#scale;
    if (this.#oldestOverdue !== null) {
      const at = this.oldestOverdue(own.overdue === 1 ? own.at : -1);
      this.#oldestOverdue[row] = at < 0 ? 0 : moment - rolledDueDay[first + at];
    }
    if (this.earlier !== null) this.#writeChanges(row, this.earlier, own, open, overdue);
    if (this.#largestShare !== null)
      this.#largestShare[row] = open > 0 ? this.#largestOpen(own.open === 1 ? own.at : -1) / open : Number.NaN;
    if (this.#ledgerShare !== null)
      this.#ledgerShare[row] = this.#ledgerTotal > 0 ? open / this.#ledgerTotal : Number.NaN;
    if (this.#shareOfOpen !== null) {
      const ownPart = own.at >= 0 && (own.open === 1 || own.known === 0) ? own.openMinor : 0;
      this.#shareOfOpen[row] = ownPart >= 0 && open + ownPart > 0 ? ownPart / (open + ownPart) : Number.NaN;
    }
  }

  #writeChanges(row: number, earlier: ItemBook, own: OwnInvoice, open: number, overdue: number): void {
    const isOwn = own.at >= 0 && earlier.state[own.at] === ITEM_STATE.open;
    const ownOpen = isOwn ? earlier.openMinor[own.at] : 0;
    const ownOverdue = isOwn && earlier.isOverdue[own.at] === 1 ? ownOpen : 0;
    if (this.#openChange !== null)
      this.#openChange[row] = (open - Math.max(0, earlier.openSum - ownOpen)) / this.#scale;
    if (this.#overdueChange !== null)
      this.#overdueChange[row] = (overdue - Math.max(0, earlier.overdueSum - ownOverdue)) / this.#scale;
  }

  #largestOpen(except: number): number {
    const heap = this.#largestHeap;
    let isSetAside = false;
    while (heap.size > 0) {
      const at = heap.topItem;
      const isValid = this.#book.state[at] === ITEM_STATE.open && this.#book.openMinor[at] === -heap.topKey;
      if (isValid && at !== except) break;
      if (isValid) isSetAside = true;
      heap.pop();
    }
    const largest = heap.size > 0 ? -heap.topKey : 0;
    if (isSetAside) heap.push(-this.#book.openMinor[except], except);
    return largest;
  }
}
