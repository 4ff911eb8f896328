import { z } from 'zod';
import { formatDay, parseDay } from '../../calendar/index.ts';
import { PayrhythmError } from '../../errors.ts';
import { declaredFeatures, requireSameFeatures } from './declared-features.ts';
import { ESTIMATOR_NAMES } from './estimator-names.ts';
import { fingerprint } from './fingerprint.ts';
import { hazardPhasesFromJSON, hazardPhasesToJSON } from './hazard-phases.ts';
import type { LatenessModel } from './lateness-model.ts';
import { LIBRARY_VERSION } from './library-version.ts';

const FORMAT = 'payrhythm-lateness-model';
/** Raised with every change of what a file holds: files of another version are refused, since a model is soon trained anew. */
const VERSION = 2;

const share = z.number().min(0).max(1);
const scores = z.strictObject({
  auc: z.number().nullable(),
  averagePrecision: z.number().nullable(),
  brier: z.number().nullable(),
  ece: z.number().nullable(),
  logLoss: z.number().nullable(),
  precisionAtTop10: z.number().nullable(),
  maeDays: z.number().nullable(),
  within3Days: z.number().nullable(),
  coverage80: z.number().nullable(),
});

const interval = z.strictObject({ low: z.number(), high: z.number() }).nullable();
const scoreBounds = z.strictObject({
  auc: interval,
  ece: interval,
  brier: interval,
  maeDays: interval,
  coverage80: interval,
});
const intervals = z.strictObject({
  level: share,
  resamples: z.int().min(1),
  debtors: z.int().min(0),
  model: scoreBounds,
  difference: scoreBounds,
});

const recalibration = z.strictObject({
  intercept: z.number(),
  slopes: z.array(z.number().min(0)),
  priorSlope: z.number().min(0),
  corrections: z.array(z.strictObject({ day: z.int(), intercept: z.number(), slope: z.number().positive() })),
  lowLevel: z.number().gt(0).lt(0.5),
  highLevel: z.number().gt(0.5).lt(1),
});

const parameters = z.record(z.string(), z.number());
const search = z.strictObject({
  estimator: z.enum(ESTIMATOR_NAMES),
  seed: z.number(),
  folds: z.array(z.strictObject({ cut: z.string(), trainPairs: z.int().min(0), testPairs: z.int().min(0) })),
  trials: z.array(z.strictObject({ parameters, logLosses: z.array(z.number()) })),
  chosen: parameters,
});

/** The content in its canonical order of keys, which the id and the bytes of a model file depend on. */
const contentSchema = z.strictObject({
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  libraryVersion: z.string().min(1),
  trainedAt: z.string(),
  requested: z.enum(ESTIMATOR_NAMES),
  estimator: z.enum(ESTIMATOR_NAMES),
  choice: z.string(),
  search: search.optional(),
  seed: z.number(),
  currency: z.string(),
  lateAfterDays: z.int().min(0).max(180),
  roll: z.enum(['following', 'none']),
  features: z.array(z.strictObject({ name: z.string(), declared: z.string().regex(/^[0-9a-f]{16}$/) })),
  smoothing: z.strictObject({
    lateAfterDays: z.int(),
    roll: z.enum(['following', 'none']),
    lateRate: share,
    veryLateRate: share,
    meanLateDays: z.number(),
    strength: z.number().positive(),
    segments: z.array(
      z.strictObject({
        country: z.string(),
        kind: z.string(),
        lateRate: share,
        veryLateRate: share,
        meanLateDays: z.number(),
      }),
    ),
    amountCuts: z.tuple([z.number(), z.number()]),
    promiseKeptRate: share,
    openTotal: z.number().min(0),
  }),
  runThresholds: z.strictObject({
    weekdayShares: z.array(share).length(7),
    pKnots: z.array(share),
    qKnots: z.array(share),
    debtors: z.number(),
    falseDiscoveryRate: share,
    minimumDates: z.number(),
  }),
  grid: z.strictObject({ edges: z.array(z.int()).min(3) }),
  population: z.strictObject({ hazards: z.array(share), tailDailyHazard: share }),
  weekdayWeights: z.array(z.number().min(0)).length(7),
  hazards: z.array(
    z.strictObject({
      binDummies: z.boolean(),
      phases: z.array(z.strictObject({ firstBin: z.int().min(0), lastBin: z.int().min(0), estimator: z.unknown() })),
    }),
  ),
  recalibration: z.strictObject({ beforeDue: recalibration, fromDue: recalibration }),
  training: z.strictObject({ rows: z.int().min(0), lateShare: share }),
  trainingSpan: z.strictObject({ from: z.string(), to: z.string() }),
  timeSplit: z.strictObject({ from: z.string(), rows: z.int(), model: scores, baseline: scores, intervals }).optional(),
  warnings: z.array(z.string()),
});

