import { ACTION_COLUMNS, QUEUE_COLUMNS, SUPPRESSED_COLUMNS } from '../prioritise/index.ts';
import type { PageData, TableColumns } from './page-data.ts';
import type { RankOutput } from './read-rank-output.ts';
import { reportFigures } from './report-figures.ts';

/** What the page is to show of a `rank` output. The same output gives the same data. O(rows). */
export function reportData(output: RankOutput): PageData {
  const { run, calls, suppressed, actions } = output;
  return {
    asOf: run.asOf,
    currency: run.currency,
    calls: columnsOf(calls, QUEUE_COLUMNS),
    suppressed: columnsOf(suppressed, SUPPRESSED_COLUMNS),
    actions: columnsOf(actions, ACTION_COLUMNS),
    figures: reportFigures(calls, suppressed, run.asOf),
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
      warnings: run.warnings,
    },
  };
}

function columnsOf<Row>(rows: readonly Row[], names: readonly (keyof Row)[]): TableColumns<Row> {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])) as unknown as TableColumns<Row>;
}
