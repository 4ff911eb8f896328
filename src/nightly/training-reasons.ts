import { type EpochDay, formatDay, parseDay } from '../calendar/index.ts';
import type { RunDocument } from '../io/night-target/night-target.ts';
import type { Champion } from './load-champion.ts';
import type { CalibrationHealth, DriftHealth } from './night-health.ts';
import type { NightlyConfig } from './nightly-config.ts';

/** What decides whether a training is due. */
export interface TrainingFacts {
  readonly champion: Champion;
  readonly current: RunDocument | undefined;
  readonly asOf: EpochDay;
  readonly calibration: CalibrationHealth | null;
  readonly drift: DriftHealth | null;
  readonly config: NightlyConfig['model']['retrain'];
}

/** Why a model is to be trained tonight, in sentences; none where the one in use goes on. O(1). */
export function trainingReasons(facts: TrainingFacts): string[] {
  const { champion, current, asOf, calibration, drift, config } = facts;
  if (!champion.model)
    return [
      champion.problem === undefined ? 'there is no model yet' : `the kept model is not used: ${champion.problem}`,
    ];
  const { model } = champion;
  if (model.estimator !== model.requested)
    return [`history was too thin for ${model.requested} on ${formatDay(model.trainedAt)}; it may be long enough now`];
  // A challenger that lost is tried again after a pause, not every night.
  if (asOf - lastTraining(current, model.trainedAt) < (wasRejected(current) ? config.retryDays : 1)) return [];
  const reasons: string[] = [];
  const ageDays = asOf - model.trainedAt;
  if (ageDays >= config.afterDays) reasons.push(`the model is ${ageDays} days old`);
  if (ageDays < config.minimumAgeDays) return reasons;
  if (calibration?.isAlert)
    reasons.push(
      `its forecasts are off by ${calibration.excessError?.toFixed(3)} beyond chance on ${calibration.rows} invoices`,
    );
  for (const { name, psi } of drift?.alerts ?? [])
    reasons.push(`${name} has moved (stability index ${psi.toFixed(3)})`);
  return reasons;
}

interface RecordedDecision {
  readonly outcome?: unknown;
  readonly trainedOn?: unknown;
}

function decisionOf(current: RunDocument | undefined): RecordedDecision {
  return (current?.model as { decision?: RecordedDecision } | undefined)?.decision ?? {};
}

function lastTraining(current: RunDocument | undefined, trainedAt: EpochDay): EpochDay {
  const { trainedOn } = decisionOf(current);
  return typeof trainedOn === 'string' ? parseDay(trainedOn, 'trainedOn of the run') : trainedAt;
}

/** Whether the last training came to nothing: it is newer than the model in use. */
function wasRejected(current: RunDocument | undefined): boolean {
  const { trainedOn } = decisionOf(current);
  const model = current?.model as { trainedAt?: unknown } | undefined;
  return typeof trainedOn === 'string' && typeof model?.trainedAt === 'string' && trainedOn > model.trainedAt;
}
