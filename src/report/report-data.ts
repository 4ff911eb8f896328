import { ACTION_COLUMNS, QUEUE_COLUMNS, SUPPRESSED_COLUMNS } from '../prioritise/index.ts';
import { clipCell } from './clip-cell.ts';
import { packColumn } from './packed-column.ts';
import type { DayTotals, PageData, TableColumns } from './page-data.ts';
import { type DayTables, pageRowsKept } from './page-rows-kept.ts';
import type { RankOutput } from './read-rank-output.ts';
import { reportFigures } from './report-figures.ts';

/** Warnings told one by one. */
const MOST_WARNINGS = 50;

/**
 * What the page is to show of a `rank` output: of its rows those for which about `rowBytes` have room, see
 * {@link pageRowsKept}; totals and charts are of all rows. The same output gives the same data. O(rows · log rows).
 */
export function reportData(output: RankOutput, rowBytes = Number.POSITIVE_INFINITY): PageData {
  const { run } = output;
  const { calls, suppressed, actions } = pageRowsKept(output, rowBytes);
  return {
    asOf: run.asOf,
    currency: run.currency,
    totals: totalsOf(output),
    calls: columnsOf(calls, QUEUE_COLUMNS),
    suppressed: columnsOf(suppressed, SUPPRESSED_COLUMNS),
    actions: columnsOf(actions, ACTION_COLUMNS),
    figures: reportFigures(output.calls, output.suppressed, run.asOf),
    run: {
      version: run.version,
      startedAt: run.startedAt,
      modelId: run.model.id,
      estimator: run.model.estimator,
      trainedAt: run.model.trainedAt,
      heldBack: run.model.timeSplit
        ? {
            from: run.model.timeSplit.from,
            rows: run.model.timeSplit.rows,
            auc: run.model.timeSplit.model.auc,
            ece: run.model.timeSplit.model.ece,
            baselineAuc: run.model.timeSplit.baseline.auc,
          }
        : null,
      tables: Object.entries(run.tables).map(([name, { read, accepted, rejected }]) => ({
        name,
        read,
        accepted,
        rejected,
      })),
      warnings: warningsShown(run.warnings),
    },
  };
}

function totalsOf({ calls, suppressed, actions }: DayTables): DayTotals {
  const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
    rows.reduce((total, row) => total + Math.round(of(row) * 100), 0) / 100;
  return {
    calls: calls.length,
    worth: sum(calls, (row) => row.expected_value),
    overdueInQueue: sum(calls, (row) => row.overdue_amount),
    leftAlone: suppressed.length,
    openLeftAlone: sum(suppressed, (row) => row.open_amount),
    actions: actions.length,
  };
}

function warningsShown(warnings: readonly string[]): readonly string[] {
  const shown = warnings.slice(0, MOST_WARNINGS).map((text) => String(clipCell(text)));
  const more = warnings.length - shown.length;
  return more > 0 ? [...shown, `… and ${more} more in run.json`] : shown;
}

function columnsOf<Row>(rows: readonly Row[], names: readonly (keyof Row)[]): TableColumns<Row> {
  return Object.fromEntries(
    names.map((name) => [name, packColumn(rows.map((row) => row[name]))]),
  ) as unknown as TableColumns<Row>;
}
