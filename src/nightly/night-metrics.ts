import type { RunDocument } from '../io/night-target/night-target.ts';
import type { Metric } from './open-metrics.ts';

/** How a night ended, for monitoring. */
export interface NightEnd {
  readonly exitCode: number;
  /** Seconds since 1970. */
  readonly endedAt: number;
  readonly seconds: number;
  /** Undefined where the night failed. */
  readonly document: RunDocument | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: the record is a JSON document; what is missing in it is left out
type Loose = any;

/** The figures of a night. A failed night has only the first four. */
export function nightMetrics({ exitCode, endedAt, seconds, document }: NightEnd): Metric[] {
  const one = (name: string, help: string, value: unknown): Metric => ({
    name,
    help,
    samples: [{ value: typeof value === 'number' ? value : null }],
  });
  const each = (name: string, help: string, label: string, values: unknown): Metric => ({
    name,
    help,
    samples: Object.entries((values ?? {}) as Record<string, unknown>).map(([key, value]) => ({
      labels: { [label]: key },
      value: typeof value === 'number' ? value : null,
    })),
  });
  const run = document as Loose;
  const ended: Metric[] = [
    one('run_success', '1 where the last night ended well, else 0', exitCode === 0 ? 1 : 0),
    one('run_exit_code', 'exit code of the last night', exitCode),
    one('run_end_timestamp_seconds', 'when the last night ended', endedAt),
    one('run_duration_seconds', 'how long it took', Math.round(seconds * 1000) / 1000),
  ];
  if (!run) return ended;
  const flag = (is: unknown): number | null => (typeof is === 'boolean' ? Number(is) : null);
  return [
    ...ended,
    one('queue_as_of_timestamp_seconds', 'midnight UTC of the as-of date', Date.parse(run.asOf) / 1000),
    one('queue_calls', 'calls of the queue', run.totals?.queue?.debtors),
    one('queue_open_amount', 'open amount of the debtors to call', run.totals?.queue?.openAmount),
    one('suppressed_debtors', 'debtors left alone', run.totals?.suppressed?.debtors),
    each('suppressed_by_reason', 'debtors left alone, by reason', 'reason', run.totals?.suppressedByReason),
    one('open_amount', 'open amount of all debtors listed', run.totals?.all?.openAmount),
    one('rows_rejected', 'source rows that could not be used', run.rejectedRows),
    one('warnings', 'warnings of the run', run.warnings?.length),
    one('model_age_days', 'days since the model was trained', daysBetween(run.model?.trainedAt, run.asOf)),
    one('model_trained', '1 where the night put a new model in use', run.model?.origin === 'trained' ? 1 : 0),
    one('cash_age_business_days', 'age of the newest booked payment', run.freshness?.ageBusinessDays),
    one('cash_stale', '1 where cash data are too old', run.freshness?.state === 'stale' ? 1 : 0),
    one('calibration_excess_error', 'calibration error beyond chance', run.health?.calibration?.excessError),
    one('calibration_alert', '1 where it is above its threshold', flag(run.health?.calibration?.isAlert)),
    one('drift_largest_index', 'largest population stability index', run.health?.drift?.columns?.[0]?.psi),
    one('drift_alerts', 'columns above the threshold of drift', run.health?.drift?.alerts?.length),
    each('stage_seconds', 'seconds of each stage', 'stage', run.seconds),
  ];
}

function daysBetween(from: unknown, to: unknown): number | null {
  const days = (Date.parse(String(to)) - Date.parse(String(from))) / 86_400_000;
  return Number.isFinite(days) ? days : null;
}
