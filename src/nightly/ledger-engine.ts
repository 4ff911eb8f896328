import { createBusinessCalendar } from '../calendar/index.ts';
import type { LoadedParts } from '../io/index.ts';
import type { Ledger } from '../ledger/index.ts';
import type { TrainOptions } from '../models/index.ts';
import { rankLedgerParts, trainedShare, trainLedgerParts } from '../parallel/index.ts';
import { cashFacts } from './cash-facts.ts';
import { fileStates, refuseChanged } from './file-states.ts';
import { countDays, type LedgerDays } from './ledger-days.ts';
import type { NightEngine } from './night-engine.ts';
import { scoreOutcomes } from './score-outcomes.ts';

/** How a ledger is worked on. */
export interface LedgerEngineOptions {
  /** Of a training, but for its day. */
  readonly train: Omit<TrainOptions, 'asOf' | 'crew'>;
  /** As in `ThreadOptions`; one where the ledger is small. */
  readonly threads?: number | undefined;
}

/**
 * The engine over a ledger in memory or in parts: what it finds is the same. A training looks at a share of the debtors of
 * a large ledger (see `trainLedgerParts`).
 */
export function ledgerEngine(
  source: string,
  open: () => Promise<LoadedParts>,
  { train, threads }: LedgerEngineOptions,
): NightEngine {
  let loaded: LoadedParts | undefined;
  let days: LedgerDays | undefined;
  const ledger = (): LoadedParts => {
    if (!loaded) throw new TypeError('the ledger was not loaded yet');
    return loaded;
  };
  function* parts(): Generator<Ledger> {
    for (let part = 0; part < ledger().count; part++) yield ledger().read(part);
  }
  const daysOf = (): LedgerDays => {
    days ??= countDays(parts());
    return days;
  };
  return {
    async load() {
      const before = await fileStates(source);
      loaded = await open();
      await refuseChanged(before, source);
      const { report, reporting, count } = loaded;
      return { report, source: loaded.source, currency: reporting.code, partitions: count };
    },
    cashFacts: async (asOf) => cashFacts(daysOf(), asOf, createBusinessCalendar('')),
    async newlyKnown(from, to) {
      let payments = 0;
      let minor = 0;
      let invoices = 0;
      for (const [day, { count, amountMinor }] of daysOf().booked)
        if (day >= from && day < to) {
          payments += count;
          minor += amountMinor;
        }
      for (const [day, count] of daysOf().invoices) if (day >= from && day < to) invoices += count;
      return { payments, amount: minor / 10 ** ledger().reporting.minorDigits, invoices };
    },
    train: (asOf) => trainLedgerParts(ledger(), { ...train, asOf }, { threads }),
    trainedShare(asOf) {
      let known = 0;
      for (const [day, count] of daysOf().invoices) if (day < asOf) known += count;
      return trainedShare(known);
    },
    score: async (models, from, asOf) => scoreOutcomes(parts, models, from, asOf),
    rank: (request) => rankLedgerParts(ledger(), request, { threads }),
    close: async () => loaded?.close(),
  };
}
