import { describe, expect, it } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/index.ts';
import { createWorld, type World, type WorldAction } from '../../src/simulate/index.ts';

const OPTIONS = { invoices: 6000, seed: 17, from: '2025-03-03' };
const LAST = parseDay('2025-09-01');
const START = parseDay(OPTIONS.from);

/** Calls debtors on every Monday; `choose` sees the open overdue amount and the archetype. */
function live(
  choose: (truth: Readonly<Record<string, string>>, day: number) => WorldAction['kind'] | undefined,
): World {
  const world = createWorld(OPTIONS);
  const truths = world.rowsAsOf(OPTIONS.from).truth;
  for (let day = START; day < LAST; day += 7) {
    const actions: WorldAction[] = [];
    for (const truth of truths) {
      const kind = choose(truth, day);
      if (kind) actions.push({ debtorId: truth.debtor_id!, kind });
    }
    world.act(formatDay(day), actions);
  }
  return world;
}

const UNTIL = formatDay(LAST);
const nobody = live(() => undefined);

describe('createWorld', () => {
  it('is the same world twice, and where nothing is done the fate of the generator', () => {
    const again = createWorld(OPTIONS);
    expect(again.rowsAsOf(UNTIL)).toEqual(nobody.rowsAsOf(UNTIL));
    expect(again.summary(UNTIL)).toEqual(nobody.summary(UNTIL));
  });

  it('brings money sooner when habitual late payers are called or reminded', () => {
    const calling = live((truth) =>
      ['wilful_late', 'promise_keeper', 'forgetful'].includes(truth.archetype!) ? 'call' : undefined,
    );
    const reminding = live((truth) => (truth.archetype === 'after_first_reminder' ? 'email' : undefined));
    const base = nobody.summary(UNTIL);
    expect(calling.summary(UNTIL).overdueMinorDays).toBeLessThan(0.97 * base.overdueMinorDays);
    expect(calling.summary(UNTIL).reached).toBeGreaterThan(20);
    expect(reminding.summary(UNTIL).overdueMinorDays).toBeLessThan(base.overdueMinorDays);
    expect(reminding.summary(UNTIL).calls).toBe(0);
  });

  it('takes other answers to calls, archetype by archetype', () => {
    const savedBy = (heed: readonly [number, number]): number => {
      const options = {
        invoices: 600,
        seed: 5,
        from: '2025-03-03',
        archetypeWeights: { wilful_late: 1000 },
        responses: { archetypes: { wilful_late: { reach: [1, 1], heed, promise: [0, 0] } } },
      } as const;
      const [called, left] = [createWorld(options), createWorld(options)];
      called.act(
        '2025-03-10',
        called.debtorIds.map((debtorId) => ({ debtorId, kind: 'call' as const })),
      );
      expect(called.summary('2025-03-11').reached).toBeGreaterThan(10);
      return left.summary('2025-06-02').overdueMinorDays - called.summary('2025-06-02').overdueMinorDays;
    };
    expect(savedBy([0, 0])).toBe(0);
    expect(savedBy([1, 1])).toBeGreaterThan(0);
  });

  it('annoys run payers called just before their run, and gains nothing there', () => {
    const calls = live((truth) =>
      truth.run_family === 'weekly' && truth.archetype === 'weekly_run' ? 'call' : undefined,
    );
    const summary = calls.summary(UNTIL);
    expect(summary.callsBeforeRun).toBeGreaterThan(5);
    expect(summary.overdueMinorDays / nobody.summary(UNTIL).overdueMinorDays).toBeGreaterThan(0.97);
  });

  it('leaves all other debtors exactly as they were (common random numbers)', () => {
    const calling = live((truth, day) => (truth.debtor_id === 'D005' && day > START ? 'call' : undefined));
    const others = (world: World) => world.rowsAsOf(UNTIL).ledger.payments.filter((row) => row.debtor_id !== 'D005');
    expect(others(calling)).toEqual(others(nobody));
  });

  it('records hold-outs without any effect', () => {
    const heldOut = live(() => 'holdout');
    expect(heldOut.summary(UNTIL)).toEqual(nobody.summary(UNTIL));
    const { contacts } = heldOut.rowsAsOf(UNTIL).ledger;
    const added = contacts.filter((row) => row.at >= OPTIONS.from);
    expect(added.length).toBeGreaterThan(100);
    expect(new Set(added.map((row) => row.assigned))).toEqual(new Set(['holdout']));
  });

  it('refuses unknown debtors and invoices, and days that go back', () => {
    const world = createWorld({ ...OPTIONS, invoices: 200 });
    const id = world.debtorIds[0]!;
    expect(() => world.act('2025-03-04', [{ debtorId: 'D999999', kind: 'call' }])).toThrow(
      'there is no debtor "D999999"',
    );
    expect(() => world.act('2025-03-04', [{ debtorId: id, kind: 'call', invoiceIds: ['F001-999999'] }])).toThrow(
      'there is no invoice "F001-999999"',
    );
    expect(() => world.act('2025-03-01', [])).toThrow('days must not go back');
  });
});
