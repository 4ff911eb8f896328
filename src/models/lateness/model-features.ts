import type { Crew } from '../../crew/index.ts';
import { computeInvoiceFeatures, type FeatureTable, type InvoiceMoments } from '../../features/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import { featureOptionsOf, type LatenessModel } from './lateness-model.ts';
import { MODEL_FEATURES } from './model-inputs.ts';

/** The features that a model looks at, of invoices at their moments; a `crew` shares the work. Cost as `computeInvoiceFeatures`. */
export function modelFeatures(
  model: Pick<LatenessModel, 'smoothing' | 'runThresholds'>,
  ledger: Ledger,
  asked: InvoiceMoments,
  crew?: Crew,
): FeatureTable {
  return computeInvoiceFeatures(ledger, asked, {
    ...featureOptionsOf(model),
    features: MODEL_FEATURES,
    ...(crew ? { crew } : {}),
  });
}
