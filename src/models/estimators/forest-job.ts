import type { CrewPhase } from '../../crew/index.ts';
import type { BinnedTable } from './binned-table.ts';
import type { EstimatorJob } from './crew/estimator-job.ts';
import { type FitMemory, memoryLayout } from './crew/fit-memory.ts';
import { type ForestTask, growForestTree } from './grow-forest-tree.ts';
import { createRandom, hash32 } from './random.ts';
import type { ThresholdTree } from './tree-ensemble.ts';

/** What every member of a crew must know to grow trees of one forest. */
export interface ForestJob extends EstimatorJob {
  readonly kind: 'forest';
  readonly trainRows: number;
  readonly cuts: readonly Float64Array[];
  readonly isWeighted: boolean;
  readonly seed: number;
  readonly growth: Omit<ForestTask, 'table' | 'labels' | 'drawn' | 'isWhole' | 'random'>;
}

/** The memory of a forest: bin codes by feature, labels and weights of the training rows. */
export function forestArrays(
  job: Pick<ForestJob, 'trainRows' | 'isWeighted'> & { readonly features: number },
  buffer: FitMemory['buffer'] | undefined,
) {
  const layout = memoryLayout(buffer);
  return {
    columns: Array.from({ length: job.features }, () => layout.uint8(job.trainRows)),
    labels: layout.uint8(job.trainRows),
    weights: job.isWeighted ? layout.float64(job.trainRows) : undefined,
    bytes: layout.used(),
  };
}

/** The one phase of a forest: task `t` grows tree `t`, whose every random step hangs on its number. Returns the tree. */
export function forestPhases(job: ForestJob): readonly CrewPhase[] {
  const { trainRows, cuts, growth } = job;
  const { columns, labels, weights } = forestArrays({ ...job, features: cuts.length }, job.memory.buffer);
  const table: BinnedTable = { rows: trainRows, columns, cuts };
  const rows = new Uint32Array(trainRows);
  const spare = new Uint32Array(trainRows);
  const drawn = new Float64Array(trainRows);
  return [
    (tree): ThresholdTree => {
      const seed = hash32(job.seed, tree);
      const count = drawRows(weights, hash32(seed, 0), rows, drawn);
      const random = createRandom(hash32(seed, 1));
      return growForestTree(
        { ...growth, table, labels, drawn, isWhole: weights === undefined, random },
        rows,
        count,
        spare,
      );
    },
  ];
}

/** How often a Poisson(1) variable is at most 0, 1, 2 …: the limit of drawing n of n rows with replacement. */
const POISSON_ONE = [
  0.36787944117144233, 0.7357588823428847, 0.9196986029286058, 0.9810118431238462, 0.9963401531726563,
  0.9994058151824183, 0.999916758850712, 0.9999898050329754,
];

function drawRows(weights: Float64Array | undefined, seed: number, rows: Uint32Array, drawn: Float64Array): number {
  let count = 0;
  for (let row = 0; row < rows.length; row++) {
    const uniform = hash32(seed, row) / 4294967296;
    let times = 0;
    while (times < POISSON_ONE.length && uniform >= POISSON_ONE[times]) times++;
    drawn[row] = times * (weights === undefined ? 1 : weights[row]);
    if (drawn[row] > 0) rows[count++] = row;
  }
  if (count > 0) return count;
  // Hardly possible beyond a handful of rows: a bootstrap that drew nobody takes everybody.
  for (let row = 0; row < rows.length; row++) {
    drawn[row] = weights === undefined ? 1 : weights[row];
    if (drawn[row] > 0) rows[count++] = row;
  }
  return count;
}
