import { fillDay } from '../capacity/fill-day.ts';
import { type Candidacy, compareCandidates } from '../decide-queue.ts';
import type { Policy } from '../policy/policy-schema.ts';
import type { DebtorDecision } from '../rank/decide-debtor.ts';

/**
 * The debtors of a part whom a ranking of all debtors may call: those that the day has room for if it is filled from the
 * part alone. The other parts only take room away, and so do the candidates that rank before a call. Which of those
 * count is known when all parts are: a call that is made for its value competes with all that are worth more, one that is always made
 * perhaps only with its like, where the rest turns out to be worth too little. So both days are filled. O(n log n).
 */
export function withinReach(decisions: readonly DebtorDecision[], policy: Policy): ReadonlySet<number> {
  const ranked = decisions
    .filter((decision): decision is Candidacy => decision.candidate !== undefined)
    .sort(compareCandidates);
  const always = ranked.filter(({ candidate }) => candidate.isAlwaysMade);
  return new Set([...fillDay(ranked, policy).keys(), ...fillDay(always, policy).keys()]);
}
