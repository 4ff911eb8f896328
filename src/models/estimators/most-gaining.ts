/** Position of the leaf whose split gains most, the first of equals; -1 where none can be split. O(leaves). */
export function mostGaining(leaves: readonly { readonly split?: { readonly gain: number } | undefined }[]): number {
  let best = -1;
  let gain = -Infinity;
  for (let i = 0; i < leaves.length; i++) {
    const split = leaves[i].split;
    if (split !== undefined && split.gain > gain) {
      best = i;
      gain = split.gain;
    }
  }
  return best;
}
