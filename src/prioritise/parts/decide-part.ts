import { prepareQueueContext } from '../case/queue-context.ts';
import { writeCall } from '../decide-queue.ts';
import type { QueueInputs } from '../queue-inputs.ts';
import type { QueuedCall } from '../queue-rows.ts';
import { type DebtorDecision, decideDebtor } from '../rank/decide-debtor.ts';
import { prepareQueue, type RankRequest } from '../rank-call-queue.ts';
import { withinReach } from './within-reach.ts';

/** What a model saw and said on one morning: columns of numbers, NaN = missing. */
export interface PopulationSample {
  readonly columns: readonly { readonly name: string; readonly values: Float64Array }[];
}

/** Everything about some of the debtors that a ranking of all of them needs: plain data, which another thread can send. */
export interface PartDecisions {
  /** In byte order of debtor ids; the debtor of a decision is its index in the part, which means nothing outside. */
  readonly decisions: readonly DebtorDecision[];
  /** The row of each candidate that the day may have room for, at a rank still to be given; undefined for all others. */
  readonly calls: readonly (QueuedCall | undefined)[];
  readonly population: PopulationSample;
}

/**
 * Decides about the debtors of a request by themselves; `mergeParts` ranks them among the others. They must hold every
 * debtor that one of them pays for, or is paid by: take the parts of `partitionDebtors`. Errors as `rankCallQueue`.
 * O(rows of these debtors).
 */
export function decidePart(request: RankRequest): PartDecisions {
  const inputs = prepareQueue(request);
  const context = prepareQueueContext(inputs);
  const decisions: DebtorDecision[] = [];
  for (let debtor = 0; debtor < inputs.ledger.debtors.count; debtor++) {
    const decision = decideDebtor(context, debtor);
    if (decision) decisions.push(decision);
  }
  const reached = withinReach(decisions, inputs.policy);
  return {
    decisions,
    calls: decisions.map(({ debtor }) => (reached.has(debtor) ? writeCall(context, debtor, 0, '') : undefined)),
    population: populationOf(inputs),
  };
}

/** Features that grow by themselves as time goes by: that they move says nothing about the debtors. */
const GROWING = ['tenure_days', 'lessons'];

/** Features of the debtors with an open invoice, and the chances of lateness that the model gave their invoices. */
function populationOf({ ledger, debtorFeatures, forecasts }: QueueInputs): PopulationSample {
  const isOpen = new Uint8Array(ledger.debtors.count);
  for (const invoice of forecasts.invoice) isOpen[ledger.invoices.debtor[invoice]] = 1;
  const rows: number[] = [];
  for (let debtor = 0; debtor < isOpen.length; debtor++) if (isOpen[debtor]) rows.push(debtor);
  return {
    columns: [
      { name: 'p_late', values: forecasts.pLate },
      ...debtorFeatures.names
        .map((name, at) => ({
          name,
          values: Float64Array.from(rows, (debtor) => debtorFeatures.columns[at][debtor]),
        }))
        .filter(({ name }) => !GROWING.includes(name)),
    ],
  };
}
