import { createBusinessCalendar } from '../calendar/index.ts';
import type { Crew } from '../crew/index.ts';
import { type LoadedLedger, type LoadOptions, loadLedger } from '../io/index.ts';
import type { Ledger } from '../ledger/index.ts';
import { type TrainOptions, trainLatenessModel } from '../models/index.ts';
import { sharedMemory, withCrewWhereWorth } from '../parallel/index.ts';
import { rankInParts } from '../prioritise/index.ts';
import { cashFacts } from './cash-facts.ts';
import { fileStates, refuseChanged } from './file-states.ts';
import type { NightEngine } from './night-engine.ts';
import { scoreOutcomes } from './score-outcomes.ts';

/** The engine that holds the whole ledger in memory; `threads` as in `ThreadOptions`, one where the ledger is small. */
export function memoryEngine(
  source: string,
  loadOptions: LoadOptions,
  trainOptions: Omit<TrainOptions, 'asOf' | 'crew'>,
  threads?: number,
): NightEngine {
  let loaded: LoadedLedger | undefined;
  const ledger = (): Ledger => {
    if (!loaded) throw new TypeError('the ledger was not loaded yet');
    return loaded.ledger;
  };
  const shared = <T>(work: (crew: { readonly crew?: Crew }) => T): Promise<T> =>
    withCrewWhereWorth(ledger().invoices.count, { threads }, (crew) => work(crew ? { crew } : {}));
  return {
    async load() {
      const before = await fileStates(source);
      loaded = await loadLedger(source, { ...loadOptions, ...sharedMemory(threads) });
      await refuseChanged(before, source);
      return { report: loaded.report, source: loaded.source, currency: loaded.ledger.reporting.code };
    },
    cashFacts: async (asOf) => cashFacts(ledger(), asOf, createBusinessCalendar('')),
    async newlyKnown(from, to) {
      const { payments, invoices, reporting } = ledger();
      let count = 0;
      let minor = 0;
      for (let p = 0; p < payments.count; p++)
        if (payments.bookedDay[p] >= from && payments.bookedDay[p] < to) {
          count++;
          minor += payments.amountMinor[p];
        }
      let issued = 0;
      for (let i = 0; i < invoices.count; i++) if (invoices.knownDay[i] >= from && invoices.knownDay[i] < to) issued++;
      return { payments: count, amount: minor / 10 ** reporting.minorDigits, invoices: issued };
    },
    train: (asOf) => shared((crew) => trainLatenessModel(ledger(), { ...trainOptions, ...crew, asOf })),
    score: async (models, from, asOf) => scoreOutcomes(ledger(), models, from, asOf),
    async rank({ asOf, model, policy, staleCash }) {
      return await shared((crew) => rankInParts({ ledger: ledger(), model, asOf, policy, staleCash, ...crew }));
    },
  };
}
