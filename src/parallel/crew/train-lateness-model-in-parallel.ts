import type { Ledger } from '../../ledger/index.ts';
import type { LatenessModel } from '../../models/lateness/lateness-model.ts';
import { type TrainOptions, trainLatenessModel } from '../../models/lateness/train-lateness-model.ts';
import { startCrew } from './start-crew.ts';

/**
 * `trainLatenessModel` on several threads (default: one for each processor): the same model, to the bit. Errors as there
 * and at `startCrew`.
 */
export async function trainLatenessModelInParallel(
  ledger: Ledger,
  options: Omit<TrainOptions, 'crew'> & { readonly threads?: number },
): Promise<LatenessModel> {
  const { threads, ...trainOptions } = options;
  const crew = await startCrew(threads === undefined ? {} : { threads });
  try {
    return trainLatenessModel(ledger, { ...trainOptions, crew });
  } finally {
    await crew.close();
  }
}
