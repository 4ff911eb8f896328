import type { Ledger } from '../../ledger/index.ts';
import { rankDecisions } from '../decide-queue.ts';
import type { Policy } from '../policy/policy-schema.ts';
import type { CallQueue, QueuedCall } from '../queue-rows.ts';
import type { PartDecisions } from './decide-part.ts';

/**
 * One ranking of debtors that were decided about in parts, with the capacity of the whole day: the queue that
 * `rankCallQueue` makes of all of them at once, to the byte, whatever the parts and their order. O(n log n).
 */
export function mergeParts(
  parts: readonly Pick<PartDecisions, 'decisions' | 'calls'>[],
  policy: Policy,
  reporting: Ledger['reporting'],
): CallQueue {
  const all = parts
    .flatMap(({ decisions, calls }) =>
      decisions.map((decision, at) => ({ decision, call: calls[at], id: decision.debtorId })),
    )
    .sort((a, b) => compareIds(a.id, b.id));
  const scale = 10 ** reporting.minorDigits;
  return rankDecisions(
    { policy, scale, ledger: { reporting } },
    all.map(({ decision }, debtor) => ({ ...decision, debtor })),
    (debtor, rank, agent): QueuedCall => {
      const { call, id } = all[debtor];
      if (!call) throw new TypeError(`debtor ${id} is called, and was no candidate in its part`);
      return { ...call, rank, agent };
    },
  );
}

/** Byte order of UTF-8, which is that of code points; UTF-16 puts those above U+FFFF before U+E000 … U+FFFF. */
function compareIds(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at);
    const y = b.charCodeAt(at);
    if (x === y) continue;
    const isHighX = x >= 0xd800 && x < 0xe000;
    const isHighY = y >= 0xd800 && y < 0xe000;
    return isHighX === isHighY ? x - y : isHighX ? 1 : -1;
  }
  return a.length - b.length;
}
