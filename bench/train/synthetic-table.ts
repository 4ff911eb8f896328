import { createRandom, type FeatureMatrix, probabilityOf } from '../../src/models/estimators/index.ts';

/**
 * A seeded table for timing: normal, heavy-tailed, discrete and gappy columns in turn; labels by an additive part, an
 * interaction and a kink. O(rows × features).
 */
export function syntheticTable(
  rows: number,
  features: number,
  seed: number,
): { matrix: FeatureMatrix; labels: Uint8Array } {
  const random = createRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const columns = Array.from({ length: features }, (_, f) =>
    Float32Array.from({ length: rows }, () => {
      if (f % 4 === 1) return Math.exp(1.5 * normal());
      if (f % 4 === 2) return Math.floor(12 * random());
      if (f % 4 === 3 && random() < 0.15) return Number.NaN;
      return normal();
    }),
  );
  const labels = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const at = (f: number) => columns[f % features][row];
    const gappy = at(3);
    let eta = -1 + at(0) + 0.4 * Math.log(at(1)) + 0.1 * (at(2) - 6) * at(4) - 0.6 * Math.abs(at(8));
    eta += Number.isNaN(gappy) ? 0.7 : 0.3 * gappy;
    labels[row] = random() < probabilityOf(eta) ? 1 : 0;
  }
  const names = columns.map((_, f) => `f${String(f).padStart(3, '0')}`);
  return { matrix: { rows, names, columns }, labels };
}
