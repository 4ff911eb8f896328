import { describe, expect, test } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/index.ts';
import { itemStates, type Ledger, type LedgerRows, ledgerFromRows } from '../../src/ledger/index.ts';
import { createRandom } from '../../src/models/estimators/random.ts';
import { trainLatenessModel } from '../../src/models/index.ts';
import { type AssignedUnit, assignedUnits } from '../../src/prioritise/effect/assigned-units.ts';
import { armSums, bootstrapArms } from '../../src/prioritise/effect/weighted-difference.ts';
import {
  DEFAULT_POLICY,
  effectsRecord,
  estimateCallEffect,
  parseCallEffect,
  parsePolicy,
  policyWithEffect,
  rankCallQueue,
} from '../../src/prioritise/index.ts';
import { createWorld, ledgerFromTables, type WorldAction } from '../../src/simulate/index.ts';
import { DEBTOR, invoice, queueOf, record } from './queue-of.ts';

const START = parseDay('2025-03-03');
const PERSUADED = 0.4;

/**
 * Debtors with one overdue invoice each. Slow payers are called more often (chance 0.9 against 0.4), so that the bare
 * comparison of means is wrong. A call makes 4 in 10 pay five days later.
 */
function experiment(seed: number, debtors = 300, reading: 'arm' | 'called' = 'arm') {
  const random = createRandom(seed);
  const rows = { invoices: [] as object[], payments: [] as object[], contacts: [] as object[] };
  for (let at = 0; at < debtors; at++) {
    const debtor_id = `D${at}`;
    const isSlow = random() < 0.5;
    const chance = isSlow ? 0.9 : 0.4;
    const isCalled = random() < chance;
    const free = Math.ceil(-(isSlow ? 40 : 12) * Math.log(random()));
    const paid = isCalled && random() < PERSUADED ? Math.min(free, 5) : free;
    const propensity = isCalled || reading === 'called' ? chance : 1 - chance;
    rows.invoices.push({
      invoice_id: `F${at}`,
      debtor_id,
      issue_date: formatDay(START - 40),
      due_date: formatDay(START - 10),
      amount: 100,
    });
    rows.payments.push({ debtor_id, invoice_id: `F${at}`, paid_on: formatDay(START + paid), amount: 100 });
    rows.contacts.push({
      debtor_id,
      at: formatDay(START),
      assigned: isCalled ? 'queue' : 'holdout',
      ...(isCalled ? { channel: 'call', outcome: 'reached' } : {}),
      propensity,
    });
  }
  return ledgerFromRows(rows as unknown as LedgerRows);
}

const lateBy = (days: number): number => 0.5 * Math.exp(-days / 40) + 0.5 * Math.exp(-days / 12);

