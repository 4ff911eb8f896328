import { type EpochDay, formatDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import type { Ledger } from '../../ledger/index.ts';
import type { LatenessModel } from './lateness-model.ts';

/**
 * Passes where a model may look at this ledger on this morning. `who` is the function that was called. O(1).
 *
 * @throws {PayrhythmError} `USAGE` where there is no model, `BAD_MODEL` where it was trained after that morning or on
 *   amounts in another currency.
 */
export function requireFittingModel(
  model: LatenessModel,
  ledger: Pick<Ledger, 'reporting'>,
  asOf: EpochDay,
  who: string,
): void {
  if (typeof model?.trainedAt !== 'number')
    throw new PayrhythmError(
      'USAGE',
      `${who} needs a model: pass what trainLatenessModel(ledger, { asOf }) or loadLatenessModel(json) gives`,
    );
  if (model.trainedAt > asOf)
    throw new PayrhythmError(
      'BAD_MODEL',
      `the model was trained on what was known on ${formatDay(model.trainedAt)}, after ${formatDay(asOf)}: it has seen what was to come; train one as of ${formatDay(asOf)} or earlier`,
    );
  if (model.currency !== ledger.reporting.code)
    throw new PayrhythmError(
      'BAD_MODEL',
      `the model was trained on amounts in ${model.currency || 'no stated currency'}, the ledger reports in ${ledger.reporting.code || 'no stated currency'}: train it on this ledger, or use the same --rates`,
    );
}
