import { createCalendars, type EpochDay } from '../../calendar/index.ts';
import { type Crew, type CrewJob, type CrewPhase, shareMemory } from '../../crew/index.ts';
import type { Ledger } from '../../ledger/index.ts';
import { loadLatenessModel } from '../../models/index.ts';
import type { Policy } from '../policy/policy-schema.ts';
import type { RankRequest } from '../rank-call-queue.ts';
import { decidePart, type PartDecisions } from './decide-part.ts';

/** Decisions about parts of a ledger, for each thread of a crew to open for itself: task `t` decides about `parts[t]`. */
export interface RankJob extends CrewJob {
  readonly kind: 'ranking';
  /** On shared memory. */
  readonly ledger: Omit<Ledger, 'calendars'>;
  /** The document of the model. */
  readonly model: unknown;
  readonly asOf: EpochDay;
  readonly policy: Policy;
  readonly staleCash: EpochDay | undefined;
  readonly parts: readonly Int32Array[];
}

/** The one phase of a ranking: each task gives the decisions about its part. O(size of the model). */
export function openRankJob(job: RankJob): readonly CrewPhase[] {
  const { asOf, policy, staleCash, parts } = job;
  const ledger = { ...job.ledger, calendars: createCalendars() };
  const model = loadLatenessModel(job.model);
  return [(task): PartDecisions => decidePart({ ledger, model, asOf, policy, staleCash, debtors: parts[task] })];
}

/** Decides about parts by a crew; the ledger is copied to shared memory where it does not lie there. */
export function decideByCrew(
  request: RankRequest & { readonly asOf: EpochDay; readonly policy: Policy },
  parts: readonly Int32Array[],
  crew: Crew,
): PartDecisions[] {
  const { calendars: _, ...columns } = request.ledger;
  const job: RankJob = {
    kind: 'ranking',
    ledger: shareMemory(columns),
    model: request.model.toJSON(),
    asOf: request.asOf,
    policy: request.policy,
    staleCash: request.staleCash,
    parts: shareMemory(parts),
  };
  return [...crew.open(job)(0, parts.length)] as PartDecisions[];
}
