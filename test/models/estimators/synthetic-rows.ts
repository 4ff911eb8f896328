import { createRandom, type FeatureMatrix, probabilityOf } from '../../../src/models/estimators/index.ts';

/** A table with gaps, an interaction, noise, a constant and an all-missing column; labels by known log-odds. */
export function syntheticRows(rows: number, seed: number): { matrix: FeatureMatrix; labels: Uint8Array } {
  const random = createRandom(seed);
  const names = ['wide', 'amount', 'noise', 'gappy', 'steps', 'constant', 'empty'];
  const columns = names.map(() => new Float64Array(rows));
  const labels = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const wide = random() * 4 - 2;
    const amount = Math.exp(random() * 6);
    const gappy = random() < 0.3 ? Number.NaN : random();
    const steps = Math.floor(random() * 4);
    [wide, amount, random(), gappy, steps, 7, Number.NaN].forEach((value, f) => {
      columns[f][row] = value;
    });
    const eta = -0.6 + 1.2 * wide + (Number.isNaN(gappy) ? 0.8 : -gappy) + (wide > 0 && steps > 1 ? 1 : 0);
    labels[row] = random() < probabilityOf(eta) ? 1 : 0;
  }
  return { matrix: { rows, names, columns }, labels };
}
