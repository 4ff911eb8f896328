/** How many of the late invoices are found among those that a ranking puts first. */
export interface GainsPoint {
  readonly ranked_by: 'model' | 'own record' | 'best possible';
  /** Share 0–1 of all invoices looked at, those with the highest chance first. */
  readonly looked_at: number;
  /** Share 0–1 of all late invoices among them. */
  readonly late_found: number;
}

/** Points of each curve besides the first. */
const STEPS = 20;

/**
 * Cumulative gains of the model, of the debtor's own record where given, and of a ranking that knows the outcome, at
 * every twentieth of the invoices. Equal forecasts share their late invoices evenly, so that the order of rows does not
 * matter. Arrays run parallel; labels 1 = late. Empty where nothing was late. O(n log n).
 */
export function gainsTable(scored: {
  readonly forecast: Float64Array;
  readonly label: Uint8Array;
  readonly ownRecord?: Float64Array;
}): GainsPoint[] {
  const { forecast, label, ownRecord } = scored;
  const late = label.reduce((sum, one) => sum + one, 0);
  if (late === 0) return [];
  const curve = (ranked_by: GainsPoint['ranked_by'], chances: ArrayLike<number>): GainsPoint[] =>
    foundAtSteps(chances, label).map((found, step) => ({
      ranked_by,
      looked_at: step / STEPS,
      late_found: found / late,
    }));
  return [
    ...curve('model', forecast),
    ...(ownRecord ? curve('own record', ownRecord) : []),
    ...curve('best possible', label),
  ];
}

/** Late invoices found within each twentieth, in expectation where equals are cut through. */
function foundAtSteps(chances: ArrayLike<number>, label: Uint8Array): number[] {
  const rows = label.length;
  const order = Array.from(label.keys()).sort((a, b) => chances[b] - chances[a]);
  const found: number[] = [0];
  let before = 0;
  let step = 1;
  for (let from = 0; from < rows; ) {
    let to = from;
    let late = 0;
    while (to < rows && chances[order[to]] === chances[order[from]]) late += label[order[to++]];
    while (step <= STEPS && (step * rows) / STEPS <= to + 1e-9) {
      found.push(before + (late * ((step * rows) / STEPS - from)) / (to - from));
      step++;
    }
    before += late;
    from = to;
  }
  return found;
}
