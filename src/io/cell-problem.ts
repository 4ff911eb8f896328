/** Why a cell cannot be read; the text continues "the cell …". */
export class CellProblem {
  readonly problem: string;
  /** Whether the whole row is none of the table's, and left out though the column is optional. */
  readonly leavesOut: boolean;
  constructor(problem: string, leavesOut = false) {
    this.problem = problem;
    this.leavesOut = leavesOut;
  }
}
