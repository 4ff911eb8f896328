import { dayOption } from '../../calendar/index.ts';
import { partitionDebtors } from '../../ledger/index.ts';
import { parsePolicy } from '../policy/parse-policy.ts';
import type { CallQueue } from '../queue-rows.ts';
import { checkRequest, type RankRequest } from '../rank-call-queue.ts';
import { decidePart, type PartDecisions, type PopulationSample } from './decide-part.ts';
import { mergeParts } from './merge-parts.ts';
import { decideByCrew } from './rank-job.ts';

/** Invoices of one part: the memory that the work on it takes is bounded by this, and by the largest group of debtors. */
const INVOICES_A_PART = 200_000;
/** Parts for each thread: so many that none waits long for the last. */
const PARTS_A_MEMBER = 8;

/** A ranking, and what the model saw and said for it. */
export interface RankedParts {
  readonly queue: CallQueue;
  readonly population: PopulationSample;
}

/**
 * `rankCallQueue` in parts of the debtors, one after the other or in the threads of a crew: the same queue, with the
 * memory of a few parts beside that of the ledger. There are at least `atLeast` parts, where the debtors can be split so.
 * Errors as there.
 */
export function rankInParts(request: RankRequest, atLeast = 1): RankedParts {
  const policy = parsePolicy(request.policy ?? {});
  const parts = decideInParts(request, atLeast);
  return { queue: mergeParts(parts, policy, request.ledger.reporting), population: joinPopulations(parts) };
}

/** Decisions about all debtors of a ledger that is, or is a part of, the day's; see {@link rankInParts}. */
export function decideInParts({ crew, ...given }: RankRequest, atLeast = 1): PartDecisions[] {
  const request = { ...given, asOf: dayOption(given.asOf, 'asOf'), policy: parsePolicy(given.policy ?? {}) };
  checkRequest(request.model, request.ledger, request.asOf);
  const members = crew?.members ?? 1;
  const wanted = Math.ceil(request.ledger.invoices.count / INVOICES_A_PART);
  const parts = partitionDebtors(request.ledger, Math.max(members > 1 ? members * PARTS_A_MEMBER : 1, wanted, atLeast));
  if (crew && members > 1) return decideByCrew(request, parts, crew);
  if (parts.length === 1) return [decidePart(request)];
  return parts.map((debtors) => decidePart({ ...request, debtors }));
}

/** The samples of several parts as one; their order means nothing. O(values). */
export function joinPopulations(parts: readonly Pick<PartDecisions, 'population'>[]): PopulationSample {
  const [first, ...others] = parts.map(({ population }) => population.columns);
  return {
    columns: (first ?? []).map(({ name, values }, at) => {
      const columns = [values, ...others.map((columns) => columns[at].values)];
      const joined = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0));
      let from = 0;
      for (const column of columns) {
        joined.set(column, from);
        from += column.length;
      }
      return { name, values: joined };
    }),
  };
}
