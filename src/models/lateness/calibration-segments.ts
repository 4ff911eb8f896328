import { featureColumn } from '../../features/index.ts';
import { type Ledger, textAt } from '../../ledger/index.ts';
import { expectedCalibrationError } from '../metrics/index.ts';
import type { Evaluation } from './evaluate-lateness.ts';

/** How well the chances of one kind of test invoices came true. */
export interface CalibrationSegment {
  /** What the invoices are told apart by: `history` (invoices of the debtor whose outcome was known), `term`, `amount`, `run` or `country`. */
  readonly by: string;
  readonly segment: string;
  readonly rows: number;
  /** Mean of the late chances that were forecast, and share that came late, 0–1. */
  readonly meanForecast: number;
  readonly observedShare: number;
  /** Calibration error over ten bins of equal count; `null` below 100 rows, where it would be chance mostly. */
  readonly ece: number | null;
}

/** Fewest rows whose calibration error says anything. */
const FEWEST_ROWS = 100;
/** Countries that are told one by one. */
const MOST_COUNTRIES = 8;

/**
 * Calibration of an evaluation's forecasts by history, term, amount (thirds at training), payment run and country, in a
 * fixed order; segments without a row are left out. A calibration error is never below 0, and the fewer the rows the further above
 * it by chance: compare with `rows` in mind. O(rows log rows).
 */
export function calibrationSegments(ledger: Ledger, evaluation: Evaluation): CalibrationSegment[] {
  const { asked, features, forecasts, label, model } = evaluation;
  const [small, large] = model.smoothing.amountCuts;
  const steps =
    (feature: string, ends: readonly number[], names: readonly string[]) =>
    (row: number): string => {
      const value = featureColumn(features, feature)[row];
      const at = ends.findIndex((end) => value <= end);
      return names[at < 0 ? names.length - 1 : at];
    };
  const dimensions: readonly (readonly [string, readonly string[], (row: number) => string])[] = [
    dimension('history', 'lessons', [0, 4, 19], ['none', '1–4', '5–19', '20 and more']),
    dimension('term', 'term_days', [14, 30, 60], ['up to 14 days', '15–30 days', '31–60 days', 'over 60 days']),
    dimension('amount', 'amount', [small, large], ['small', 'middle', 'large']),
    dimension('run', 'run_strength', [0], ['none found', 'found']),
    countries(),
  ];
  return dimensions.flatMap(([by, names, nameOf]) => {
    const rowsOf = new Map<string, number[]>(names.map((name) => [name, []]));
    for (let row = 0; row < label.length; row++) rowsOf.get(nameOf(row))?.push(row);
    return [...rowsOf].filter(([, rows]) => rows.length > 0).map(([segment, rows]) => judge(by, segment, rows));
  });

  function dimension(by: string, feature: string, ends: readonly number[], names: readonly string[]) {
    return [by, names, steps(feature, ends, names)] as const;
  }

  function countries() {
    const countryOf = (row: number): string =>
      textAt(ledger.debtors.country, ledger.invoices.debtor[asked.invoice[row]]) || 'not known';
    const count = new Map<string, number>();
    for (let row = 0; row < label.length; row++) count.set(countryOf(row), (count.get(countryOf(row)) ?? 0) + 1);
    const told = [...count]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, MOST_COUNTRIES)
      .map(([country]) => country);
    return [
      'country',
      [...told, 'others'],
      (row: number) => (told.includes(countryOf(row)) ? countryOf(row) : 'others'),
    ] as const;
  }

  function judge(by: string, segment: string, rows: readonly number[]): CalibrationSegment {
    const chances = Float64Array.from(rows, (row) => forecasts.pLate[row]);
    const labels = Uint8Array.from(rows, (row) => label[row]);
    return {
      by,
      segment,
      rows: rows.length,
      meanForecast: chances.reduce((sum, chance) => sum + chance, 0) / rows.length,
      observedShare: labels.reduce((sum, late) => sum + late, 0) / rows.length,
      ece: rows.length < FEWEST_ROWS ? null : expectedCalibrationError(chances, labels),
    };
  }
}
