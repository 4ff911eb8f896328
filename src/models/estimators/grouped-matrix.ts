import { alignColumns, type FeatureColumn } from './aligned-columns.ts';
import type { FittedBinaryEstimator } from './binary-estimator.ts';
import type { FeatureMatrix, GroupedMatrix } from './feature-matrix.ts';

/** A column of a grouped matrix, of the groups or of the rows. */
export interface GroupedColumn {
  readonly column: FeatureColumn;
  readonly isShared: boolean;
}

/** Sums the leaf values of all trees for the rows of groups; `start` as in `GroupedMatrix`. */
export type GroupScorer = (columns: readonly GroupedColumn[], start: Int32Array) => Float64Array;

/** The columns of `names` in their order, checked as `alignColumns` checks them. Errors as there. O(cells). */
export function alignGroups({ shared, own }: GroupedMatrix, names: readonly string[]): GroupedColumn[] {
  const isShared = names.map((name) => shared.names.includes(name));
  const sharedColumns = alignColumns(
    shared,
    names.filter((_, at) => isShared[at]),
  );
  const ownColumns = alignColumns(
    own,
    names.filter((_, at) => !isShared[at]),
  );
  let [s, o] = [0, 0];
  return isShared.map((is) => ({ column: is ? sharedColumns[s++] : ownColumns[o++], isShared: is }));
}

/** Probabilities of grouped rows: to the bit those of `predict` on the same rows spelt out. */
export function predictGroups(model: FittedBinaryEstimator, matrix: GroupedMatrix): Float64Array {
  return model.predictGroups ? model.predictGroups(matrix) : model.predict(spellOut(matrix));
}

/** Every row with all of its features. O(cells). */
export function spellOut({ shared, own, start }: GroupedMatrix): FeatureMatrix {
  const spelt = shared.columns.map((column) => {
    const values = new Float64Array(own.rows);
    for (let group = 0; group < shared.rows; group++) values.fill(column[group], start[group], start[group + 1]);
    return values;
  });
  return { rows: own.rows, names: [...shared.names, ...own.names], columns: [...spelt, ...own.columns] };
}
