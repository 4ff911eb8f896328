import type { LedgerParts } from '../ledger/index.ts';
import {
  decideInParts,
  joinPopulations,
  mergeParts,
  type PartDecisions,
  parsePolicy,
  type RankedParts,
  type RankRequest,
} from '../prioritise/index.ts';
import { sharedMemory, type ThreadOptions, withCrewWhereWorth } from './with-crew.ts';

/**
 * Ranks a ledger part by part, each on several threads, to the queue of the whole; one part at a time is in memory. Errors
 * as `rankCallQueue` and `startCrew`.
 */
export async function rankLedgerParts(
  ledger: LedgerParts,
  request: Omit<RankRequest, 'ledger' | 'crew' | 'debtors'>,
  { threads }: ThreadOptions = {},
): Promise<RankedParts> {
  const decided = await withCrewWhereWorth(ledger.invoices, { threads }, (crew) => {
    const parts: PartDecisions[] = [];
    for (let part = 0; part < ledger.count; part++)
      parts.push(
        ...decideInParts({
          ...request,
          ledger: ledger.read(part, sharedMemory(threads).allocate),
          ...(crew ? { crew } : {}),
        }),
      );
    return parts;
  });
  const policy = parsePolicy(request.policy ?? {});
  return { queue: mergeParts(decided, policy, ledger.reporting), population: joinPopulations(decided) };
}
