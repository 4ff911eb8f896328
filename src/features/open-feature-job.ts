import type { CrewPhase } from '../crew/index.ts';
import { ledgerOf } from './behaviour-ledger.ts';
import { fillDebtorFeatures, fillInvoiceFeatures } from './compute-features.ts';
import type { FeatureJob } from './feature-job.ts';
import { detectRunsOf } from './payment-history.ts';

/** The one phase of a job about features. O(1). */
export function openFeatureJob(job: FeatureJob): readonly CrewPhase[] {
  const ledger = ledgerOf(job.ledger);
  const { bounds } = job;
  if (job.kind === 'runs')
    return [(task) => detectRunsOf(ledger, job.items, job.asOf, job.thresholds, bounds[task], bounds[task + 1])];
  const { question, options, table } = job;
  return [
    (task) => {
      const [from, to] = [bounds[task], bounds[task + 1]];
      if (question.grain === 'debtor')
        fillDebtorFeatures(ledger, question.asOf, options, table, question.cash, from, to);
      else fillInvoiceFeatures(ledger, question.prepared, options, table, from, to);
    },
  ];
}
