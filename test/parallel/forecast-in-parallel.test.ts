import { describe, expect, it } from 'vitest';
import {
  evaluateLateness,
  expectedCash,
  forecastInvoices,
  searchLatenessModel,
  trainLatenessModel,
} from '../../src/models/index.ts';
import * as parallel from '../../src/parallel/index.ts';
import { FIRST, syntheticLedger } from '../models/lateness/synthetic-ledger.ts';

const ledger = syntheticLedger(10, 28, 3);
const asOf = FIRST + 200;
const model = trainLatenessModel(ledger, { asOf, estimator: 'logistic' });
/** Starting workers is most of the cost, and the core is tested with crews elsewhere: one function has two threads here. */
const threads = 1;

describe('by a crew', () => {
  it('forecasts and cash are the same', async () => {
    const invoice = Int32Array.from({ length: 40 }, (_, i) => i * 5);
    const asked = { invoice, moment: invoice.map((i) => ledger.invoices.knownDay[i]) };
    const { forecasts } = await parallel.forecastInvoices(model, ledger, asked, { threads });
    expect(forecasts).toEqual(forecastInvoices(model, ledger, asked).forecasts);
    expect(await parallel.expectedCash({ ledger, model, asOf, threads: 2 })).toEqual(
      expectedCash({ ledger, model, asOf }),
    );
  });

  it('an evaluation and a search are the same', async () => {
    const options = { cut: '2024-07-01', estimator: 'prior' } as const;
    const { scores, model: trained } = await parallel.evaluateLateness(ledger, { ...options, threads });
    const alone = evaluateLateness(ledger, options);
    expect(scores).toEqual(alone.scores);
    expect(trained.id).toBe(alone.model.id);
    const settings = { asOf, estimator: 'logistic', trials: 2, folds: 1 } as const;
    expect(await parallel.searchLatenessModel(ledger, { ...settings, threads })).toEqual(
      searchLatenessModel(ledger, settings),
    );
  });
});
