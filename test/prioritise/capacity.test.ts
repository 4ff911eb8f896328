import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_DAY } from '../../src/calendar/index.ts';
import type { RankedCall } from '../../src/prioritise/capacity/day-room.ts';
import { fillDay } from '../../src/prioritise/capacity/fill-day.ts';
import { parsePolicy } from '../../src/prioritise/index.ts';
import { DEBTOR, invoice, placeOf, queueOf, record } from './queue-of.ts';

// 2026-03-02 is a Monday.
const TODAY = '2026-03-02';
const overdue = (debtor_id: string, amount: number) => invoice(`F-${debtor_id}`, '2026-02-02', { debtor_id, amount });
const speaking = (debtor_id: string, language: string) => ({ debtor_id, kind: 'company', language }) as const;

describe('the capacity of a day', () => {
  test('minutes cut the ranking before the first call that no longer fits, and count calls by stage', () => {
    const rows = {
      invoices: [overdue('A', 9000), overdue('B', 8000), overdue('C', 7000), overdue('D', 6000)],
      contacts: [{ debtor_id: 'B', at: '2026-02-10', channel: 'call', outcome: 'reached' } as const],
    };
    const policy = { minutesPerDay: 16, minutesPerCall: { firstContact: 6, followUp: 9 } };
    const queue = queueOf(rows, TODAY, { policy });
    const all = queueOf(rows, TODAY, { policy: { ...policy, minutesPerDay: 1000 } }).calls.map((row) => row.debtor_id);
    expect(all.toSorted()).toEqual(['A', 'B', 'C', 'D']);
    expect(queue.calls.map((row) => row.debtor_id)).toEqual(all.slice(0, 2));
    expect(queue.suppressed.map((row) => row.reason)).toEqual(['over_capacity', 'over_capacity']);
    expect(queue.suppressed.find((row) => row.debtor_id === all[2])?.evidence).toBe(
      'Rank 3 of 4 worth calling; 2 calls fit today.',
    );
  });

  test('minutes alone ration the day where no number of calls is given; both hold where both are', () => {
    expect(parsePolicy({ minutesPerDay: 600 }).callsPerDay).toBeGreaterThan(10_000);
    expect(parsePolicy({ minutesPerDay: 600, callsPerDay: 12 }).callsPerDay).toBe(12);
    expect(parsePolicy({}).callsPerDay).toBe(40);
    const complete = parsePolicy({ minutesPerDay: 600 });
    expect(parsePolicy(complete)).toEqual(complete);
  });

  test('each call goes to an agent who speaks the language; a language that nobody speaks keeps its rank', () => {
    const rows = {
      debtors: [
        speaking('A', 'pl'),
        speaking('B', 'fr'),
        speaking('C', 'nl'),
        speaking('D', 'fr'),
        speaking('E', 'nl'),
      ],
      invoices: ['A', 'B', 'C', 'D', 'E'].map((debtor, at) => overdue(debtor, 9000 - 1000 * at)),
    };
    const agents = [
      { name: 'Anna', languages: ['nl', 'fr'], callsPerDay: 2 },
      { name: 'Bart', languages: ['nl'], callsPerDay: 1 },
    ];
    const queue = queueOf(rows, TODAY, { policy: { agents } });
    expect(queue.calls.map(({ rank, debtor_id, agent }) => [rank, debtor_id, agent])).toEqual([
      [1, 'B', 'Anna'],
      [2, 'C', 'Bart'],
      [3, 'D', 'Anna'],
    ]);
    expect(queue.suppressed.map(({ debtor_id, reason, evidence }) => [debtor_id, reason, evidence])).toEqual([
      ['A', 'over_capacity', 'Rank 1 of 5 worth calling, but no agent speaks its language (pl).'],
      ['E', 'over_capacity', 'Rank 5 of 5 worth calling; 3 calls fit today.'],
    ]);
  });

  test('agents of the same languages share their calls evenly, whatever their order in the policy', () => {
    const rows = { invoices: ['A', 'B', 'C', 'D'].map((debtor, at) => overdue(debtor, 9000 - 1000 * at)) };
    const [anna, bart] = [{ name: 'Anna', callsPerDay: 2 }, { name: 'Bart' }];
    const namesOf = (agents: readonly (typeof anna | typeof bart)[]) =>
      queueOf(rows, TODAY, { policy: { agents: [...agents], callsPerDay: 2 } }).calls.map((row) => row.agent);
    expect(namesOf([anna, bart])).toEqual(['Anna', 'Bart', 'Anna', 'Bart']);
    expect(namesOf([bart, anna])).toEqual(namesOf([anna, bart]));
  });

  test('agents that are no agents are refused', () => {
    expect(() => parsePolicy({ agents: [{ name: 'Anna', langages: ['nl'] }] })).toThrow(
      'the policy has no key "agents.0.langages": did you mean "languages"?',
    );
    expect(() => parsePolicy({ agents: [{ nam: 'Anna' }] })).toThrow('no key "agents.0.nam": did you mean "name"?');
    expect(() => parsePolicy({ agents: [{ name: 'Anna', languages: ['Dutch'] }] })).toThrow('two small letters');
    expect(() => parsePolicy({ agents: [{ name: 'Anna' }, { name: 'Anna' }] })).toThrow('the same name');
  });
});