const documentSchema = contentSchema.extend({ id: z.string().regex(/^[0-9a-f]{16}$/) });

/** Gives a model its id and its way to plain data. */
export function finishLatenessModel(parts: Omit<LatenessModel, 'id' | 'toJSON'>): LatenessModel {
  const content = contentSchema.parse({
    format: FORMAT,
    version: VERSION,
    libraryVersion: parts.libraryVersion,
    trainedAt: formatDay(parts.trainedAt),
    requested: parts.requested,
    estimator: parts.estimator,
    choice: parts.choice,
    ...(parts.search ? { search: parts.search } : {}),
    seed: parts.seed,
    currency: parts.currency,
    lateAfterDays: parts.lateAfterDays,
    roll: parts.roll,
    features: declaredFeatures(),
    smoothing: parts.smoothing,
    runThresholds: parts.runThresholds,
    grid: parts.grid,
    population: parts.population,
    weekdayWeights: parts.weekdayWeights,
    hazards: parts.hazards.map(hazardPhasesToJSON),
    recalibration: parts.recalibration,
    training: parts.training,
    trainingSpan: parts.trainingSpan,
    ...(parts.timeSplit ? { timeSplit: parts.timeSplit } : {}),
    warnings: parts.warnings,
  });
  const id = fingerprint(JSON.stringify(content));
  return { ...parts, id, toJSON: () => ({ ...content, id }) };
}

/**
 * A model from its plain data. The id is checked against the content, so that a file that was changed by hand or cut
 * short is refused rather than believed.
 *
 * @throws {PayrhythmError} `BAD_MODEL` for anything that is not a whole model of this format version, trained with features
 *   that are declared as they are now.
 */
export function loadLatenessModel(json: unknown): LatenessModel {
  if (typeof json === 'string')
    throw new PayrhythmError(
      'BAD_MODEL',
      'the model is a text: JSON.parse it first, loadLatenessModel(JSON.parse(text))',
    );
  requireThisVersion(json);
  const parsed = documentSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new PayrhythmError(
      'BAD_MODEL',
      `this is no payrhythm model that this version can read (${issue.path.join('.') || 'document'}: ${issue.message}); train one with: payrhythm train LEDGER --model FILE`,
    );
  }
  const {
    format: _format,
    version: _version,
    id,
    trainedAt,
    features,
    hazards,
    timeSplit,
    search,
    ...rest
  } = parsed.data;
  requireSameFeatures(features);
  const model = finishLatenessModel({
    ...rest,
    trainedAt: parseDay(trainedAt, 'trainedAt of the model'),
    hazards: hazards.map((member) => hazardPhasesFromJSON(member as Parameters<typeof hazardPhasesFromJSON>[0])),
    ...(timeSplit ? { timeSplit } : {}),
    ...(search ? { search } : {}),
  });
  if (model.id !== id)
    throw new PayrhythmError(
      'BAD_MODEL',
      `the model's id ${id} does not fit its content: the file was changed or damaged; train it again`,
    );
  return model;
}

/** Says of a model file of another version what it is, before its parts are found fault with. */
function requireThisVersion(json: unknown): void {
  const { format, version, libraryVersion } = (json ?? {}) as Record<string, unknown>;
  if (format !== FORMAT || typeof version !== 'number' || version === VERSION) return;
  const by = typeof libraryVersion === 'string' ? ` (written by payrhythm ${libraryVersion})` : '';
  throw new PayrhythmError(
    'BAD_MODEL',
    `the model file has format version ${version}${by}, payrhythm ${LIBRARY_VERSION} reads version ${VERSION}: ` +
      `${version > VERSION ? 'update payrhythm, or ' : ''}train it again with payrhythm train LEDGER --model FILE`,
  );
}
