import type { PopulationSample } from '../prioritise/index.ts';

/** How one column was spread when the model was trained. */
interface ColumnProfile {
  readonly name: string;
  readonly rows: number;
  /** Upper edges of all bins but the last; a value on an edge belongs below it. */
  readonly edges: readonly number[];
  /** Share of each bin, then the share of missing values; they sum to 1. */
  readonly shares: readonly number[];
}

/** How a population was spread when the model was trained; plain data, kept beside the model. */
export interface PopulationProfile {
  readonly format: 'payrhythm-population-profile';
  readonly version: 1;
  readonly columns: readonly ColumnProfile[];
}

/** How far one column has moved. */
export interface ColumnDrift {
  readonly name: string;
  /** Population stability index: Σ (share now − share then) · ln(share now ÷ share then). */
  readonly psi: number;
  /** Value that the index exceeds once in a thousand times by chance alone, at these numbers of rows. */
  readonly chancePsi: number;
}

const BINS = 10;
/** Keeps the logarithm finite for bins that are empty on one side. */
const LEAST_SHARE = 1e-4;

/** The profile of a population: tenths of each column. O(n log n). */
export function profilePopulation(sample: PopulationSample): PopulationProfile {
  return {
    format: 'payrhythm-population-profile',
    version: 1,
    columns: sample.columns.map(({ name, values }) => {
      const known = values.filter((value) => !Number.isNaN(value)).sort();
      const edges: number[] = [];
      for (let bin = 1; bin < BINS; bin++) {
        const edge = known[Math.min(known.length - 1, Math.floor((bin * known.length) / BINS))];
        if (edge !== undefined && edge !== edges.at(-1) && edge !== known.at(-1)) edges.push(edge);
      }
      return { name, rows: values.length, edges, shares: sharesOf(values, edges) };
    }),
  };
}

/**
 * How far each column of a population has moved since its profile was made, largest first. The bound of chance is that
 * of the index's large-sample law, χ² with (bins − 1) degrees of freedom times (1/n + 1/m) (Yurdakul & Naranjo 2020, The
 * Journal of Risk Model Validation 14(4)), in the normal approximation. O(rows · bins).
 */
export function measureDrift(profile: PopulationProfile, sample: PopulationSample): ColumnDrift[] {
  const drifts: ColumnDrift[] = [];
  for (const then of profile.columns) {
    const now = sample.columns.find((column) => column.name === then.name);
    if (!now || now.values.length === 0 || then.rows === 0) continue;
    const shares = sharesOf(now.values, then.edges);
    let psi = 0;
    shares.forEach((share, bin) => {
      const a = Math.max(LEAST_SHARE, share);
      const b = Math.max(LEAST_SHARE, then.shares[bin]);
      psi += (a - b) * Math.log(a / b);
    });
    const freedom = shares.length - 1;
    const chance = (freedom + 3.09 * Math.sqrt(2 * freedom)) * (1 / now.values.length + 1 / then.rows);
    drifts.push({ name: then.name, psi: rounded(psi), chancePsi: rounded(chance) });
  }
  return drifts.sort((a, b) => b.psi - a.psi || (a.name < b.name ? -1 : 1));
}

/** A profile from its JSON text; undefined where it is none of this version: then drift is not measured, and said so. */
export function readPopulationProfile(text: string): PopulationProfile | undefined {
  try {
    const found = JSON.parse(text) as Partial<PopulationProfile> | null;
    const isOurs =
      found?.format === 'payrhythm-population-profile' && found.version === 1 && Array.isArray(found.columns);
    return isOurs && found.columns.every((column) => column.shares.length === column.edges.length + 2)
      ? (found as PopulationProfile)
      : undefined;
  } catch {
    return undefined;
  }
}

function sharesOf(values: Float64Array, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 2).fill(0);
  for (const value of values) {
    if (Number.isNaN(value)) {
      counts[edges.length + 1]++;
      continue;
    }
    let bin = 0;
    while (bin < edges.length && value > edges[bin]) bin++;
    counts[bin]++;
  }
  return counts.map((count) => rounded(count / Math.max(1, values.length)));
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
