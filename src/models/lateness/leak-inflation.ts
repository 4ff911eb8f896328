import type { EpochDay } from '../../calendar/index.ts';
import {
  computeInvoiceFeatures,
  FEATURES,
  type FeatureFamily,
  type FeatureTable,
  featureColumn,
  type InvoiceMoments,
} from '../../features/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import { boostedTrees, type FeatureMatrix } from '../estimators/index.ts';
import { auc } from '../metrics/index.ts';
import { lastKnownDay, type PreparedEvaluation, pastRows } from './evaluate-lateness.ts';
import { featureOptionsOf } from './lateness-model.ts';
import { MODEL_FEATURES } from './model-inputs.ts';

/** What features that ignore the as-of date would have scored, beside the honest ones; `null` where it is undefined. */
export interface LeakInflation {
  /** Invoices learnt from and judged on, the same for both. */
  readonly trainRows: number;
  readonly testRows: number;
  readonly aucHonest: number | null;
  readonly aucNaive: number | null;
  /** Naive minus honest: what looking ahead pretends to gain. */
  readonly difference: number | null;
}

/** What is known of how a debtor pays. The invoice's own dates and amounts cannot look ahead. */
const BEHAVIOUR: ReadonlySet<FeatureFamily> = new Set([
  'lateness',
  'recency',
  'distribution',
  'sequence',
  'situations',
  'likeness',
  'partial',
  'promises',
  'disputes',
]);
/** More rows would not move the difference. */
const MOST_ROWS = 20_000;

/**
 * How much an evaluation would be flattered by the classic leak: a debtor's behaviour averaged once over the whole ledger
 * and joined to all its invoices, so that each row holds its own outcome and what came after it (Kaufman et al. 2012,
 * "Leakage in data mining"). Two classifiers (`boosted-trees`, default settings, the evaluation's seed) learn from the
 * same invoices issued before the cut, those whose outcome was known then, and are judged on the same test rows: one is
 * given each invoice's features on its own morning, the other the behaviour of its debtor as the whole ledger shows it.
 * The classifiers are plain ones of late or not, not the lateness model: only their difference counts. O(rows log rows).
 */
export function measureLeakInflation(ledger: Ledger, prepared: PreparedEvaluation): LeakInflation {
  const test = spread(prepared.asked, prepared.label);
  const past = pastRows(ledger, prepared);
  const train = spread(past.asked, past.label);
  const options = { ...featureOptionsOf(prepared.model), features: MODEL_FEATURES };
  const end = lastKnownDay(ledger) + 1;
  const aucOf = (matrixOf: (asked: InvoiceMoments) => FeatureMatrix): number | null => {
    if (train.label.length === 0) return null;
    const model = boostedTrees().fit(matrixOf(train.asked), train.label, { seed: prepared.model.seed });
    const score = auc(model.predict(matrixOf(test.asked)), test.label);
    return Number.isNaN(score) ? null : score;
  };
  const honest = (asked: InvoiceMoments): FeatureTable => computeInvoiceFeatures(ledger, asked, options);
  const aucHonest = aucOf((asked) => asMatrix(honest(asked)));
  const aucNaive = aucOf((asked) => asMatrix(lookAhead(honest(asked), ledger, asked, end, options)));
  return {
    trainRows: train.label.length,
    testRows: test.label.length,
    aucHonest,
    aucNaive,
    difference: aucHonest === null || aucNaive === null ? null : aucNaive - aucHonest,
  };
}

/** The same table, with the behaviour of the debtor as it stands at the end of the ledger. */
function lookAhead(
  honest: FeatureTable,
  ledger: Ledger,
  asked: InvoiceMoments,
  end: EpochDay,
  options: Parameters<typeof computeInvoiceFeatures>[2],
): FeatureTable {
  const late = computeInvoiceFeatures(ledger, { ...asked, moment: asked.moment.map(() => end) }, options);
  const families = new Map<string, FeatureFamily>(FEATURES.map(({ name, family }) => [name, family]));
  const columns = honest.names.map((name) => {
    const family = families.get(name);
    return featureColumn(family !== undefined && BEHAVIOUR.has(family) ? late : honest, name);
  });
  return { ...honest, columns };
}

function asMatrix({ rows, names, columns }: FeatureTable): FeatureMatrix {
  return { rows, names, columns };
}

/** At most so many rows, evenly spread over all of them. */
function spread(asked: InvoiceMoments, label: Uint8Array): { asked: InvoiceMoments; label: Uint8Array } {
  const rows = label.length;
  if (rows <= MOST_ROWS) return { asked, label };
  const kept = Uint32Array.from({ length: MOST_ROWS }, (_, n) => Math.floor((n * rows) / MOST_ROWS));
  return {
    asked: {
      invoice: Int32Array.from(kept, (row) => asked.invoice[row]),
      moment: Int32Array.from(kept, (row) => asked.moment[row]),
    },
    label: Uint8Array.from(kept, (row) => label[row]),
  };
}
