import { describe, expect, it } from 'vitest';
import { formatDay } from '../../../src/calendar/index.ts';
import { ledgerFromRows } from '../../../src/ledger/index.ts';
import { loadLatenessModel, searchLatenessModel, trainLatenessModel } from '../../../src/models/index.ts';
import { FIRST, syntheticLedger, syntheticRows } from './synthetic-ledger.ts';

const ledger = syntheticLedger(10, 30, 6);
const asOf = formatDay(FIRST + 250);
const asked = { asOf, estimator: 'logistic', trials: 4, folds: 2, seed: 3 } as const;
const search = searchLatenessModel(ledger, asked);

describe('searchLatenessModel', () => {
  it('judges settings on later rows than it learns from, fold after fold', () => {
    expect(search.folds).toHaveLength(2);
    const cuts = search.folds.map(({ cut }) => cut);
    expect([...cuts, asOf]).toEqual([...cuts, asOf].sort());
    for (const { trainPairs, testPairs } of search.folds) expect(Math.min(trainPairs, testPairs)).toBeGreaterThan(100);
    expect(search.folds[1].trainPairs).toBeGreaterThan(search.folds[0].trainPairs);
  });

  it('tries the defaults first, gives the worse half up, and chooses the lowest mean', () => {
    expect(search.trials).toHaveLength(4);
    expect(search.trials[0].parameters).toEqual({});
    const whole = search.trials.filter(({ logLosses }) => logLosses.length === 2);
    expect(whole).toContain(search.trials[0]);
    expect(whole.length).toBeGreaterThanOrEqual(2);
    expect(whole.length).toBeLessThan(4);
    const mean = (losses: readonly number[]): number => losses.reduce((a, b) => a + b, 0) / losses.length;
    const best = whole.toSorted((a, b) => mean(a.logLosses) - mean(b.logLosses))[0];
    expect(search.chosen).toEqual(best.parameters);
    const dropped = search.trials.filter(({ logLosses }) => logLosses.length === 1);
    const better = search.trials.filter(
      (trial) => trial.logLosses[0] < Math.min(...dropped.map((d) => d.logLosses[0])),
    );
    expect(better.every(({ logLosses }) => logLosses.length === 2)).toBe(true);
  });

  it('looks at nothing known on or after its day, whatever the order of rows', () => {
    const { invoices, payments = [] } = syntheticRows(10, 30, 6, 250);
    const past = ledgerFromRows({ invoices: invoices.toReversed(), payments: payments.toReversed() });
    expect(past.invoices.count).toBeLessThan(ledger.invoices.count);
    expect(searchLatenessModel(past, asked)).toEqual(search);
  });

  it('is kept in the model, which uses what was chosen', () => {
    const chosen = { ...search, chosen: { l2: 1000 } };
    const model = trainLatenessModel(ledger, { ...asked, search: chosen });
    expect(model.search).toEqual(chosen);
    const plain = trainLatenessModel(ledger, asked);
    expect(plain.search).toBeUndefined();
    expect(JSON.stringify(model.toJSON()['hazards'])).not.toBe(JSON.stringify(plain.toJSON()['hazards']));
    const loaded = loadLatenessModel(JSON.parse(JSON.stringify(model)));
    expect(loaded.search).toEqual(chosen);
    expect(JSON.stringify(loaded)).toBe(JSON.stringify(model));
  });

  it('searches each estimator by its own parameters', () => {
    const { trials, folds } = searchLatenessModel(ledger, { asOf, estimator: 'random-forest', trials: 2, folds: 1 });
    expect(folds).toHaveLength(1);
    expect(Object.keys(trials[1].parameters)).toEqual(['featuresPerSplit', 'maxDepth', 'minLeafRows']);
  });

  it.each([
    [{ trials: 1 }, 'USAGE', 'a search of 1 settings'],
    [{ folds: 7 }, 'USAGE', 'a search on 7 time folds'],
    [{ estimator: 'prior' }, 'USAGE', 'the estimator prior has nothing to search'],
    [{ asOf: formatDay(FIRST + 60) }, 'TOO_LITTLE_HISTORY', 'leave the search out'],
  ] as const)('refuses %j', (changed, code, message) => {
    expect(() => searchLatenessModel(ledger, { ...asked, ...changed })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    );
  });

  it('is refused for another estimator than it was made for', () => {
    expect(() => trainLatenessModel(ledger, { asOf, estimator: 'random-forest', search })).toThrow(
      'the search is one for logistic, not for random-forest',
    );
  });
});
