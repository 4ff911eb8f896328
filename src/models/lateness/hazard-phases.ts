import type { Crew } from '../../crew/index.ts';
import {
  type BinaryEstimator,
  type FitOptions,
  type FittedBinaryEstimator,
  loadBinaryEstimator,
  predictGroups,
} from '../estimators/index.ts';
import { firstBin } from './lateness-grid.ts';
import { MODEL_FEATURES } from './model-inputs.ts';
import { binMatrix, type PeriodContext, type Periods, personPeriodMatrix } from './person-periods.ts';

/** One stretch of bins with a hazard estimator of its own. */
export interface HazardPhase {
  /** First and last bin, both included. */
  readonly firstBin: number;
  readonly lastBin: number;
  readonly estimator: FittedBinaryEstimator;
}

/** Fitted chances of payment in a bin given none before, for any invoice row. */
export interface HazardPhases {
  readonly binDummies: boolean;
  readonly phases: readonly HazardPhase[];
}

/** How an estimator is applied to hazards. */
export interface HazardDesign {
  /** Most pairs that it is fitted on, evenly spread over all. */
  readonly mostPeriods: number;
  /** What is fitted on so many pairs. */
  readonly estimatorFor: (pairs: number) => BinaryEstimator;
  /** That, in words. */
  readonly describe: (pairs: number) => string;
  /** Last day of each phase relative to the due date, ascending; beyond the last of them is a phase too. */
  readonly phaseEnds: readonly number[];
  /** Whether every bin gets a 0/1 column. */
  readonly binDummies: boolean;
}

/** Labelled (row, bin) pairs: label 1 where the invoice was paid in that bin. */
export interface LabelledPeriods extends Periods {
  readonly label: Uint8Array;
}

/** Rows scored at a time, to bound memory. */
const CHUNK_ROWS = 2048;

/** Fits each phase on its own pairs; a phase without pairs is left to the population curve (absent). */
export function fitHazardPhases(
  design: HazardDesign,
  inputs: readonly Float64Array[],
  periods: LabelledPeriods,
  context: PeriodContext,
  { seed, crew }: Pick<FitOptions, 'seed'> & { readonly crew?: Crew | undefined },
): HazardPhases {
  const { edges } = context.grid;
  const ends = [...design.phaseEnds.map((end) => firstBin(context.grid, end)), edges.length - 1];
  const phases: HazardPhase[] = [];
  const most = Math.min(periods.bin.length, design.mostPeriods);
  let first = 0;
  for (const last of ends) {
    const chosen: number[] = [];
    for (let at = 0; at < most; at++) {
      const p = Math.floor((at * periods.bin.length) / most);
      if (periods.bin[p] >= first && periods.bin[p] <= last) chosen.push(p);
    }
    if (chosen.length > 0 && last >= first) {
      const part = {
        row: Int32Array.from(chosen, (p) => periods.row[p]),
        bin: Int32Array.from(chosen, (p) => periods.bin[p]),
      };
      const matrix = personPeriodMatrix(inputs, part, context, design.binDummies);
      const labels = Uint8Array.from(chosen, (p) => periods.label[p]);
      phases.push({
        firstBin: first,
        lastBin: last,
        estimator: design.estimatorFor(most).fit(matrix, labels, crew === undefined ? { seed } : { seed, crew }),
      });
    }
    first = last + 1;
  }
  return { binDummies: design.binDummies, phases };
}

/**
 * Hazards of every row in every bin, row-major (`rows × bins`); `fallback` fills bins that no phase covers and bins
 * wholly before the row's moment are 0, as are all bins of a row that is not asked for. O(rows × bins × cost of the estimator).
 */
export function predictHazards(
  fitted: HazardPhases,
  inputs: readonly Float64Array[],
  context: PeriodContext,
  fallback: readonly number[],
  isAsked: (row: number) => boolean = () => true,
): Float64Array {
  const rows = context.moment.length;
  const bins = context.grid.edges.length;
  const hazards = new Float64Array(rows * bins);
  const entry = new Int32Array(rows);
  for (let r = 0; r < rows; r++)
    entry[r] = isAsked(r) ? firstBin(context.grid, context.moment[r] - context.baseDay[r]) : bins;
  for (let r = 0; r < rows; r++) for (let b = entry[r]; b < bins; b++) hazards[r * bins + b] = fallback[b];
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const to = Math.min(rows, from + CHUNK_ROWS);
    const shared = { rows: to - from, names: MODEL_FEATURES, columns: inputs.map((input) => input.subarray(from, to)) };
    for (const phase of fitted.phases) {
      const { periods, start } = periodsAhead(phase, entry, from, to);
      if (periods.row.length === 0) continue;
      const own = binMatrix(periods, context, fitted.binDummies);
      const predicted = predictGroups(phase.estimator, { shared, own, start });
      for (let p = 0; p < predicted.length; p++) hazards[periods.row[p] * bins + periods.bin[p]] = predicted[p];
    }
  }
  return hazards;
}

/** The bins of a phase that lie ahead of each of the rows `from … to − 1`; those of row `r` begin at `start[r - from]`. */
function periodsAhead(phase: HazardPhase, entry: Int32Array, from: number, to: number) {
  const start = new Int32Array(to - from + 1);
  for (let r = from; r < to; r++)
    start[r - from + 1] = start[r - from] + Math.max(0, phase.lastBin + 1 - Math.max(entry[r], phase.firstBin));
  const row = new Int32Array(start[to - from]);
  const bin = new Int32Array(row.length);
  let at = 0;
  for (let r = from; r < to; r++)
    for (let b = Math.max(entry[r], phase.firstBin); b <= phase.lastBin; b++) {
      row[at] = r;
      bin[at++] = b;
    }
  return { periods: { row, bin }, start };
}

/** Plain data of fitted phases. */
export function hazardPhasesToJSON(fitted: HazardPhases): Record<string, unknown> {
  return {
    binDummies: fitted.binDummies,
    phases: fitted.phases.map((phase) => ({
      firstBin: phase.firstBin,
      lastBin: phase.lastBin,
      estimator: phase.estimator.toJSON(),
    })),
  };
}

/** The reverse of {@link hazardPhasesToJSON}; the shape of the envelope is the caller's to check. */
export function hazardPhasesFromJSON(data: {
  binDummies: boolean;
  phases: readonly { firstBin: number; lastBin: number; estimator: unknown }[];
}): HazardPhases {
  return {
    binDummies: data.binDummies,
    phases: data.phases.map((phase) => ({
      firstBin: phase.firstBin,
      lastBin: phase.lastBin,
      estimator: loadBinaryEstimator(phase.estimator),
    })),
  };
}
