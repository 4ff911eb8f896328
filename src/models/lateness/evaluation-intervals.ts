import type { Ledger } from '../../ledger/index.ts';
import type { Evaluation } from './evaluate-lateness.ts';
import { type ScoreIntervals, scoreIntervals } from './score-intervals.ts';

/**
 * How sure the scores of an evaluation are: {@link scoreIntervals} of its forecasts beside those of the debtors' own records.
 * The model's seed, 200 resamples. O(rows log rows + resamples × rows).
 */
export function evaluationIntervals(ledger: Ledger, evaluation: Evaluation): ScoreIntervals {
  const { model, asked, forecasts, baselineForecasts, label, paidDay } = evaluation;
  return scoreIntervals(
    { ...forecasts, paidDay },
    { ...baselineForecasts, pLate: forecasts.baselinePLate, paidDay },
    label,
    asked.invoice.map((i) => ledger.invoices.debtor[i]),
    { seed: model.seed },
  );
}
