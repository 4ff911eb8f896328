import type { Crew, CrewPhase } from '../../crew/index.ts';
import type { FeatureColumn } from './aligned-columns.ts';
import type { EstimatorJob } from './crew/estimator-job.ts';
import { type FitMemory, fitMemory, memoryLayout } from './crew/fit-memory.ts';
import { compileScorer } from './ensemble-scorer.ts';
import type { TreeEnsemble } from './tree-ensemble.ts';

/** Rows of one task, and most rows that are staged for a crew at a time: bounds the memory. */
const TASK_ROWS = 4096;
const STAGED_ROWS = 131_072;
/** So many pairs of a row and a tree are scored by one thread before a crew has read the trees and the rows lie where it sees them. */
const FEWEST_VISITS = 20_000_000;

/** What every member of a crew must know to score rows. */
export interface ScoringJob extends EstimatorJob {
  readonly kind: 'scoring';
  readonly ensemble: TreeEnsemble;
  readonly features: number;
}

/** Sums of leaf values for all rows of checked columns, on a crew where there is one and it is worth it. */
export type EnsembleScores = (columns: readonly FeatureColumn[], rows: number, crew: Crew | undefined) => Float64Array;

/** Compiles an ensemble; the scores are those of `compileScorer` to the bit. O(nodes × log nodes) now. */
export function ensembleScores(ensemble: TreeEnsemble, features: number): EnsembleScores {
  const score = compileScorer(ensemble, features);
  return (columns, rows, crew) => {
    const result = new Float64Array(rows);
    if (crew === undefined || crew.members === 1 || rows * ensemble.roots.length < FEWEST_VISITS)
      score(columns, 0, rows, result);
    else scoreWithCrew(ensemble, columns, rows, crew, result);
    return result;
  };
}

function scoreWithCrew(
  ensemble: TreeEnsemble,
  columns: readonly FeatureColumn[],
  rows: number,
  crew: Crew,
  result: Float64Array,
): void {
  const features = columns.length;
  const memory = fitMemory(stage(features, undefined).bytes, true, false);
  const { staged, scores, size } = stage(features, memory.buffer);
  const job: ScoringJob = { kind: 'scoring', memory, ensemble, features };
  const run = crew.open(job);
  for (let from = 0; from < rows; from += STAGED_ROWS) {
    const to = Math.min(rows, from + STAGED_ROWS);
    columns.forEach((column, f) => {
      staged[f].set(column.subarray(from, to));
    });
    size[0] = to - from;
    run(0, Math.ceil((to - from) / TASK_ROWS));
    result.set(scores.subarray(0, to - from), from);
  }
}

function stage(features: number, buffer: FitMemory['buffer'] | undefined) {
  const layout = memoryLayout(buffer);
  const staged = Array.from({ length: features }, () => layout.float64(STAGED_ROWS));
  const scores = layout.float64(STAGED_ROWS);
  const size = layout.int32(1);
  return { staged, scores, size, bytes: layout.used() };
}

/** The one phase of scoring: a task scores some thousand of the staged rows. */
export function scoringPhases(job: ScoringJob): readonly CrewPhase[] {
  const score = compileScorer(job.ensemble, job.features);
  const { staged, scores, size } = stage(job.features, job.memory.buffer);
  return [
    (task) => {
      const from = task * TASK_ROWS;
      const to = Math.min(size[0], from + TASK_ROWS);
      score(staged, from, to, scores.subarray(from, to));
    },
  ];
}
