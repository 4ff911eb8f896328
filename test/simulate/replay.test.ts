import { describe, expect, it } from 'vitest';
import { NO_DAY, parseDay } from '../../src/calendar/index.ts';
import { ledgerFromRows } from '../../src/ledger/index.ts';
import { trainLatenessModel } from '../../src/models/index.ts';
import { answerCall } from '../../src/simulate/answer-contact.ts';
import {
  comparePolicies,
  createWorld,
  ledgerFromTables,
  type PlayedPolicy,
  playPolicy,
  type ReplayPolicy,
} from '../../src/simulate/index.ts';
import { expectedCallGain } from '../../src/simulate/replay/expected-call-gain.ts';
import { createReplayPopulation } from '../../src/simulate/replay/replay-population.ts';
import { rowsOf } from '../../src/simulate/world.ts';

const WORLD = { invoices: 2000, debtors: 80, seed: 5, from: '2025-06-02' };
const model = trainLatenessModel(ledgerFromTables(createWorld(WORLD).tablesAsOf(WORLD.from)), {
  asOf: WORLD.from,
  estimator: 'prior',
});
const PLAY = { days: 25, model, policy: { callsPerDay: 2 } };
const play = (policy: ReplayPolicy): PlayedPolicy => playPolicy(WORLD, policy, PLAY);
const none = play('none');

describe('replay', () => {
  it('reads generated tables as ledgerFromRows does', () => {
    const world = createWorld({ ...WORLD, currencies: false });
    const tables = world.tablesAsOf('2025-06-02');
    const direct = ledgerFromTables(tables);
    const byRows = ledgerFromRows(world.rowsAsOf('2025-06-02').ledger);
    for (const table of ['debtors', 'invoices', 'payments', 'contacts', 'promises', 'disputes', 'plans'] as const)
      expect(direct[table], table).toEqual(byRows[table]);
    expect(direct.reporting).toEqual(byRows.reporting);
  });

  it('makes no call under "none" and keeps to the capacity otherwise', () => {
    expect(none).toMatchObject({ calls: 0, reached: 0, wastedCalls: 0, callsBeforeRun: 0, habitualPreDue: 0 });
    for (const policy of ['ours', 'oldest-first', 'type-oracle'] as const) {
      const played = play(policy);
      expect(played.calls).toBeGreaterThan(5);
      expect(played.calls).toBeLessThanOrEqual(2 * 19);
    }
  });

  it('is the same twice, and other policies call others', () => {
    expect(play('random')).toEqual(play('random'));
    expect(play('oldest-first')).not.toEqual(play('largest-overdue-first'));
  });

  it('lets the type-oracle wait for true runs', () => {
    expect(play('type-oracle').callsBeforeRun).toBeLessThanOrEqual(play('random').callsBeforeRun);
  });

  it('expects of a call, given the hidden parameters, what it brings on average', () => {
    const population = createReplayPopulation({ ...WORLD, invoices: 10_000, debtors: 400 });
    const { from } = population;
    const until = from + 150;
    let expected = 0;
    let before = 0;
    let after = 0;
    for (const process of population.processes.values()) {
      process.amount.fill(1);
      const rows = rowsOf(process, from, undefined).filter(
        (row) => (process.rolledDue[row] as number) < from && process.disputeOpened[row] === NO_DAY,
      );
      if (rows.length === 0) continue;
      const days = (): number =>
        rows.reduce((sum, row) => sum + Math.min(process.arrival[row] as number, until) - from, 0);
      expected += expectedCallGain(process, from, rows, until);
      before += days();
      answerCall(process, from, rows, { assigned: 0, propensity: -1 });
      after += days();
    }
    expect(before).toBeGreaterThan(1000);
    expect((before - after) / expected).toBeGreaterThan(0.6);
    expect((before - after) / expected).toBeLessThan(1.5);
  });

  it('lets a policy of one’s own choose, and counts calls about money that comes anyway as wasted', () => {
    const ids = createWorld(WORLD).debtorIds;
    const all = playPolicy(WORLD, () => ids.slice(0, 5).map((debtorId) => ({ debtorId, invoiceIds: [] })), {
      ...PLAY,
      days: 3,
    });
    expect(all.calls).toBe(15);
    expect(all.wastedCalls).toBe(0);
  });

  it('compares policies against no calls, with errors over worlds', () => {
    const scores = comparePolicies(
      { invoices: 800, debtors: 40, from: '2025-06-02' },
      { ...PLAY, days: 10, seeds: [1, 2], policies: ['oldest-first', 'type-oracle'] },
    );
    expect(scores.map((score) => score.policy)).toEqual(['oldest-first', 'none', 'type-oracle']);
    const [oldest, nobody, oracle] = scores;
    expect(nobody?.saved).toEqual({ mean: 0, standardError: 0 });
    expect(oracle?.ofOracle?.saved.mean).toBeCloseTo(1, 12);
    expect(oldest?.ofBestSimple).toMatchObject({ mean: 1, policy: 'oldest-first' });
    expect(oldest?.calls.standardError).toBeGreaterThanOrEqual(0);
  });

  it('refuses days beyond what is invoiced', () => {
    expect(() => playPolicy(WORLD, 'random', { ...PLAY, days: 400 })).toThrow('the end of what is invoiced');
    expect(() => playPolicy(WORLD, 'random', { ...PLAY, days: 0 })).toThrow('whole number from 1');
    expect(parseDay(WORLD.from)).toBe(20241);
  });
});
