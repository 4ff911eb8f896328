import { type EpochDay, formatDay } from '../calendar/index.ts';
import type { LatenessModel, LatenessScores } from '../models/index.ts';
import type { Champion } from './load-champion.ts';
import type { NightEngine } from './night-engine.ts';
import type { NightlyConfig } from './nightly-config.ts';

/** Scores of the old model and of one like the new on invoices that neither had seen. */
export interface ModelTrial {
  /** First day of the invoices' outcomes, `YYYY-MM-DD`. */
  readonly from: string;
  readonly rows: number;
  readonly champion: LatenessScores;
  readonly challenger: LatenessScores;
}

/** What was decided about the model of a night, and why. */
export interface ModelDecision {
  readonly outcome: 'kept' | 'first' | 'replaced' | 'challenger_rejected';
  /** Why a training was due; none where none was. */
  readonly reasons: readonly string[];
  readonly explanation: string;
  readonly championId: string | null;
  readonly challengerId: string | null;
  /** Null where the two were not, or could not be, compared. */
  readonly trial: ModelTrial | null;
  /** Day of the last training, `YYYY-MM-DD`. */
  readonly trainedOn: string;
  /** Share of the debtors that it looked at, 0–1; null where an older version did not say. */
  readonly trainedShare: number | null;
}

/** The model of a night, with the decision about it. */
export interface ChosenModel {
  readonly model: LatenessModel;
  readonly isNew: boolean;
  readonly decision: ModelDecision;
}

/** Shortest and longest stretch of outcomes that a trial looks at, days. */
const TRIAL_DAYS = { least: 14, most: 60 };

/**
 * Trains a challenger and decides whether it takes the champion's place. Both are tried on invoices whose outcome became
 * known after either was trained: the champion as it is, the challenger as it would have been at the beginning of that
 * stretch (a model that has seen the outcomes would win by memory). The challenger wins where its log loss is not worse
 * by more than the tolerance; where too few outcomes became known, where its own held-back score is not worse than that
 * of the debtors' own record.
 */
export async function chooseModel(
  engine: NightEngine,
  champion: Champion,
  asOf: EpochDay,
  reasons: readonly string[],
  config: NightlyConfig['model']['retrain'],
): Promise<ChosenModel> {
  const challenger = await engine.train(asOf);
  const base = {
    reasons,
    championId: champion.model?.id ?? null,
    challengerId: challenger.id,
    trainedOn: formatDay(asOf),
    trainedShare: engine.trainedShare(asOf),
  };
  const take = (outcome: 'first' | 'replaced', explanation: string, trial: ModelTrial | null = null): ChosenModel => ({
    model: challenger,
    isNew: true,
    decision: { ...base, outcome, explanation, trial },
  });
  const keep = (model: LatenessModel, explanation: string, trial: ModelTrial | null = null): ChosenModel => ({
    model,
    isNew: false,
    decision: { ...base, outcome: 'challenger_rejected', explanation, trial },
  });

  if (!champion.model)
    return take(champion.problem ? 'replaced' : 'first', 'there was no usable model to compare with');
  const old = champion.model;
  const trial = await tryBoth(engine, old, asOf, config.minimumOutcomes);
  if (trial) {
    const worse = (trial.challenger.logLoss ?? 0) - (trial.champion.logLoss ?? 0);
    const told = `log loss ${shown(trial.challenger.logLoss)} against ${shown(trial.champion.logLoss)} of the old model on ${trial.rows} invoices that neither had seen`;
    return worse <= config.tolerance
      ? take('replaced', `not worse: ${told}`, trial)
      : keep(old, `worse: ${told}`, trial);
  }
  const few = `too little became known since the old model was trained to compare the two (${config.minimumOutcomes} outcomes are wanted)`;
  const split = challenger.timeSplit;
  const behind = (split?.model.logLoss ?? 0) - (split?.baseline.logLoss ?? 0);
  return behind <= config.tolerance
    ? take('replaced', `${few}; the new model is not worse than the debtors' own record on held-back invoices`)
    : keep(old, `${few}, and the new model is worse than the debtors' own record on held-back invoices`);
}

async function tryBoth(
  engine: NightEngine,
  champion: LatenessModel,
  asOf: EpochDay,
  minimumOutcomes: number,
): Promise<ModelTrial | undefined> {
  const age = asOf - champion.trainedAt;
  const stretch = Math.min(TRIAL_DAYS.most, Math.max(TRIAL_DAYS.least, Math.round(age / 2)));
  const from = Math.max(champion.trainedAt, asOf - stretch);
  if (from >= asOf) return undefined;
  const { rows, late } = await engine.score([champion], from, asOf);
  if (rows < minimumOutcomes || late === 0 || late === rows) return undefined;
  const rival = from === champion.trainedAt ? undefined : await engine.train(from);
  // Trained on the same morning it would be the champion again: nothing to compare.
  if (!rival) return undefined;
  const { scores } = await engine.score([champion, rival], from, asOf);
  return { from: formatDay(from), rows, champion: scores[0], challenger: scores[1] };
}

function shown(value: number | null): string {
  return value === null ? '–' : value.toFixed(4);
}
