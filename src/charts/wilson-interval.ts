/** 95 % of the normal distribution lies within this many standard errors. */
const Z = 1.959964;

/** 95 % interval of a share seen in `rows` cases (Wilson 1927), both ends 0–1; `[0, 1]` without a case. */
export function wilsonInterval(share: number, rows: number): [number, number] {
  if (rows === 0) return [0, 1];
  const centre = (share + Z ** 2 / (2 * rows)) / (1 + Z ** 2 / rows);
  const half = (Z / (1 + Z ** 2 / rows)) * Math.sqrt((share * (1 - share)) / rows + Z ** 2 / (4 * rows ** 2));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
