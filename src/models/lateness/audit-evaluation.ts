import { computeInvoiceFeatures } from '../../features/index.ts';
import { findSorted, type Ledger, textAt, visibleAt } from '../../ledger/index.ts';
import type { Evaluation } from './evaluate-lateness.ts';
import { featureOptionsOf } from './lateness-model.ts';

/** What an audit of an evaluation found. */
export interface LeakAudit {
  /** Test rows whose features were computed again from a ledger that holds nothing known later. */
  readonly checked: number;
  /** Of these, rows where any feature differs: each one would be a leak. */
  readonly differing: number;
  /** Ids of the invoices that differ, at most ten. */
  readonly examples: readonly string[];
}

/**
 * Checks for leakage by brute force: evenly spread test invoices are scored again on a ledger from which every row known
 * on or after their moment was physically removed; all features must come out the same. O(checked × rows).
 */
export function auditEvaluation(ledger: Ledger, evaluation: Evaluation, most = 50): LeakAudit {
  const { asked, features, model } = evaluation;
  const rows = asked.invoice.length;
  const step = Math.max(1, Math.floor(rows / most));
  const examples: string[] = [];
  let checked = 0;
  let differing = 0;
  for (let r = 0; r < rows && checked < most; r += step) {
    checked++;
    const i = asked.invoice[r];
    const cut = visibleAt(ledger, asked.moment[r], i);
    const debtor = findSorted(cut.debtors.id, textAt(ledger.debtors.id, ledger.invoices.debtor[i]));
    const id = textAt(ledger.invoices.id, i);
    let own = cut.invoices.start[debtor];
    while (textAt(cut.invoices.id, own) !== id) own++;
    const again = computeInvoiceFeatures(
      cut,
      { invoice: Int32Array.of(own), moment: Int32Array.of(asked.moment[r]) },
      featureOptionsOf(model),
    );
    const isSame = again.columns.every((column, f) => Object.is(column[0], features.columns[f][r]));
    if (isSame) continue;
    differing++;
    if (examples.length < 10) examples.push(id);
  }
  return { checked, differing, examples };
}
