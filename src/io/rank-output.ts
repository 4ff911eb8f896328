import type { ImportReport, RejectedRow } from '../ledger/index.ts';
import type { LatenessModel } from '../models/index.ts';
import {
  ACTION_COLUMNS,
  type CallQueue,
  effectsRecord,
  legalRulesRecord,
  type Policy,
  QUEUE_COLUMNS,
  SUPPRESSED_COLUMNS,
} from '../prioritise/index.ts';
import { type CsvCell, csvText } from './csv-text.ts';
import type { OutputFile } from './output-directory.ts';
import type { SourceTables } from './source-tables.ts';

/** What is told about a run in its `run.json`, beside the figures of the queue. */
export interface RankRecord {
  readonly version: string;
  /** `YYYY-MM-DD`. */
  readonly asOf: string;
  /** The options as given, without the ledger's content. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly policy: Policy;
  readonly model: LatenessModel;
  /** Whether the model was trained in this run or read from a file. */
  readonly modelOrigin: 'trained' | 'loaded';
  readonly report: ImportReport;
  readonly source: Omit<SourceTables, 'tables'>;
  readonly currency: string;
  readonly seconds: Readonly<Record<string, number>>;
  readonly startedAt: string;
}

const cents = (amount: number): number => Math.round(amount * 10_000);

/** The sums of a queue, which add up: every debtor and every open amount is in the queue or suppressed. */
export function queueTotals(queue: CallQueue) {
  const sum = (rows: readonly { open_amount: number; overdue_amount: number }[]) => ({
    debtors: rows.length,
    openAmount: rows.reduce((total, row) => total + cents(row.open_amount), 0) / 10_000,
    overdueAmount: rows.reduce((total, row) => total + cents(row.overdue_amount), 0) / 10_000,
  });
  const suppressedByReason: Record<string, number> = {};
  for (const row of queue.suppressed) suppressedByReason[row.reason] = (suppressedByReason[row.reason] ?? 0) + 1;
  const callsByReason: Record<string, number> = {};
  for (const row of queue.calls) callsByReason[row.reason] = (callsByReason[row.reason] ?? 0) + 1;
  return {
    all: sum([...queue.calls, ...queue.suppressed]),
    queue: sum(queue.calls),
    suppressed: sum(queue.suppressed),
    actions: queue.actions.length,
    callsByReason,
    suppressedByReason,
  };
}

/** The files of `rank`: the queue, who is left alone, what else to do, what could not be read, and the run's record. */
export function rankFiles(queue: CallQueue, record: RankRecord): OutputFile[] {
  const { model, report, source } = record;
  const run = {
    tool: 'payrhythm',
    version: record.version,
    command: 'rank',
    asOf: record.asOf,
    currency: record.currency,
    options: record.options,
    totals: queueTotals(queue),
    tables: report.tables,
    rejectedRows: report.rejects.length,
    inputs: source.inputs,
    ignoredFiles: source.ignoredFiles,
    mapping: source.mapping,
    model: {
      id: model.id,
      origin: record.modelOrigin,
      trainedAt: model.toJSON().trainedAt,
      estimator: model.estimator,
      requested: model.requested,
      choice: model.choice,
      search: model.search?.chosen ?? null,
      lateAfterDays: model.lateAfterDays,
      roll: model.roll,
      training: model.training,
      timeSplit: model.timeSplit ?? null,
    },
    policy: record.policy,
    assumptions: effectsRecord(record.policy),
    legalRules: legalRulesRecord(),
    warnings: [...report.warnings.map((warning) => warning.message), ...model.warnings, ...queue.warnings],
    startedAt: record.startedAt,
    seconds: record.seconds,
  };
  return [
    ...decisionFiles(queue, report.rejects),
    { name: 'run.json', content: `${JSON.stringify(run, undefined, 2)}\n` },
  ];
}

/** The files of a queue, without the record of the run. */
export function decisionFiles(queue: CallQueue, rejects: readonly RejectedRow[]): OutputFile[] {
  return [
    { name: 'queue.csv', content: csvText(QUEUE_COLUMNS, cellsOf(queue.calls, QUEUE_COLUMNS)) },
    { name: 'suppressed.csv', content: csvText(SUPPRESSED_COLUMNS, cellsOf(queue.suppressed, SUPPRESSED_COLUMNS)) },
    { name: 'actions.csv', content: csvText(ACTION_COLUMNS, cellsOf(queue.actions, ACTION_COLUMNS)) },
    {
      name: 'rejects.csv',
      content: csvText(
        ['table', 'line', 'column', 'value', 'problem'],
        rejects.map((row) => [row.table, row.line, row.column, row.value, row.problem]),
      ),
    },
  ];
}

function* cellsOf<Row, Column extends keyof Row>(
  rows: readonly Row[],
  columns: readonly Column[],
): Generator<readonly CsvCell[]> {
  for (const row of rows) yield columns.map((column) => row[column] as CsvCell);
}
