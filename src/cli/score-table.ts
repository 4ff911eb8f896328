import { type LatenessScores, SCORES_WITH_INTERVALS, type ScoreIntervals } from '../models/index.ts';
import { countedNoun, textTable } from './text-table.ts';

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

/** The scores of a model beside the baseline's, as a table; with intervals, where they are given, 80 columns wide. */
export function scoreTable(model: LatenessScores, baseline: LatenessScores, intervals?: ScoreIntervals): string {
  const cell = (value: number | null, digits: number): string => (value === null ? '–' : value.toFixed(digits));
  if (intervals === undefined)
    return textTable(
      [
        { title: '', width: 32 },
        { title: 'model', align: 'right', width: 10 },
        { title: "debtor's record", align: 'right', width: 17 },
      ],
      ROWS.map(([key, label, digits]) => [label, cell(model[key], digits), cell(baseline[key], digits)]),
    );
  const bounds = (side: 'model' | 'difference', key: keyof LatenessScores, digits: number): string => {
    const found = SCORES_WITH_INTERVALS.find((name) => name === key);
    const interval = found === undefined ? null : intervals[side][found];
    if (interval === null) return '';
    const signed = (value: number): string =>
      `${side === 'difference' && value >= 0 ? '+' : ''}${value.toFixed(digits)}`;
    return `${signed(interval.low)} … ${signed(interval.high)}`;
  };
  const table = textTable(
    [
      { title: '', width: 31 },
      { title: 'model', align: 'right', width: 7 },
      { title: '95 %', align: 'right', width: 14 },
      { title: "debtor's record", align: 'right', width: 9 },
      { title: 'difference', align: 'right', width: 16 },
    ],
    ROWS.map(([key, label, digits]) => [
      label,
      cell(model[key], digits),
      bounds('model', key, digits),
      cell(baseline[key], digits),
      bounds('difference', key, digits),
    ]),
  );
  return `${table}95 %: intervals by ${intervals.resamples} draws of whole debtors (${countedNoun(intervals.debtors, 'debtor')}); a difference\nwhose interval does not hold 0 is more than chance\n`;
}
