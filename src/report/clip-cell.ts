/** Characters of one cell that the page shows; sentences of `rank` have about two hundred. */
const MOST_CHARACTERS = 2000;

/**
 * A cell as the page shows it: a text of unusual length is cut, a list of ids (`|`) after a whole id, and says so with `…`.
 * Other cells stay as they are. O(length).
 */
export function clipCell(cell: unknown): unknown {
  if (typeof cell !== 'string' || cell.length <= MOST_CHARACTERS) return cell;
  const start = cell.slice(0, MOST_CHARACTERS);
  const bar = start.lastIndexOf('|');
  // Half of a character outside the basic plane is no character.
  return bar > 0 ? `${start.slice(0, bar)}|…` : `${start.replace(/[\ud800-\udbff]$/, '')}…`;
}
