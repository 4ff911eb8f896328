import { TABLE_NAMES, type TableName } from './table-declarations.ts';

/** A source row that was left out, and why; one line of `rejects.csv`. */
export interface RejectedRow {
  readonly table: TableName;
  /** Where the row stands in its source, from 1 (a CSV header is line 1; for a row array the first row is 1). */
  readonly line: number;
  readonly column: string;
  /** The offending cell, shortened to 200 characters. */
  readonly value: string;
  readonly problem: string;
}

/** Something that was accepted but deserves a look; counted, never one a row. */
export interface ImportWarning {
  readonly code: string;
  readonly table: TableName;
  readonly column?: string;
  readonly count: number;
  /** One sentence with the first place and the remedy. */
  readonly message: string;
}

/** Rows and money of one table: read = accepted + rejected + collapsed, in both. */
export interface TableReconciliation {
  readonly read: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly collapsed: number;
  /**
   * Of the rejected rows, those that are none of the table's: totals, drafts, cancelled invoices, purchases. They do not
   * count towards the rejects that are tolerated. Absent where there are none.
   */
  readonly leftOut?: number;
  /** Sums of the amount column as the source has it, in major units; unreadable cells count as 0. */
  readonly amounts: {
    readonly read: number;
    readonly accepted: number;
    readonly rejected: number;
    readonly collapsed: number;
  };
}

/** What became of every source row. */
export interface ImportReport {
  readonly tables: Readonly<Partial<Record<TableName, TableReconciliation>>>;
  readonly rejects: readonly RejectedRow[];
  readonly warnings: readonly ImportWarning[];
}

/** Collects rejects, warnings and sums while a ledger is read. */
export interface ImportLog {
  /** A source row was read; `amount` is its money, 0 where unreadable or absent. */
  read(table: TableName, amount: number): void;
  /** So many source rows were read; `amounts` is their money, NaN where unreadable, or undefined. */
  readRows(table: TableName, count: number, amounts: Float64Array | undefined): void;
  /** `isLeftOut`: nothing is wrong with the row, it is none of the table's. */
  reject(row: RejectedRow, amount: number, isLeftOut?: boolean): void;
  collapse(table: TableName, amount: number): void;
  /**
   * Counts one occurrence; the message of the first one is kept, with the count appended: that of the first line, else the
   * first in the order of texts, so that neither the order in which rows are looked at nor the parts of a ledger matter.
   */
  warn(code: string, table: TableName, column: string | undefined, message: string, line?: number): void;
  /** The same for what holds for a table or column as a whole: counted once, in however many parts it is read. */
  warnOnce(code: string, table: TableName, column: string | undefined, message: string): void;
  /** Everything so far, as plain data that another thread can send. */
  state(): ImportLogState;
  /** Adds what another log has collected, as if it had been told to this one now. */
  absorb(state: ImportLogState): void;
  rejectCount(table: TableName): number;
  readCount(table: TableName): number;
  finish(): ImportReport;
}

/** What a log has collected; see {@link ImportLog.state}. */
export interface ImportLogState {
  readonly sums: readonly (readonly [TableName, Readonly<Sums>])[];
  readonly rejects: readonly RejectedRow[];
  readonly warnings: readonly (readonly [string, Readonly<KnownWarning>])[];
}

interface KnownWarning {
  code: string;
  table: TableName;
  column?: string;
  count: number;
  isOnce: boolean;
  first: string;
  /** Infinite where the first occurrence has none. */
  line: number;
}

interface Sums {
  read: number;
  rejected: number;
  leftOut: number;
  collapsed: number;
  readAmount: number;
  rejectedAmount: number;
  collapsedAmount: number;
}

/** Amounts are summed as whole ten-thousandths, so that the sums reconcile exactly. */
const SUM_SCALE = 10_000;
const scaled = (amount: number): number => (Number.isFinite(amount) ? Math.round(amount * SUM_SCALE) : 0);

/** Longest cell text that is repeated in a reject or message. */
const SHOWN_CHARACTERS = 200;

