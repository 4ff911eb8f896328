/**
 * Splits groups into at most `parts` ranges of about equal rows: `start[g]` is the first row of group `g`, with one entry
 * more for the end. Returns ascending group positions, the first 0 and the last the number of groups. O(groups).
 */
export function evenRanges(start: Int32Array, parts: number): Int32Array {
  const groups = start.length - 1;
  const rows = start[groups] - start[0];
  const bounds = [0];
  for (let group = 1; group < groups; group++)
    if (bounds.length < parts && (start[group] - start[0]) * parts >= rows * bounds.length) bounds.push(group);
  if (groups > 0) bounds.push(groups);
  return Int32Array.from(bounds);
}
