import { PayrhythmError } from '../errors.ts';
import type { NumberShape } from './number-shape.ts';
import type { DecimalMark } from './read-options.ts';

interface Sight {
  readonly line: number;
  readonly text: string;
}

/** Gathers what the numbers of one column say about their decimal mark. Memory does not grow with the cells. */
export interface DecimalEvidence {
  readonly column: string;
  add(line: number, text: string, shape: NumberShape): void;
  /** `point` or `comma` where proved, `open` where some number can be read both ways, null where no number has a mark. */
  verdict(file: string): DecimalMark | 'open' | null;
  /** The first number that can be read both ways. */
  readonly undecided: Sight | undefined;
  /** The first number of four or more digits without a separator: thousands are not parted here. */
  readonly unparted: Sight | undefined;
  /** Whether some number can only have a decimal point. */
  readonly hasPoint: boolean;
}

/**
 * An empty collection for one column. `1.50` proves the point and `1,50` the comma, as does `0.125`; `1.234.567` proves
 * the comma (its points part thousands); `1.234` proves nothing.
 */
export function createDecimalEvidence(column: string): DecimalEvidence {
  const proof: { point?: Sight; comma?: Sight } = {};
  let undecided: Sight | undefined;
  let unparted: Sight | undefined;
  return {
    column,
    add(line, text, shape) {
      if (shape.point === shape.comma) {
        if (!unparted && /\d{4}/.test(text)) unparted = { line, text };
        return;
      }
      if (shape.comma === undefined) proof.point ??= { line, text };
      else if (shape.point === undefined) proof.comma ??= { line, text };
      else undecided ??= { line, text };
    },
    verdict(file) {
      if (proof.point && proof.comma)
        throw new PayrhythmError(
          'BAD_DATA',
          `${file}, column ${column}: "${proof.point.text}" (line ${proof.point.line}) has a decimal point, ` +
            `"${proof.comma.text}" (line ${proof.comma.line}) a decimal comma. Correct the file, or say which is right ` +
            '(the other rows are rejected): --decimal point or --decimal comma',
          { file, column, ...proof },
        );
      return proof.point ? 'point' : proof.comma ? 'comma' : undecided ? 'open' : null;
    },
    get undecided() {
      return undecided;
    },
    get unparted() {
      return unparted;
    },
    get hasPoint() {
      return proof.point !== undefined;
    },
  };
}

/** How the mark of a number column was settled. */
export interface DecimalDecision {
  readonly mark: DecimalMark;
  /** Whether anything in the column depended on the mark. */
  readonly needed: boolean;
  /** Set where nothing proved it: the first number that could be read both ways, and how it was read. */
  readonly assumed?: Sight & { readonly as: 'thousands' | 'fractions' };
}

/**
 * Settles one column: its own proof; else the proof of the file's other number columns where they agree; else an
 * assumption, which is warned of. Assumed are thousands, since money is written with two decimals and hardly ever with
 * three; but fractions where the column has numbers of four digits and more without a separator.
 */
export function decideDecimalMark(
  own: DecimalEvidence,
  all: readonly DecimalEvidence[],
  file: string,
): DecimalDecision {
  const verdict = own.verdict(file);
  if (verdict === null) return { mark: 'point', needed: false };
  if (verdict !== 'open') return { mark: verdict, needed: true };
  const proved = new Set<DecimalMark>();
  for (const evidence of all) {
    const mark = evidence.verdict(file);
    if (mark === 'point' || mark === 'comma') proved.add(mark);
  }
  if (proved.size === 1) return { mark: [...proved][0], needed: true };
  const sight = own.undecided as Sight;
  const separator: DecimalMark = sight.text.includes(',') ? 'comma' : 'point';
  if (own.unparted) return { mark: separator, needed: true, assumed: { ...sight, as: 'fractions' } };
  return { mark: separator === 'comma' ? 'point' : 'comma', needed: true, assumed: { ...sight, as: 'thousands' } };
}
