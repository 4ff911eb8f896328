/**
 * Ids in one cell, separated by `|`. A bar or backslash within an id gets a backslash before it, so that splitting at
 * bare bars gives the ids back. O(characters).
 */
export function joinIds(ids: readonly string[]): string {
  return ids.map((id) => id.replace(/[\\|]/g, '\\$&')).join('|');
}
