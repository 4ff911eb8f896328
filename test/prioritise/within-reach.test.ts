import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_DAY } from '../../src/calendar/index.ts';
import { fillDay } from '../../src/prioritise/capacity/fill-day.ts';
import { type Candidacy, compareCandidates, isWorthIt } from '../../src/prioritise/decide-queue.ts';
import { withinReach } from '../../src/prioritise/parts/within-reach.ts';
import { parsePolicy } from '../../src/prioritise/policy/parse-policy.ts';

const candidate = fc.record({
  value: fc.integer({ min: 0, max: 12 }),
  isBrokenPromise: fc.boolean(),
  isHabitual: fc.boolean(),
  minutes: fc.constantFrom(4, 6, 9),
  language: fc.constantFrom('nl', 'fr'),
  waitThroughDay: fc.constantFrom(NO_DAY, 20_400),
});
const policy = fc.record({
  callsPerDay: fc.integer({ min: 0, max: 9 }),
  minutesPerDay: fc.constantFrom(null, 12, 30),
  spread: fc.boolean(),
  agents: fc.constantFrom(
    [],
    [
      { name: 'Anna', languages: ['nl'], callsPerDay: 2 },
      { name: 'Bart', callsPerDay: 3 },
    ],
    [
      { name: 'Anna', languages: ['nl'] },
      { name: 'Chloé', languages: ['fr'], minutesPerDay: 10 },
    ],
  ),
});

/** Decisions of which the ranking looks at no more than this. */
function candidacies(list: readonly (typeof candidate extends fc.Arbitrary<infer T> ? T : never)[]): Candidacy[] {
  return list.map(
    ({ isHabitual, ...one }, debtor) =>
      ({
        debtor,
        candidate: { ...one, isAlwaysMade: one.isBrokenPromise || isHabitual },
      }) as unknown as Candidacy,
  );
}

describe('the calls within reach of a part', () => {
  test('hold every call that a ranking of all parts makes, whatever value a call must have', () => {
    fc.assert(
      fc.property(
        fc.array(candidate, { maxLength: 30 }),
        policy,
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 1, max: 4 }),
        (list, overrides, least, parts) => {
          const all = candidacies(list);
          const rules = parsePolicy(overrides);
          const ranked = all.filter((one) => isWorthIt(one.candidate, least)).sort(compareCandidates);
          const reached = new Set<number>();
          for (let part = 0; part < parts; part++)
            for (const debtor of withinReach(
              all.filter(({ debtor }) => debtor % parts === part),
              rules,
            ))
              reached.add(debtor);
          for (const debtor of fillDay(ranked, rules).keys()) expect(reached).toContain(debtor);
        },
      ),
      { numRuns: 300, seed: 5 },
    );
  });

  test('are few where the part holds more candidates than the day has room for', () => {
    const all = candidacies(
      Array.from({ length: 200 }, (_, at) => ({
        value: at,
        isBrokenPromise: false,
        isHabitual: at % 3 === 0,
        minutes: 6,
        language: 'nl',
        waitThroughDay: NO_DAY,
      })),
    );
    expect(withinReach(all, parsePolicy({ callsPerDay: 5 })).size).toBe(8);
  });
});