describe('spread over days', () => {
  const past = record(20, 12, 'P');
  const rows = {
    debtors: [DEBTOR, { debtor_id: 'P', kind: 'company', country: 'NL' } as const],
    // P is habitually late: a call about the 9th may be made on the 4th as well; D is overdue.
    invoices: [
      ...past.invoices,
      invoice('P1', '2026-03-09', { debtor_id: 'P', amount: 90_000 }),
      invoice('F1', '2026-02-02'),
    ],
    payments: past.payments,
  };

  test('a full day leaves a call to a later day that brings as much then', () => {
    const full = queueOf(rows, TODAY, { policy: { callsPerDay: 1 } });
    expect(full.calls.map((row) => row.debtor_id)).toEqual(['D']);
    expect(full.suppressed).toMatchObject([
      {
        debtor_id: 'P',
        reason: 'over_capacity',
        until: '2026-03-03',
        evidence: 'Rank 1 of 2 worth calling; 1 call fits today. A call through 4 March 2026 brings as much.',
      },
    ]);
    const unspread = queueOf(rows, TODAY, { policy: { callsPerDay: 1, spread: false } });
    expect(unspread.calls.map((row) => row.debtor_id)).toEqual(['P']);
  });

  test('a day with room makes it today, and so does the last day on which waiting is free', () => {
    expect(queueOf(rows, TODAY, { policy: { callsPerDay: 2 } }).calls.map((row) => row.debtor_id)).toEqual(['P', 'D']);
    expect(placeOf(queueOf(rows, '2026-03-04', { policy: { callsPerDay: 1 } }), 'P')).toBe(
      'call:habitual_late_pre_due',
    );
    expect(placeOf(queueOf(rows, TODAY, { policy: { callsPerDay: 1, horizonDays: 0 } }), 'P')).toBe(
      'call:habitual_late_pre_due',
    );
  });
});

