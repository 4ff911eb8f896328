import type { TextColumn } from '../ledger/index.ts';

/** How a number is written. */
export const NUMBER_CELL = {
  missing: 0,
  /** Digits alone, perhaps after a minus sign. */
  whole: 1,
  /** The same with one point that is a decimal point whatever else the file has: not followed by three digits. */
  point: 2,
  /** Anything else: see `numberShapeOf`. */
  other: 3,
} as const;

/** A column of numbers as far as they can be read without knowing the decimal mark. */
export interface NumberCells {
  /** By row, NaN unless `kind` is `whole` or `point`. */
  readonly values: Float64Array;
  /** Values of {@link NUMBER_CELL}. */
  readonly kind: Uint8Array;
}

const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);
/** Longer texts are left to `numberShapeOf`: up to here the digits are a whole number that float64 holds exactly. */
const PLAIN_CHARACTERS = 15;

/** Reads the plain numbers of a column of texts; the result is what `numberShapeOf` gives for them. O(bytes). */
export function readPlainNumbers({ length, bytes, offsets }: TextColumn): NumberCells {
  const values = new Float64Array(length).fill(Number.NaN);
  const kind = new Uint8Array(length);
  for (let row = 0; row < length; row++) {
    const start = offsets[row];
    const end = offsets[row + 1];
    if (start === end) continue;
    kind[row] = NUMBER_CELL.other;
    const first = bytes[start] === 45 ? start + 1 : start;
    if (end - start > PLAIN_CHARACTERS || first === end) continue;
    let digits = 0;
    let mark = -1;
    let at = first;
    for (; at < end; at++) {
      const digit = bytes[at] - 48;
      if (digit >= 0 && digit <= 9) digits = digits * 10 + digit;
      else if (bytes[at] === 46 && mark < 0 && at > first) mark = at;
      else break;
    }
    const fraction = mark < 0 ? 0 : end - mark - 1;
    if (at < end || (mark >= 0 && (fraction === 0 || fraction === 3))) continue;
    // Both are exact, so their quotient is the nearest number, as the runtime reads it.
    const value = digits / POWERS[fraction];
    values[row] = value === 0 || first === start ? value : -value;
    kind[row] = mark < 0 ? NUMBER_CELL.whole : NUMBER_CELL.point;
  }
  return { values, kind };
}
