import type { LatenessScores } from '../models/index.ts';
import { textTable } from './text-table.ts';

const ROWS: readonly (readonly [keyof LatenessScores, string, number])[] = [
  ['auc', 'AUC (1 = perfect order)', 3],
  ['averagePrecision', 'average precision', 3],
  ['precisionAtTop10', 'late among the top 10 %', 3],
  ['brier', 'Brier score (0 = perfect)', 3],
  ['ece', 'calibration error', 3],
  ['logLoss', 'log loss', 3],
  ['maeDays', 'payment date off by, days', 1],
  ['within3Days', 'date within 3 days', 3],
  ['coverage80', 'paid from P10 to P90 (aim .80)', 3],
];

/** The scores of a model beside the baseline's, as a table. */
export function scoreTable(model: LatenessScores, baseline: LatenessScores): string {
  const cell = (value: number | null, digits: number): string => (value === null ? '–' : value.toFixed(digits));
  return textTable(
    [
      { title: '', width: 32 },
      { title: 'model', align: 'right', width: 10 },
      { title: "debtor's record", align: 'right', width: 17 },
    ],
    ROWS.map(([key, label, digits]) => [label, cell(model[key], digits), cell(baseline[key], digits)]),
  );
}