/** `text`, cut to 200 characters with an ellipsis. */
export function shorten(text: string): string {
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

/** An empty log. Memory grows with the rejected rows only. */
export function createImportLog(): ImportLog {
  const sums = new Map<TableName, Sums>();
  const rejects: RejectedRow[] = [];
  const warnings = new Map<string, KnownWarning>();

  const sumsOf = (table: TableName): Sums => {
    let known = sums.get(table);
    if (!known) {
      known = { read: 0, rejected: 0, leftOut: 0, collapsed: 0, readAmount: 0, rejectedAmount: 0, collapsedAmount: 0 };
      sums.set(table, known);
    }
    return known;
  };

  /** Adds `count` occurrences, the first of which is told. */
  const note = (
    warning: Omit<KnownWarning, 'count'> & { readonly count: number },
    key = `${warning.table}\u0000${warning.column ?? ''}\u0000${warning.code}`,
  ): void => {
    const known = warnings.get(key);
    if (!known) {
      warnings.set(key, { ...warning });
      return;
    }
    if (!known.isOnce) known.count += warning.count;
    if (warning.line > known.line || (warning.line === known.line && warning.first >= known.first)) return;
    known.line = warning.line;
    known.first = warning.first;
  };

  return {
    read(table, amount) {
      const known = sumsOf(table);
      known.read++;
      known.readAmount += scaled(amount);
    },
    readRows(table, count, amounts) {
      if (count === 0) return;
      const known = sumsOf(table);
      known.read += count;
      for (let row = 0; amounts && row < count; row++) known.readAmount += scaled(amounts[row]);
    },
    reject(row, amount, isLeftOut = false) {
      const known = sumsOf(row.table);
      known.rejected++;
      if (isLeftOut) {
        known.leftOut++;
        const column = row.column === '' ? undefined : row.column;
        const value = row.value === '' ? 'an empty cell' : `"${shorten(row.value)}"`;
        const message = `rows are left out as none of the table's, the first since ${value} ${row.problem} (line ${row.line})`;
        note({ ...warningOf('left_out', row.table, column), isOnce: false, first: message, line: row.line });
      }
      known.rejectedAmount += scaled(amount);
      rejects.push({ ...row, value: shorten(row.value) });
    },
    collapse(table, amount) {
      const known = sumsOf(table);
      known.collapsed++;
      known.collapsedAmount += scaled(amount);
    },
    warn: (code, table, column, message, line) =>
      note({
        ...warningOf(code, table, column),
        isOnce: false,
        first: line === undefined ? message : `${message} (first at line ${line})`,
        line: line ?? Number.POSITIVE_INFINITY,
      }),
    warnOnce: (code, table, column, message) =>
      note({ ...warningOf(code, table, column), isOnce: true, first: message, line: Number.POSITIVE_INFINITY }),
    state: () => ({ sums: [...sums], rejects, warnings: [...warnings] }),
    absorb(state) {
      for (const [table, more] of state.sums) {
        const known = sumsOf(table);
        for (const name of Object.keys(known) as (keyof Sums)[]) known[name] += more[name];
      }
      for (const row of state.rejects) rejects.push(row);
      for (const [key, warning] of state.warnings) note(warning, key);
    },
    rejectCount: (table) => sums.get(table)?.rejected ?? 0,
    readCount: (table) => sums.get(table)?.read ?? 0,
    finish() {
      const tables: Partial<Record<TableName, TableReconciliation>> = {};
      for (const [table, known] of sums) {
        tables[table] = {
          read: known.read,
          accepted: known.read - known.rejected - known.collapsed,
          rejected: known.rejected,
          collapsed: known.collapsed,
          ...(known.leftOut > 0 ? { leftOut: known.leftOut } : {}),
          amounts: {
            read: known.readAmount / SUM_SCALE,
            accepted: (known.readAmount - known.rejectedAmount - known.collapsedAmount) / SUM_SCALE,
            rejected: known.rejectedAmount / SUM_SCALE,
            collapsed: known.collapsedAmount / SUM_SCALE,
          },
        };
      }
      return {
        tables,
        rejects,
        warnings: [...warnings.values()].sort(inOrder).map(({ first, isOnce: _, line: __, ...warning }) => ({
          ...warning,
          message: `${warning.table}${warning.column ? `.${warning.column}` : ''}: ${first}; ${warning.count} in all`,
        })),
      };
    },
  };
}

function warningOf(code: string, table: TableName, column: string | undefined) {
  return { code, table, count: 1, ...(column === undefined ? {} : { column }) };
}

/** By table, and within one by column and code: not by what was seen first, which depends on the parts of a ledger. */
function inOrder(a: KnownWarning, b: KnownWarning): number {
  const [x, y] = [a, b].map(({ column, code }) => `${column ?? ''}\u0000${code}`);
  return TABLE_NAMES.indexOf(a.table) - TABLE_NAMES.indexOf(b.table) || (x < y ? -1 : 1);
}
