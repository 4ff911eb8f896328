import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatDay } from '../../../src/calendar/index.ts';
import { ledgerFromRows } from '../../../src/ledger/index.ts';
import {
  auditEvaluation,
  evaluateLateness,
  loadLatenessModel,
  OWN_ESTIMATOR_NAMES,
  trainLatenessModel,
} from '../../../src/models/index.ts';
import { FIRST, syntheticLedger, syntheticRows } from './synthetic-ledger.ts';

const ledger = syntheticLedger(30, 60, 1);
const asOf = formatDay(FIRST + 400);

describe.each(OWN_ESTIMATOR_NAMES)('the lateness model with %s', (estimator) => {
  const evaluation = evaluateLateness(ledger, { cut: asOf, estimator });

  it('tells late debtors from prompt ones on invoices issued after the cut, with calibrated chances', () => {
    expect(evaluation.label.length).toBeGreaterThan(300);
    expect(evaluation.scores.auc).toBeGreaterThan(0.85);
    expect(evaluation.scores.ece).toBeLessThan(0.08);
    expect(evaluation.scores.coverage80).toBeGreaterThan(0.7);
    if (estimator !== 'prior')
      expect(evaluation.scores.logLoss as number).toBeLessThan(evaluation.baseline.logLoss as number);
  });

  it('orders its dates and chances', () => {
    const { pLate, pVeryLate, p10Day, p50Day, p90Day, moment, expectedDays, pPaidSoon } = evaluation.forecasts;
    for (let r = 0; r < pLate.length; r++) {
      expect(pVeryLate[r]).toBeLessThanOrEqual(pLate[r]);
      expect(p10Day[r]).toBeGreaterThanOrEqual(moment[r]);
      expect(p50Day[r]).toBeGreaterThanOrEqual(p10Day[r]);
      expect(p90Day[r]).toBeGreaterThanOrEqual(p50Day[r]);
      expect(expectedDays[r]).toBeGreaterThan(0);
      expect(pPaidSoon[r]).toBeGreaterThanOrEqual(0);
      expect(pPaidSoon[r]).toBeLessThanOrEqual(1);
    }
  });

  it('is the same to the byte when trained again, on shuffled rows, and after a round trip through JSON', () => {
    const text = JSON.stringify(evaluation.model.toJSON());
    const rows = syntheticRows(30, 60, 1);
    const shuffled = ledgerFromRows({
      invoices: [...rows.invoices].reverse(),
      payments: [...(rows.payments ?? [])].reverse(),
    });
    expect(JSON.stringify(trainLatenessModel(shuffled, { asOf, estimator }).toJSON()) === text).toBe(true);
    const loaded = loadLatenessModel(JSON.parse(text));
    expect(JSON.stringify(loaded.toJSON()) === text).toBe(true);
  });

  it('learns nothing from what was known on or after its day', () => {
    const past = syntheticLedger(30, 60, 1, 400);
    const alone = trainLatenessModel(past, { asOf, estimator });
    expect(past.invoices.count).toBeLessThan(ledger.invoices.count);
    expect(JSON.stringify(alone.toJSON()) === JSON.stringify(evaluation.model.toJSON())).toBe(true);
  });

  it('passes its own leak audit', () => {
    expect(auditEvaluation(ledger, evaluation, 25)).toMatchObject({ checked: 25, differing: 0 });
  });
});

describe('trainLatenessModel', () => {
  it('falls back to the debtors’ own records where history is thin, and says so', () => {
    const model = trainLatenessModel(syntheticLedger(3, 10, 2), { asOf: formatDay(FIRST + 90) });
    expect(model.estimator).toBe('prior');
    expect(model.warnings[0]).toMatch(
      /^\d+ invoices have a known outcome before 2024-03-31, \d+ of them late: too few of a kind to train boosted-trees, so every debtor's own smoothed record is used instead$/,
    );
  });

  it('does not call debtors different where the ledger holds open items only', () => {
    const { invoices } = syntheticRows(5, 20, 3);
    const model = trainLatenessModel(ledgerFromRows({ invoices, payments: [] }), { asOf });
    expect(model.estimator).toBe('prior');
    expect(model.warnings[0]).toContain('open items alone do not tell who pays late');
    expect(model.smoothing.strength).toBeGreaterThan(1000);
  });

  it('refuses options out of range', () => {
    expect(() => trainLatenessModel(ledger, { asOf, lateAfterDays: -1 })).toThrow(
      'late after -1 days: give a whole number of days from 0 to 180',
    );
    expect(() => trainLatenessModel(ledger, { asOf, estimator: 'oracle' as never })).toThrow(
      'there is no estimator "oracle": choose one of prior, logistic, boosted-trees',
    );
    expect(() => trainLatenessModel(ledger, { asOf, estimator: 'ml-random-forest' })).toThrow(
      expect.objectContaining({ code: 'USAGE', message: expect.stringContaining("await import('ml-random-forest')") }),
    );
  });
});

