/**
 * Days relative to the due date (rolled or not, as the model says), at which the lateness bins end: bin `b` holds
 * payments made more than `edges[b-1]` and at most `edges[b]` days after the due date; the first bin is open to the
 * left, and what is later than the last edge is the tail.
 */
export interface LatenessGrid {
  readonly edges: readonly number[];
}

const DEFAULT_EDGES = [-30, -21, -14, -7, -3, -1, 0, 1, 3, 7, 14, 21, 30, 45, 60, 90, 180];

/** The bins, with an edge at the given late threshold so that P(late) is read off without interpolation. */
export function latenessGrid(lateAfterDays: number): LatenessGrid {
  return { edges: [...new Set([...DEFAULT_EDGES, lateAfterDays])].sort((a, b) => a - b) };
}

/** The first bin in which an invoice that is unpaid at `days` relative to its due date can still be paid. */
export function firstBin(grid: LatenessGrid, days: number): number {
  const { edges } = grid;
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (edges[middle] < days) low = middle + 1;
    else high = middle;
  }
  return low;
}
