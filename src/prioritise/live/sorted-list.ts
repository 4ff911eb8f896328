/** Values kept in order while some come and go. */
export interface SortedList<T> {
  readonly values: readonly T[];
  /** O(n), of which finding the place is O(log n) and the rest one move of memory. */
  add(value: T): void;
  /** Takes out a value that is in the list; O(n) as `add`. */
  remove(value: T): void;
}

/** A list in the order of `compare`, in which only the same value compares as equal. O(n log n). */
export function createSortedList<T>(values: readonly T[], compare: (a: T, b: T) => number): SortedList<T> {
  const sorted = [...values].sort(compare);
  const placeOf = (value: T): number => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(sorted[middle] as T, value) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    values: sorted,
    add: (value) => void sorted.splice(placeOf(value), 0, value),
    remove: (value) => void sorted.splice(placeOf(value), 1),
  };
}
