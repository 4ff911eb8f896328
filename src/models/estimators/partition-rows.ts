/**
 * Moves those of `rows[from … to − 1]` that go left to the front of the range, keeping order on both sides, and returns
 * where the right side begins. Left go the codes up to `code`, and the missing code where `missingLeft` says. `spare` is
 * scratch, at least as long as the range. O(range), without unpredictable branches.
 */
export function partitionRows(
  codes: Uint8Array,
  code: number,
  missingLeft: boolean,
  rows: Uint32Array,
  from: number,
  to: number,
  spare: Uint32Array,
): number {
  // Rotating the codes by one puts the missing code below all others, and one comparison does for both sides.
  const rotate = missingLeft ? 1 : 0;
  const limit = code + rotate;
  let left = from;
  let right = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i];
    const goesRight = (limit - ((codes[row] + rotate) & 255)) >>> 31;
    rows[left] = row;
    spare[right] = row;
    left += 1 - goesRight;
    right += goesRight;
  }
  rows.set(spare.subarray(0, right), left);
  return left;
}
