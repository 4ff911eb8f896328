import type { CrewPhase } from '../../../crew/index.ts';
import { BLOCK_ROWS, type BoostingArrays, type BoostingJob, CHUNK_ROWS } from './boosting-job.ts';
import { rowKernels } from './row-kernels.ts';

/**
 * Orders of {@link sumPhase}: the range of the list; the split that parts it (feature −1: none, sum all); which side is
 * summed (0 neither, 1 left, 2 right); the number of features in play.
 */
export const SUM = { from: 0, to: 1, feature: 2, code: 3, missingLeft: 4, side: 5, playing: 6 } as const;

/**
 * Task: one block of a leaf's rows. Parts them by the leaf's split, left rows before right rows, into the spare list, and
 * adds the derivatives of the side that is to be summed to the member's own histogram. The sums are integers:
 * whichever member takes a block, their total is the same. O(rows × features in play).
 */
export function sumPhase(job: BoostingJob, arrays: BoostingArrays): CrewPhase {
  const { listed, spare, table, packed, counts, sorted, touched, orders, play, placeOf } = arrays;
  const columnTables = arrays.columns.map((codes) => ({ codes, stride: 1 }));
  const kernels = rowKernels(job.memory);
  return (block, member) => {
    const from = orders[SUM.from] + block * BLOCK_ROWS;
    const to = Math.min(orders[SUM.to], from + BLOCK_ROWS);
    const feature = orders[SUM.feature];
    const side = orders[SUM.side];
    let list = listed;
    let start = from;
    let end = to;
    if (feature >= 0) {
      const place = placeOf[feature];
      const left = kernels.sort(
        place < 0 ? table : columnTables[place],
        place < 0 ? feature : 0,
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
    const groups = arrays.groups[member];
    const playing = orders[SUM.playing];
    touched[member] = 1;
    for (let chunk = start; chunk < end; chunk += CHUNK_ROWS) {
      const chunkEnd = Math.min(end, chunk + CHUNK_ROWS);
      kernels.gather(table, packed, list, chunk, chunkEnd, amounts);
      for (let place = 0; place < playing; place += 8)
        kernels.add(table, play, place, list, chunk, chunkEnd, amounts, groups[place >> 3]);
    }
  };
}
