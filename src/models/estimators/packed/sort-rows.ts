/**
 * Copies `rows[from … to − 1]` to the same places of `out`: first those that go left, then the others, each in their order, and
 * returns how many go left. Left go the codes up to `code`, and the missing code where `missingLeft` says. `scratch` is at
 * least as long as the range. O(range), without unpredictable branches.
 */
export function sortRows(
  codes: Uint8Array,
  code: number,
  missingLeft: boolean,
  rows: Uint32Array,
  from: number,
  to: number,
  out: Uint32Array,
  scratch: Uint32Array,
): number {
  // Rotating the codes by one puts the missing code below all others, and one comparison does for both sides.
  const rotate = missingLeft ? 1 : 0;
  const limit = code + rotate;
  let left = from;
  let right = 0;
  for (let i = from; i < to; i++) {
    const row = rows[i];
    const goesRight = (limit - ((codes[row] + rotate) & 255)) >>> 31;
    out[left] = row;
    scratch[right] = row;
    left += 1 - goesRight;
    right += goesRight;
  }
  for (let i = 0, at = left; i < right; i++, at++) out[at] = scratch[i];
  return left - from;
}
