import { NO_DAY } from '../../calendar/index.ts';
import type { Policy } from '../policy/policy-schema.ts';
import { type DayRoom, type RankedCall, roomsOf, speaks } from './day-room.ts';
import { dealCalls } from './deal-calls.ts';

/**
 * The calls that fit into the day, as the name of who makes each (empty where the policy names no agents), by debtor.
 * Agents choose in turn, those of few languages first, then by name: each takes the best calls in its languages that
 * are still free, in the order of the ranking, until the next one no longer fits. Calls that may wait (`spread`) are
 * chosen after all others. So more calls, more minutes or one more agent never remove a call: whoever comes later finds
 * fewer calls before those it took. Agents of the same languages then share what they took evenly.
 * O(agents · candidates).
 */
export function fillDay(ranked: readonly RankedCall[], policy: Policy): ReadonlyMap<number, string> {
  const mayWait = ({ candidate }: RankedCall): boolean => policy.spread && candidate.waitThroughDay !== NO_DAY;
  const order = [...ranked.filter((call) => !mayWait(call)), ...ranked.filter(mayWait)];
  const rooms = roomsOf(policy);
  const taken = new Map<number, DayRoom>();
  for (const room of rooms) {
    let calls = 0;
    let minutes = 0;
    for (const { debtor, candidate } of order) {
      if (taken.has(debtor) || !speaks(room, candidate.language)) continue;
      minutes += candidate.minutes;
      if (++calls > room.calls || minutes > room.minutes) break;
      taken.set(debtor, room);
    }
  }
  return dealCalls(
    rooms,
    ranked.filter(({ debtor }) => taken.has(debtor)),
    (call) => taken.get(call.debtor) as DayRoom,
  );
}
