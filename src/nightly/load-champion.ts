import { type EpochDay, formatDay } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import type { HeldTarget, RunDocument } from '../io/night-target/night-target.ts';
import { type EstimatorName, type LatenessModel, loadLatenessModel } from '../models/index.ts';
import { type PopulationProfile, readPopulationProfile } from './population-profile.ts';

/** The model of the current run, or why there is none. */
export interface Champion {
  readonly model: LatenessModel | undefined;
  readonly profile: PopulationProfile | undefined;
  /** Why the kept model cannot be used; undefined where it can, or none was kept. */
  readonly problem: string | undefined;
  /** Whether its file is damaged or gone. */
  readonly isDamaged: boolean;
}

/** What a model must have been trained for. */
export interface ModelSettings {
  readonly estimator: EstimatorName;
  readonly lateAfterDays: number;
  readonly roll: 'following' | 'none';
  readonly seed: number;
  readonly currency: string;
}

const NONE: Champion = { model: undefined, profile: undefined, problem: undefined, isDamaged: false };

/** Reads the model that the current run was ranked by, and checks that it fits this night. */
export async function loadChampion(
  held: HeldTarget,
  current: RunDocument | undefined,
  asOf: EpochDay,
  settings: ModelSettings,
): Promise<Champion> {
  if (!current) return NONE;
  const { id } = current.model;
  const stored = await held.readModel(id);
  if (!stored) return { ...NONE, problem: `the model ${id} is no longer in the target`, isDamaged: true };
  let model: LatenessModel;
  try {
    model = loadLatenessModel(parseJson(stored.document));
  } catch (error) {
    if (!(error instanceof PayrhythmError)) throw error;
    return { ...NONE, problem: `the model ${id} cannot be read: ${error.message}`, isDamaged: true };
  }
  if (model.id !== id) return { ...NONE, problem: `the file of model ${id} holds model ${model.id}`, isDamaged: true };
  const problem = misfit(model, asOf, settings);
  if (problem !== undefined) return { ...NONE, problem };
  return { ...NONE, model, profile: readPopulationProfile(stored.profile) };
}

function misfit(model: LatenessModel, asOf: EpochDay, settings: ModelSettings): string | undefined {
  if (model.trainedAt > asOf) return `it was trained on ${formatDay(model.trainedAt)}, after this as-of date`;
  if (model.currency !== settings.currency)
    return `it was trained on amounts in ${model.currency || 'no stated currency'}, the ledger reports in ${settings.currency || 'no stated currency'}`;
  for (const [name, is, wanted] of [
    ['estimator', model.requested, settings.estimator],
    ['lateAfterDays', model.lateAfterDays, settings.lateAfterDays],
    ['roll', model.roll, settings.roll],
    ['seed', model.seed, settings.seed],
  ])
    if (is !== wanted) return `it was trained with ${name} ${is}, the configuration says ${wanted}`;
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PayrhythmError('BAD_MODEL', 'it is no JSON document, or only part of one');
  }
}
