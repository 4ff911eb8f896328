import type { Freshness } from './check-freshness.ts';
import type { LoadedNight } from './night-engine.ts';
import type { NightLog } from './night-events.ts';
import type { CalibrationHealth, DriftHealth } from './night-health.ts';

/** Logs how much was read. */
export function tellLoaded({ report }: LoadedNight, log: NightLog): void {
  const rows = Object.values(report.tables).reduce((sum, counts) => sum + counts.read, 0);
  log.info('ledger_loaded', `${rows} rows read, ${report.rejects.length} rejected`, {
    rows,
    rejected: report.rejects.length,
  });
  for (const { code, count, message } of report.warnings) log.warn('import_warning', message, { code, count });
  if (report.rejects.length > 0)
    log.warn('rows_rejected', `${report.rejects.length} rows could not be used and are listed with the run`, {
      rejected: report.rejects.length,
    });
  for (const [table, { collapsed }] of Object.entries(report.tables))
    if (collapsed > 0)
      log.warn('rows_collapsed', `${table}: ${collapsed} rows repeat another one in every cell; each is counted once`, {
        table,
        collapsed,
      });
}

/** Logs how old the cash data are, where that is not in order; hands the judgement back. */
export function tellFreshness(freshness: Freshness, log: NightLog): Freshness {
  if (freshness.state === 'unknown')
    log.warn('cash_unknown', 'the ledger has no payment booked before this day, so its age cannot be told');
  if (freshness.state === 'stale')
    log.warn(
      'cash_stale',
      `the newest booked payment is of ${freshness.newestBooked}, ${freshness.ageBusinessDays} business days old where ${freshness.maximumBusinessDays} are allowed: ` +
        (freshness.holdsDueCalls
          ? 'nobody is called about money that is due (stale_cash)'
          : 'calls go on, since freshness.holdDueCalls is off'),
      { ...freshness },
    );
  return freshness;
}

/** Logs the alerts of a night's health. */
export function tellHealth(calibration: CalibrationHealth | null, drift: DriftHealth | null, log: NightLog): void {
  if (calibration?.isAlert)
    log.warn(
      'calibration_alert',
      `forecasts of ${calibration.rows} invoices are off by ${calibration.excessError?.toFixed(3)} beyond chance since ${calibration.from}`,
      { rows: calibration.rows, excessError: calibration.excessError },
    );
  for (const { name, psi } of drift?.alerts ?? [])
    log.warn('drift_alert', `${name} has moved since the model was trained (stability index ${psi.toFixed(3)})`, {
      column: name,
      psi,
    });
}
