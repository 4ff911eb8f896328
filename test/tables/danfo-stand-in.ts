/** The dtypes that danfo knows. */
const DTYPES = ['float32', 'int32', 'string', 'boolean'];

/**
 * In place of danfo's DataFrame, which needs a native TensorFlow: takes what danfo 1.2.0 takes (rows of cells, dtypes)
 * and refuses what it would spoil without a word. notebooks/check-danfo.mjs runs the bridge against danfo itself.
 */
export class DataFrame {
  readonly columns: string[];
  readonly dtypes: string[];
  readonly values: unknown[][];

  constructor(rows: unknown[][], options: { columns: string[]; dtypes: string[] }) {
    const { columns, dtypes } = options;
    if (!Array.isArray(rows) || !rows.every(Array.isArray)) throw new TypeError('danfo takes typed arrays for rows');
    if (rows.some((row) => row.length !== columns.length)) throw new TypeError('a row of another length');
    if (dtypes.length !== columns.length) throw new TypeError('one dtype a column');
    dtypes.forEach((dtype, at) => {
      if (!DTYPES.includes(dtype)) throw new TypeError(`danfo has no dtype ${dtype}`);
      for (const row of rows) if (!fits(row[at], dtype)) throw new TypeError(`${String(row[at])} as ${dtype}`);
    });
    this.columns = columns;
    this.dtypes = dtypes;
    this.values = rows;
  }
}

function fits(cell: unknown, dtype: string): boolean {
  if (dtype === 'int32') return Number.isInteger(cell);
  if (dtype === 'float32') return typeof cell === 'number';
  return cell === null || typeof cell === dtype;
}