describe('loadLatenessModel', () => {
  const good = JSON.parse(
    JSON.stringify(
      trainLatenessModel(syntheticLedger(6, 20, 4), { asOf: formatDay(FIRST + 180), estimator: 'prior' }).toJSON(),
    ),
  );

  it.each([
    ['something else', { hello: 'world' }, /no payrhythm model that this version can read \(format: /],
    [
      'an older file',
      { ...good, version: 1 },
      /has format version 1 \(.*\), payrhythm \S+ reads version 2: train it again/,
    ],
    [
      'a newer file',
      { ...good, version: 3, libraryVersion: '9.1' },
      /version 3 \(.* 9\.1\), .*: update payrhythm, or train/,
    ],
    ['no version', { ...good, version: 'two' }, /no payrhythm model .* \(version: /],
    ['a text', JSON.stringify(good), /the model is a text: JSON\.parse it first/],
    ['a changed span', { ...good, trainingSpan: { ...good.trainingSpan, to: '2030-01-01' } }, /was changed or damaged/],
    ['a changed library version', { ...good, libraryVersion: '0.0.1' }, /was changed or damaged/],
    [
      'a feature that is gone',
      { ...good, features: [...good.features, { ...good.features[0], name: 'mood' }] },
      /was trained with the feature mood, which/,
    ],
    [
      'a feature that is new',
      { ...good, features: good.features.slice(1) },
      /was trained without the feature \w+, which/,
    ],
    [
      'a feature that means something else',
      {
        ...good,
        features: good.features.map((f: { name: string }) =>
          f.name === 'term_days' ? { ...f, declared: '0'.repeat(16) } : f,
        ),
      },
      /when the feature term_days was declared otherwise/,
    ],
    ['features in another order', { ...good, features: [...good.features].reverse() }, /in another order/],
    ['a changed value', { ...good, currency: 'XXX' }, /does not fit its content: the file was changed or damaged/],
    ['features of another shape', { ...good, features: ['x'] }, /no payrhythm model .* \(features\.0: /],
    ['nothing', null, /no payrhythm model/],
  ])('refuses %s', (_, json, message) => {
    expect(() => loadLatenessModel(json)).toThrow(message);
    expect(() => loadLatenessModel(json)).toThrow(expect.objectContaining({ code: 'BAD_MODEL' }));
  });
});

describe('a model file', () => {
  it('says which version of the package wrote it, and from what days it learnt', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
    const asOf = formatDay(FIRST + 180);
    const past = syntheticLedger(6, 20, 4);
    const { libraryVersion, trainingSpan } = trainLatenessModel(past, { asOf, estimator: 'prior' });
    expect(libraryVersion).toBe(manifest.version);
    expect(trainingSpan).toEqual({ from: formatDay(Math.min(...past.invoices.issueDay)), to: formatDay(FIRST + 179) });
  });
});

describe('an evaluation of a ledger whose payments end before its invoices do', () => {
  it('takes no invoice for late that fell due when nobody recorded payments any more', () => {
    const rows = syntheticRows(10, 40, 2);
    const lastPayment = formatDay(FIRST + 300);
    const cutOff = ledgerFromRows({
      ...rows,
      payments: (rows.payments ?? []).filter((row) => row.paid_on <= lastPayment),
    });
    const { asked, label } = evaluateLateness(cutOff, { cut: formatDay(FIRST + 250), estimator: 'prior' });
    expect(label.some((late) => late === 1)).toBe(true);
    for (let r = 0; r < label.length; r++)
      if (label[r] === 1) expect(cutOff.invoices.dueDay[asked.invoice[r]]).toBeLessThan(FIRST + 300);
  });
});
