import { type EpochDay, formatDay } from '../calendar/index.ts';
import type { LatenessScores } from '../models/index.ts';
import type { PopulationSample } from '../prioritise/index.ts';
import type { Champion } from './load-champion.ts';
import type { NewlyKnown, NightEngine } from './night-engine.ts';
import type { NightlyConfig } from './nightly-config.ts';
import { type ColumnDrift, measureDrift } from './population-profile.ts';

/** How the forecasts of the model in use came true since it was trained. */
export interface CalibrationHealth {
  /** First day of the outcomes, `YYYY-MM-DD`. */
  readonly from: string;
  readonly rows: number;
  readonly lateShare: number | null;
  readonly scores: LatenessScores | null;
  /** Calibration error beyond what chance explains, at least 0. */
  readonly excessError: number | null;
  /** Null = too few outcomes to judge. */
  readonly isAlert: boolean | null;
}

/** How far the population has moved since the model was trained. */
export interface DriftHealth {
  /** Largest first; null where no profile is kept. */
  readonly columns: readonly ColumnDrift[] | null;
  readonly alerts: readonly ColumnDrift[];
}

/** The health of a night, as its record holds it. */
export interface NightHealth {
  /** What became known since the last run; null on the first night. */
  readonly newlyKnown: (NewlyKnown & { readonly since: string }) | null;
  readonly calibration: CalibrationHealth | null;
  readonly drift: DriftHealth | null;
}

/** Longest stretch of outcomes that calibration is measured on, days. */
const MOST_DAYS = 60;

/** Calibration of the champion on the outcomes that became known since it was trained, at most the last 60 days. */
export async function checkCalibration(
  engine: NightEngine,
  champion: Champion,
  asOf: EpochDay,
  config: NightlyConfig['model']['retrain'],
): Promise<CalibrationHealth | null> {
  if (!champion.model || champion.model.trainedAt >= asOf) return null;
  const from = Math.max(champion.model.trainedAt, asOf - MOST_DAYS);
  const { rows, late, scores, chanceErrors } = await engine.score([champion.model], from, asOf);
  const told = { from: formatDay(from), rows, lateShare: rows === 0 ? null : late / rows };
  const error = scores[0]?.ece;
  if (rows < config.minimumOutcomes || error === null || error === undefined)
    return { ...told, scores: null, excessError: null, isAlert: null };
  const excessError = Math.max(0, error - chanceErrors[0]);
  return { ...told, scores: scores[0], excessError, isAlert: excessError > config.calibrationDrift };
}

/** Drift of tonight's population against the one that the champion was trained on. */
export function checkDrift(
  champion: Champion,
  population: PopulationSample,
  config: NightlyConfig['model']['retrain'],
): DriftHealth {
  if (!champion.profile) return { columns: null, alerts: [] };
  const columns = measureDrift(champion.profile, population);
  return {
    columns,
    alerts: columns.filter(({ psi, chancePsi }) => psi > config.inputDrift && psi > chancePsi),
  };
}
