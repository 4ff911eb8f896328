import { describe, expect, it } from 'vitest';
import { type EpochDay, formatDay, parseDay } from '../../src/calendar/index.ts';
import type { LatenessModel, LatenessScores } from '../../src/models/index.ts';
import { chooseModel } from '../../src/nightly/choose-model.ts';
import type { Champion } from '../../src/nightly/load-champion.ts';
import type { NightEngine } from '../../src/nightly/night-engine.ts';
import { parseNightlyConfig } from '../../src/nightly/nightly-config.ts';
import { trainingReasons } from '../../src/nightly/training-reasons.ts';

const AS_OF = parseDay('2026-03-02');
const { retrain } = parseNightlyConfig().model;

const scores = (logLoss: number): LatenessScores => ({
  ...{ auc: 0.7, averagePrecision: 0.5, brier: 0.2, ece: 0.02, precisionAtTop10: 0.6 },
  ...{ maeDays: 3, within3Days: 0.6, coverage80: 0.8, logLoss },
});
const model = (trainedAt: EpochDay, more: Partial<LatenessModel> = {}): LatenessModel =>
  ({
    ...{ id: formatDay(trainedAt).replaceAll('-', '').padEnd(16, '0'), trainedAt },
    ...{ estimator: 'boosted-trees', requested: 'boosted-trees', warnings: [] },
    timeSplit: { from: '2025-12-01', rows: 500, model: scores(0.5), baseline: scores(0.52) },
    ...more,
  }) as LatenessModel;
const championOf = (trainedAt: EpochDay): Champion => ({
  ...{ model: model(trainedAt), profile: undefined, problem: undefined, isDamaged: false },
});

/** An engine whose trainings are listed, and whose scores go by the day that a model was trained on. */
function engine(rows: number, logLossOf: (trainedAt: EpochDay) => number, more: Partial<LatenessModel> = {}) {
  const trained: string[] = [];
  const asked: string[] = [];
  const made: Pick<NightEngine, 'train' | 'trainedShare' | 'score'> = {
    trainedShare: () => 0.25,
    async train(asOf) {
      trained.push(formatDay(asOf));
      return model(asOf, more);
    },
    async score(models, from) {
      asked.push(formatDay(from));
      return {
        rows,
        late: rows / 4,
        scores: models.map(({ trainedAt }) => scores(logLossOf(trainedAt))),
        chanceErrors: [],
      };
    },
  };
  return { engine: made as NightEngine, trained, asked };
}

describe('champion and challenger', () => {
  it('are tried on outcomes that neither has seen; the challenger as it would have been then', async () => {
    const champion = championOf(AS_OF - 40);
    const { engine: night, trained, asked } = engine(400, (day) => (day === AS_OF - 40 ? 0.5 : 0.48));
    const chosen = await chooseModel(night, champion, AS_OF, ['old'], retrain);
    expect(trained).toEqual(['2026-03-02', '2026-02-10']);
    expect(asked).toEqual(['2026-02-10', '2026-02-10']);
    expect(chosen).toMatchObject({ isNew: true, model: { trainedAt: AS_OF } });
    expect(chosen.decision).toMatchObject({
      trainedShare: 0.25,
      ...{ outcome: 'replaced', reasons: ['old'], trainedOn: '2026-03-02' },
      explanation: 'not worse: log loss 0.4800 against 0.5000 of the old model on 400 invoices that neither had seen',
      trial: { from: '2026-02-10', rows: 400, champion: { logLoss: 0.5 }, challenger: { logLoss: 0.48 } },
    });
  });

  it('keep the champion where the challenger is worse by more than the tolerance', async () => {
    for (const [loss, isNew] of [
      [0.5049, true],
      [0.5051, false],
    ] as const) {
      const { engine: night } = engine(400, (day) => (day === AS_OF - 40 ? 0.5 : loss));
      const chosen = await chooseModel(night, championOf(AS_OF - 40), AS_OF, ['old'], retrain);
      expect(chosen.isNew).toBe(isNew);
      expect(chosen.decision.outcome).toBe(isNew ? 'replaced' : 'challenger_rejected');
      expect(chosen.model.trainedAt).toBe(isNew ? AS_OF : AS_OF - 40);
    }
  });

  it.each([
    [0.5, 'replaced'],
    [0.6, 'challenger_rejected'],
  ])('with too few outcomes the held-back score decides: %d', async (logLoss, outcome) => {
    const none = { auc: null, ece: null, brier: null, maeDays: null, coverage80: null };
    const intervals = { level: 0.95, resamples: 1, debtors: 1, model: none, difference: none };
    const timeSplit = { from: '2025-12-01', rows: 500, model: scores(logLoss), baseline: scores(0.52), intervals };
    const { engine: night } = engine(100, () => 0.1, { timeSplit });
    const { decision } = await chooseModel(night, championOf(AS_OF - 40), AS_OF, [], retrain);
    expect(decision.outcome).toBe(outcome);
    expect(decision.explanation).toMatch(/^too little became known since the old model was trained/);
    expect(decision.trial).toBeNull();
  });

  it('need no trial where there is no usable champion', async () => {
    const none: Champion = { model: undefined, profile: undefined, problem: undefined, isDamaged: false };
    const { engine: night, trained } = engine(400, () => 0.5);
    expect((await chooseModel(night, none, AS_OF, [], retrain)).decision.outcome).toBe('first');
    const damaged = { ...none, problem: 'it is cut short', isDamaged: true };
    expect((await chooseModel(night, damaged, AS_OF, [], retrain)).decision.outcome).toBe('replaced');
    expect(trained).toEqual(['2026-03-02', '2026-03-02']);
  });
});

describe('a training is due', () => {
  const facts = (trainedDaysAgo: number, more: object = {}) => ({
    ...{ champion: championOf(AS_OF - trainedDaysAgo), current: undefined, asOf: AS_OF },
    ...{ calibration: null, drift: null, config: retrain },
    ...more,
  });
  const calibration = {
    from: '2026-01-01',
    rows: 300,
    lateShare: 0.3,
    scores: scores(0.6),
    excessError: 0.08,
    isAlert: true,
  };
  const drift = { columns: [], alerts: [{ name: 'late_rate', psi: 0.4, chancePsi: 0.1 }] };
  const runOf = (trainedAt: EpochDay, trainedOn: EpochDay) => ({
    model: { trainedAt: formatDay(trainedAt), decision: { trainedOn: formatDay(trainedOn) } },
  });

  it.each([
    ['not when young', facts(27), []],
    ['by age', facts(28), ['the model is 28 days old']],
    ['by calibration', facts(10, { calibration }), ['its forecasts are off by 0.080 beyond chance on 300 invoices']],
    ['by drift', facts(10, { drift }), ['late_rate has moved (stability index 0.400)']],
    ['not by drift below the least age', facts(6, { drift, calibration }), []],
    ['not soon after a challenger that lost', facts(40, { current: runOf(AS_OF - 40, AS_OF - 6) }), []],
    ['but after a pause', facts(40, { current: runOf(AS_OF - 40, AS_OF - 7) }), ['the model is 40 days old']],
    [
      'where history was too thin',
      { ...facts(1), champion: { ...championOf(AS_OF - 1), model: model(AS_OF - 1, { estimator: 'prior' }) } },
      ['history was too thin for boosted-trees on 2026-03-01; it may be long enough now'],
    ],
  ])('%s', (_, given, reasons) => {
    expect(trainingReasons(given as Parameters<typeof trainingReasons>[0])).toEqual(reasons);
  });
});
