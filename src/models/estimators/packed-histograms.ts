import { type BinnedTable, largestBin } from './binned-table.ts';
import { arenaBytes, type HistogramArena } from './histogram-arena.ts';
import type { HistogramSource, RoundState } from './histogram-source.ts';
import { hash32, scramble32 } from './random.ts';

/** Gradient levels −7 … 7 in the upper 16 bits, curvature levels 0 … 15 in the lower 16. */
const GRADIENT_LEVELS = 7;
const CURVATURE_LEVELS = 15;
/** Rows after which a lane might overflow: 4096 · 7 < 2^15 and 4096 · 15 < 2^16. */
const SAFE_ROWS = 4096;

/** Memory of {@link packedHistograms} for all rounds of a fit. */
export interface PackedWorkspace {
  readonly arena: HistogramArena;
  /** The rounded derivatives of every training row: gradient level + 8 in the upper half byte, curvature level below. */
  readonly packed: Uint8Array;
  /** Unpacked derivatives of up to 4,096 rows, and the narrow sums of groups of eight features. */
  readonly amounts: Int32Array;
  readonly narrow: Int32Array;
  /** By feature: 1 where a code is so common that its lanes must be emptied every 4,096 rows. */
  readonly crowded: Uint8Array;
}

/** Bytes that the arena of a fit needs: bin codes, list of rows, and what {@link packedWorkspace} takes. */
export function packedArenaBytes(rows: number, features: number, trainRows: number): number {
  const groups = Math.ceil(features / 8);
  return arenaBytes(rows * features, 4 * trainRows, trainRows, 4 * SAFE_ROWS, 4 * groups * 2048);
}

/** O(cells), once a fit. */
export function packedWorkspace(table: BinnedTable, trainRows: number, arena: HistogramArena): PackedWorkspace {
  return {
    arena,
    packed: arena.uint8(trainRows),
    amounts: arena.int32(SAFE_ROWS),
    narrow: arena.int32(Math.ceil(table.columns.length / 8) * 2048),
    crowded: Uint8Array.from(table.columns, (codes) => (largestBin(codes, trainRows) > SAFE_ROWS ? 1 : 0)),
  };
}

/**
 * Rounds the derivatives of `rows[0 … count − 1]` at random to few levels, without bias, so that both fit one int32 (Shi
 * et al., "Quantized training of gradient boosting decision trees", NeurIPS 2022); the noise hangs on seed and row only, and
 * the sums are integers, so that neither order nor threads can change them. At most 60 million rows. O(rows) here,
 * O(rows × features) for each histogram.
 */
export function packedHistograms(
  table: BinnedTable,
  state: RoundState,
  features: readonly number[],
  rows: Uint32Array,
  count: number,
  seed: number,
  workspace: PackedWorkspace,
): HistogramSource {
  const { arena, packed, amounts, narrow, crowded } = workspace;
  const { gradientUnit, curvatureUnit } = packDerivatives(state, rows, count, seed, packed);
  const groups = Math.ceil(features.length / 8);
  // Places beyond the last feature repeat the first; what they sum up is thrown away.
  const columns = Array.from({ length: groups * 8 }, (_, place) => table.columns[features[place] ?? features[0]]);
  const cells = Array.from({ length: groups }, (_, group) => narrow.subarray(group * 2048, group * 2048 + 2048));
  return {
    features,
    gradientUnit,
    curvatureUnit,
    build(listed, from, to, out) {
      for (const f of features) out.fill(0, f * 512, (f + 1) * 512);
      narrow.fill(0);
      for (let start = from; start < to; start += SAFE_ROWS) {
        const end = Math.min(to, start + SAFE_ROWS);
        for (let i = start; i < end; i++) {
          const levels = packed[listed[i]];
          amounts[i - start] = (((levels >> 4) - 8) << 16) + (levels & 15);
        }
        for (let group = 0; group < groups; group++)
          arena.addToEight(columns, group * 8, listed, start, end, amounts, cells[group]);
        for (let place = 0; place < features.length; place++)
          if (end === to || crowded[features[place]] === 1) unpack(narrow, place, out, features[place]);
      }
    },
  };
}

/** Fills `packed` for the listed rows; the units turn level sums back into derivatives. */
function packDerivatives(state: RoundState, rows: Uint32Array, count: number, seed: number, packed: Uint8Array) {
  const { labels, probabilities, weights } = state;
  let largestGradient = 0;
  let largestCurvature = 0;
  for (let i = 0; i < count; i++) {
    const row = rows[i];
    const p = probabilities[row];
    const weight = weights === undefined ? 1 : weights[row];
    const gradient = weight * (labels[row] === 1 ? 1 - p : p);
    const curvature = weight * p * (1 - p);
    if (gradient > largestGradient) largestGradient = gradient;
    if (curvature > largestCurvature) largestCurvature = curvature;
  }
  const gradientUnit = largestGradient / GRADIENT_LEVELS || 1;
  const curvatureUnit = largestCurvature / CURVATURE_LEVELS || 1;
  const gradientScale = 1 / gradientUnit;
  const curvatureScale = 1 / curvatureUnit;
  const mixed = hash32(seed, 0);
  for (let i = 0; i < count; i++) {
    const row = rows[i];
    const p = probabilities[row];
    const weight = weights === undefined ? 1 : weights[row];
    const noise = scramble32((mixed + Math.imul(row, 0x9e3779b9)) | 0);
    // The offset makes truncation a floor for negative gradients too; rounding may reach one level too many.
    let gradient = (weight * (p - labels[row]) * gradientScale + (noise & 0xffff) / 65536 + 8) | 0;
    let curvature = (weight * p * (1 - p) * curvatureScale + (noise >>> 16) / 65536) | 0;
    if (gradient > 15) gradient = 15;
    if (curvature > CURVATURE_LEVELS) curvature = CURVATURE_LEVELS;
    packed[row] = (gradient << 4) | curvature;
  }
  return { gradientUnit, curvatureUnit };
}

/** Moves one feature's lanes into the wide sums and empties them. */
function unpack(narrow: Int32Array, place: number, out: Float64Array, feature: number): void {
  for (let cell = place * 256, to = feature * 512, end = cell + 256; cell < end; cell++, to += 2) {
    const value = narrow[cell];
    // The curvature lane is never negative, so the arithmetic shift leaves the gradient's exact sum.
    out[to] += value >> 16;
    out[to + 1] += value & 0xffff;
    narrow[cell] = 0;
  }
}