describe('the effect of calling', () => {
  test('intervals cover the truth at about their level, though calls went to the slow', () => {
    const truth = PERSUADED * lateBy(14);
    let covered = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const { paidWithin14 } = estimateCallEffect(experiment(seed), { asOf: START + 60, resamples: 300 });
      if (paidWithin14.low <= truth && truth <= paidWithin14.high) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(34);
    expect(covered).toBeLessThanOrEqual(40);
  });

  test('the bare difference of means would be wrong, the weighted one is not', () => {
    const effect = estimateCallEffect(experiment(3, 20_000), { asOf: START + 60, resamples: 50 });
    expect(effect.paidWithin14.estimate).toBeCloseTo(PERSUADED * lateBy(14), 1);
    expect(effect.stages.map((stage) => stage.group)).toEqual(['firstContact']);
    expect(effect.stages[0]?.persuaded.estimate).toBeCloseTo(PERSUADED, 1);
    expect(effect.daysSooner.estimate).toBeGreaterThan(3);
  });

  test('hold-outs may record the chance of their arm or that of a call', () => {
    const options = { asOf: START + 60, resamples: 20 };
    const arm = estimateCallEffect(experiment(5), options);
    const called = estimateCallEffect(experiment(5, 300, 'called'), { ...options, propensity: 'call' });
    expect(arm.propensity).toBe('own_arm');
    expect(called.paidWithin14).toEqual(arm.paidWithin14);
    // The past team of a generated ledger writes the chance of a call, 0.9, on both arms.
    const generated = ledgerFromTables(createWorld({ invoices: 3000, from: '2026-01-01' }).tablesAsOf('2026-01-01'));
    expect(estimateCallEffect(generated, { resamples: 20 }).propensity).toBe('call');
  });

  test('is what a generated world does when everybody is called beside when nobody is', () => {
    let covered = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const options = { invoices: 6000, seed, from: formatDay(START) };
      const live = (kindOf: (at: number) => WorldAction['kind'] | undefined) => {
        const world = createWorld(options);
        const random = createRandom(seed);
        const owing = overdueDebtors(world.rowsAsOf(options.from).ledger);
        const actions = owing.flatMap((debtorId): WorldAction[] => {
          const kind = kindOf(random());
          return kind ? [{ debtorId, kind, propensity: 0.5 }] : [];
        });
        world.act(options.from, actions);
        return ledgerFromTables(world.tablesAsOf(formatDay(START + 60)));
      };
      const means = (['call', 'holdout'] as const).map((kind) => meanDays(live(() => kind)));
      const truth = (means[1] as number) - (means[0] as number);
      const units = unitsOf(live((u) => (u < 0.5 ? 'call' : 'holdout')));
      const sums = armSums(units, (unit) => unit.days);
      const daysSooner = bootstrapArms(sums, (called, held) => held - called, 300, createRandom(seed));
      if (daysSooner.low <= truth && truth <= daysSooner.high) covered++;
    }
    expect(covered).toBeGreaterThanOrEqual(6);
  });

  test('refuses where nothing was randomised', () => {
    const invoices = [
      { invoice_id: 'F', debtor_id: 'D', issue_date: '2025-01-01', due_date: '2025-02-01', amount: 10 },
    ];
    expect(() => estimateCallEffect(ledgerFromRows({ invoices, payments: [] }))).toThrow(
      'no contact records a random assignment',
    );
  });

  test('small groups lean on the policy, and a policy can take the measured rates over', () => {
    const few = estimateCallEffect(experiment(2, 40), { asOf: START + 60, resamples: 200 });
    const [stage] = few.stages;
    const prior = DEFAULT_POLICY.value.reachRate * DEFAULT_POLICY.value.heedRate.firstContact;
    const between = [prior, stage!.persuaded.estimate].sort((a, b) => a - b) as [number, number];
    expect(stage!.shrunk).toBeGreaterThanOrEqual(between[0]);
    expect(stage!.shrunk).toBeLessThanOrEqual(between[1]);
    const policy = policyWithEffect(DEFAULT_POLICY, few);
    expect(policy.value.effectsFrom).toBe('holdouts');
    expect(policy.value.heedRate.firstContact * policy.value.reachRate).toBeCloseTo(stage!.shrunk, 3);
    expect(policy.value.heedRate.preDue).toBe(DEFAULT_POLICY.value.heedRate.preDue);
  });

  test('what was measured is kept with its uncertainty, and says in a run which rates are still assumed', () => {
    const effect = estimateCallEffect(experiment(2, 200), { asOf: START + 60, resamples: 100 });
    const document = JSON.parse(JSON.stringify({ ...effect, asOf: formatDay(effect.asOf) }));
    const policy = policyWithEffect(DEFAULT_POLICY, parseCallEffect(document));
    expect(policy).toEqual(policyWithEffect(DEFAULT_POLICY, effect));
    expect(parsePolicy(policy)).toEqual(policy);
    expect(policy.measured?.groups.map(({ group }) => group)).toEqual(['firstContact', 'little_known']);
    expect(policy.measured?.groups[0]?.shrunkError).toBeGreaterThan(0);
    // Every debtor of this experiment is little known: that behaviour is no different from all of them.
    expect(policy.behaviourHeed).toEqual({ mostlyLate: 1, mostlyOnTime: 1, littleKnown: 1 });
    expect(effectsRecord(policy)).toMatchObject({
      measuredStages: ['firstContact'],
      note: expect.stringContaining('was measured'),
    });
    expect(effectsRecord(policy).assumedStages).toContain('preDue');
    expect(effectsRecord(DEFAULT_POLICY)).toMatchObject({
      measuredStages: [],
      note: expect.stringContaining('is assumed'),
    });
    expect(() => parseCallEffect({ asOf: '2025-01-01', stages: [{ group: 'never' }], behaviours: [] })).toThrow(
      'stages.0.group',
    );
  });

  test('a behaviour that heeds calls more makes its calls worth more; effects that saw what was to come are refused', () => {
    const past = record(10, 12);
    const rows = {
      debtors: [DEBTOR],
      invoices: [...past.invoices, invoice('F1', '2026-02-02')],
      payments: past.payments,
    };
    const worth = (behaviourHeed: object): number =>
      queueOf(rows, '2026-03-02', { policy: { behaviourHeed } }).calls[0]?.expected_value as number;
    expect(worth({ mostlyLate: 1.5 })).toBeGreaterThan(worth({}));
    expect(worth({ mostlyOnTime: 1.5 })).toBe(worth({}));
    const ledger = ledgerFromRows(rows);
    const model = trainLatenessModel(ledger, { asOf: '2026-03-02', estimator: 'prior' });
    const policy = { measured: { asOf: '2026-03-03', groups: [] } };
    expect(() => rankCallQueue({ ledger, model, asOf: '2026-03-02', policy })).toThrow(
      'they have seen what was to come',
    );
    expect(rankCallQueue({ ledger, model, asOf: '2026-03-03', policy }).calls).toHaveLength(1);
  });
});

function overdueDebtors(ledger: ReturnType<ReturnType<typeof createWorld>['rowsAsOf']>['ledger']): string[] {
  const paid = new Set(ledger.payments.map((row) => row.invoice_id));
  const day = formatDay(START);
  return [
    ...new Set(
      ledger.invoices.filter((row) => row.due_date < day && !paid.has(row.invoice_id)).map((row) => row.debtor_id),
    ),
  ]
    .map(String)
    .sort();
}

/** The assignments of the experiment's day; those of the past team came before. */
const unitsOf = (ledger: Ledger): AssignedUnit[] =>
  assignedUnits(ledger, itemStates(ledger), 45, START + 60).filter((unit) => unit.day === START);

function meanDays(ledger: Ledger): number {
  const units = unitsOf(ledger);
  return units.reduce((sum, unit) => sum + unit.days, 0) / units.length;
}
