import type { CrewPhase } from '../crew/crew.ts';
import { amountAdder } from './add-amounts.ts';
import { BLOCK_ROWS, type BoostingArrays, type BoostingJob, CELLS, CHUNK_ROWS } from './boosting-job.ts';
import { sortRows } from './sort-rows.ts';

/**
 * Orders of {@link sumPhase}: the range of the list; the split that parts it (feature −1: none, sum all); which side is
 * summed (0 neither, 1 left, 2 right); the number of features in play and of the round.
 */
export const SUM = { from: 0, to: 1, feature: 2, code: 3, missingLeft: 4, side: 5, playing: 6, round: 7 } as const;

/**
 * Task: one block of a leaf's rows. Parts them by the leaf's split, left rows before right rows, into the spare list, and
 * adds the derivatives of the side that is to be summed to the member's own histogram. The sums are integers:
 * whichever member takes a block, their total is the same. O(rows × features in play).
 */
export function sumPhase(job: BoostingJob, arrays: BoostingArrays): CrewPhase {
  const { listed, spare, codes, packed, counts, sorted, touched, orders } = arrays;
  const addToEight = amountAdder(job.memory);
  let round = -1;
  let columns: Uint8Array[] = [];
  return (block, member) => {
    const playing = orders[SUM.playing];
    if (round !== orders[SUM.round]) {
      round = orders[SUM.round];
      // Places beyond the last feature repeat the first; what they sum up is thrown away.
      const places = Math.ceil(playing / 8) * 8;
      columns = Array.from({ length: places }, (_, place) => codes[arrays.play[place < playing ? place : 0]]);
    }
    const from = orders[SUM.from] + block * BLOCK_ROWS;
    const to = Math.min(orders[SUM.to], from + BLOCK_ROWS);
    const feature = orders[SUM.feature];
    const side = orders[SUM.side];
    let list = listed;
    let start = from;
    let end = to;
    if (feature >= 0) {
      const left = sortRows(
        codes[feature],
        orders[SUM.code],
        orders[SUM.missingLeft] === 1,
        listed,
        from,
        to,
        spare,
        sorted[member],
      );
      counts[block] = left;
      if (side === 0) return;
      list = spare;
      if (side === 1) end = from + left;
      else start = from + left;
    }
    const amounts = arrays.amounts[member];
    const narrow = arrays.narrow[member];
    touched[member] = 1;
    for (let chunk = start; chunk < end; chunk += CHUNK_ROWS) {
      const chunkEnd = Math.min(end, chunk + CHUNK_ROWS);
      for (let i = chunk, at = 0; i < chunkEnd; i++, at += 2) {
        const levels = packed[list[i]];
        amounts[at] = levels & 0xffff;
        amounts[at + 1] = levels >> 16;
      }
      for (let place = 0; place < columns.length; place += 8)
        addToEight(columns, place, list, chunk, chunkEnd, amounts, narrow.subarray(place * CELLS, (place + 8) * CELLS));
    }
  };
}