describe('filling a day, for any calls and agents', () => {
  const languages = fc.constantFrom('nl', 'fr', 'de', 'pl');
  const calls = fc
    .array(
      fc.record({
        minutes: fc.integer({ min: 0, max: 12 }),
        language: languages,
        waitThroughDay: fc.constantFrom(NO_DAY, NO_DAY, 20_000),
      }),
      { maxLength: 14 },
    )
    .map((list): RankedCall[] => list.map((candidate, debtor) => ({ debtor, candidate })));
  const limit = (most: number) => fc.option(fc.nat(most));
  const agent = fc.record({
    name: fc.constantFrom('Anna', 'Bart', 'Cleo', 'Dirk'),
    languages: fc.uniqueArray(languages, { maxLength: 3 }),
    callsPerDay: limit(6),
    minutesPerDay: limit(40),
  });
  const days = fc.record({
    callsPerDay: fc.nat(10),
    minutesPerDay: limit(60),
    agents: fc.uniqueArray(agent, { maxLength: 4, selector: ({ name }) => name }),
    spread: fc.boolean(),
  });
  const filled = (ranked: readonly RankedCall[], day: object) => fillDay(ranked, parsePolicy(day));
  const keeps = (fewer: ReadonlyMap<number, string>, more: ReadonlyMap<number, string>): void => {
    for (const debtor of fewer.keys()) expect([...more.keys()]).toContain(debtor);
  };

  test('more calls, more minutes or one more agent never remove a call', () => {
    fc.assert(
      fc.property(calls, days, fc.nat(3), agent, (ranked, day, at, extra) => {
        const fewer = filled(ranked, day);
        keeps(fewer, filled(ranked, { ...day, callsPerDay: day.callsPerDay + 1 }));
        if (day.minutesPerDay !== null) keeps(fewer, filled(ranked, { ...day, minutesPerDay: day.minutesPerDay + 3 }));
        const raised = day.agents.map((one, n) =>
          n === at
            ? {
                ...one,
                callsPerDay: one.callsPerDay === null ? null : one.callsPerDay + 1,
                minutesPerDay: one.minutesPerDay === null ? null : one.minutesPerDay + 7,
              }
            : one,
        );
        keeps(fewer, filled(ranked, { ...day, agents: raised }));
        if (day.agents.length > 0)
          keeps(fewer, filled(ranked, { ...day, agents: [...day.agents, { ...extra, name: 'Zoë' }] }));
      }),
      { numRuns: 400 },
    );
  });

  test('nobody is given more than fits, or a language that is not spoken', () => {
    fc.assert(
      fc.property(calls, days, (ranked, day) => {
        const policy = parsePolicy(day);
        const agentOf = fillDay(ranked, policy);
        for (const one of day.agents.length > 0 ? day.agents : [{ ...day, name: '', languages: [] }]) {
          const own = ranked.filter(({ debtor }) => agentOf.get(debtor) === one.name);
          const isOwn = one.callsPerDay !== null || one.minutesPerDay !== null;
          const { callsPerDay, minutesPerDay } = isOwn ? one : policy;
          expect(own.length).toBeLessThanOrEqual(callsPerDay ?? Number.POSITIVE_INFINITY);
          const minutes = own.reduce((sum, { candidate }) => sum + candidate.minutes, 0);
          expect(minutes).toBeLessThanOrEqual(minutesPerDay ?? Number.POSITIVE_INFINITY);
          if (one.languages.length > 0)
            for (const { candidate } of own) expect(one.languages).toContain(candidate.language);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('without agents the queue is the best prefix that fits, calls that cannot wait before those that can', () => {
    fc.assert(
      fc.property(calls, fc.nat(10), limit(60), (ranked, callsPerDay, minutesPerDay) => {
        const chosen = filled(ranked, { callsPerDay, minutesPerDay });
        const order = [
          ...ranked.filter(({ candidate }) => candidate.waitThroughDay === NO_DAY),
          ...ranked.filter(({ candidate }) => candidate.waitThroughDay !== NO_DAY),
        ];
        expect(order.slice(0, chosen.size).every(({ debtor }) => chosen.has(debtor))).toBe(true);
        const next = order[chosen.size];
        const minutes = order.slice(0, chosen.size + 1).reduce((sum, { candidate }) => sum + candidate.minutes, 0);
        if (next)
          expect(chosen.size === callsPerDay || minutes > (minutesPerDay ?? Number.POSITIVE_INFINITY)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
