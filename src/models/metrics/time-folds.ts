import { PayrhythmError } from '../../errors.ts';

/** One fold: rows to learn from and later rows to judge by, both rising. */
export interface TimeFold {
  /** First day of the validation block; every training row ends before it. */
  readonly cut: number;
  readonly train: Uint32Array;
  readonly validation: Uint32Array;
}

/**
 * Time-ordered cross-validation: the span of starts is cut into `folds + 1` parts of about equal count; fold `k` learns from
 * what had ended before part `k` began, and is judged on the rows that start in it. `starts` is the day on which a row's
 * features are known, `ends` the day on which its outcome is (never before `starts`): a row whose outcome was
 * not known at the cut is in neither part of that fold, and rows of one day never part. Rows of one invoice must share
 * `groups`, and a group that is judged is not learnt from.
 *
 * @throws {PayrhythmError} `USAGE` for fewer than one fold; `BAD_DATA` for unequal lengths or an end before its start;
 * `TOO_LITTLE_HISTORY` where the days do not yield so many parts. O(rows × folds + rows × log rows).
 */
export function timeFolds(
  starts: ArrayLike<number>,
  ends: ArrayLike<number>,
  groups: ArrayLike<number>,
  folds: number,
): TimeFold[] {
  const rows = starts.length;
  if (!Number.isInteger(folds) || folds < 1)
    throw new PayrhythmError('USAGE', `folds is ${folds}; it must be a whole number from 1.`);
  if (ends.length !== rows || groups.length !== rows)
    throw new PayrhythmError('BAD_DATA', `There are ${rows} starts, ${ends.length} ends and ${groups.length} groups.`);
  for (let row = 0; row < rows; row++)
    if (!(ends[row] >= starts[row]))
      throw new PayrhythmError('BAD_DATA', `Row ${row} ends on day ${ends[row]}, before its start ${starts[row]}.`);
  const cuts = cutDays(starts, folds);
  return cuts.map((cut, fold) => {
    const until = cuts[fold + 1] ?? Infinity;
    const validation: number[] = [];
    const judged = new Set<number>();
    for (let row = 0; row < rows; row++) {
      if (starts[row] < cut || starts[row] >= until) continue;
      validation.push(row);
      judged.add(groups[row]);
    }
    const train: number[] = [];
    for (let row = 0; row < rows; row++) if (ends[row] < cut && !judged.has(groups[row])) train.push(row);
    return { cut, train: Uint32Array.from(train), validation: Uint32Array.from(validation) };
  });
}

/** First days of the parts after the first, of about equal count. */
function cutDays(starts: ArrayLike<number>, folds: number): number[] {
  const sorted = Float64Array.from(starts).sort();
  const cuts: number[] = [];
  for (let part = 1; part <= folds; part++) {
    const cut = sorted[Math.floor((part * sorted.length) / (folds + 1))];
    if (!(cut > (cuts.at(-1) ?? sorted[0])))
      throw new PayrhythmError(
        'TOO_LITTLE_HISTORY',
        `The rows start on too few days for ${folds} folds; ask for fewer folds or give more history.`,
      );
    cuts.push(cut);
  }
  return cuts;
}
