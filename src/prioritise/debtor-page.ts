import { formatDay, NO_DAY } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import { computeOneDebtor, DEBTOR_FEATURES, featureDeclaration, type PaymentRun } from '../features/index.ts';
import { findSorted, ITEM, textAt } from '../ledger/index.ts';
import { explainForecast, type LatenessModel } from '../models/index.ts';
import type { QueueInputs } from './queue-inputs.ts';
import type { CallQueue, ProposedAction, QueuedCall, SuppressedDebtor } from './queue-rows.ts';

/** A feature of the debtor, with the sentence that says it. */
export interface PageFeature {
  readonly name: string;
  readonly unit: string;
  /** `null` = missing. */
  readonly value: number | null;
  readonly sentence: string;
}

/** One open invoice as the model sees it. */
export interface PageInvoice {
  readonly invoice_id: string;
  readonly due_date: string;
  readonly open_amount: number;
  readonly p_late: number;
  readonly baseline_p_late: number;
  readonly date_p10: string;
  readonly date_p50: string;
  readonly date_p90: string;
  /** What speaks for late payment (effect above 0) and against it, strongest first. */
  readonly contributions: readonly {
    readonly feature: string;
    readonly value: number | null;
    readonly effect: number;
    readonly sentence: string;
  }[];
}

/** Everything behind one debtor's place, as plain data. */
export interface DebtorPage {
  readonly debtor_id: string;
  readonly name: string;
  readonly asOf: string;
  readonly currency: string;
  /** Where the debtor stands: in the queue, suppressed, or (`null` both) without open debt. */
  readonly call: QueuedCall | null;
  readonly suppressed: SuppressedDebtor | null;
  readonly actions: readonly ProposedAction[];
  readonly run: PaymentRun;
  readonly features: readonly PageFeature[];
  readonly invoices: readonly PageInvoice[];
}

/** Contributions that are listed for an invoice, and invoices that are explained. */
const LISTED_CONTRIBUTIONS = 6;
const LISTED_INVOICES = 20;

/**
 * The page of one debtor from a decided queue.
 *
 * @throws {PayrhythmError} `USAGE` where the ledger knows no such debtor that morning.
 */
export function debtorPage(inputs: QueueInputs, queue: CallQueue, model: LatenessModel, debtorId: string): DebtorPage {
  const { ledger, items, forecasts, asOf } = inputs;
  const debtor = findSorted(ledger.debtors.id, debtorId);
  if (debtor < 0)
    throw new PayrhythmError('USAGE', `--debtor ${debtorId}: the ledger knows no such debtor on ${formatDay(asOf)}`);
  const scale = 10 ** ledger.reporting.minorDigits;
  const { smoothing, policy } = inputs;
  const { runThresholds } = model;
  const table = computeOneDebtor(ledger, debtor, asOf, { smoothing, runThresholds, tolerance: policy.tolerance });
  const features = DEBTOR_FEATURES.map((declaration, f): PageFeature => {
    const value = table.columns[f][0];
    return {
      name: declaration.name,
      unit: declaration.unit,
      value: Number.isNaN(value) ? null : value,
      sentence: sayFeature(declaration.name, value),
    };
  });
  const rows: number[] = [];
  forecasts.invoice.forEach((i, row) => {
    if (ledger.invoices.debtor[i] === debtor && items.state[i] === ITEM.open) rows.push(row);
  });
  const invoices = rows.slice(0, LISTED_INVOICES).map((row): PageInvoice => {
    const i = forecasts.invoice[row];
    const day = (value: number): string => (value === NO_DAY ? '' : formatDay(value));
    return {
      invoice_id: textAt(ledger.invoices.id, i),
      due_date: formatDay(ledger.invoices.dueDay[i]),
      open_amount: items.openMinor[i] / scale,
      p_late: forecasts.pLate[row],
      baseline_p_late: forecasts.baselinePLate[row],
      date_p10: day(forecasts.p10Day[row]),
      date_p50: day(forecasts.p50Day[row]),
      date_p90: day(forecasts.p90Day[row]),
      contributions: explainForecast(model, ledger, i, asOf)
        .slice(0, LISTED_CONTRIBUTIONS)
        .map(({ feature, value, effect }) => ({
          feature,
          value: Number.isNaN(value) ? null : value,
          effect,
          sentence: sayFeature(feature, value),
        })),
    };
  });
  return {
    debtor_id: debtorId,
    name: textAt(ledger.debtors.name, debtor),
    asOf: formatDay(asOf),
    currency: ledger.reporting.code,
    call: queue.calls.find((row) => row.debtor_id === debtorId) ?? null,
    suppressed: queue.suppressed.find((row) => row.debtor_id === debtorId) ?? null,
    actions: queue.actions.filter((row) => row.debtor_id === debtorId),
    run: inputs.runs[debtor],
    features,
    invoices,
  };
}

/** A feature's value in its declared sentence; what is missing is said as such. */
export function sayFeature(name: string, value: number): string {
  const declaration = featureDeclaration(name);
  if (!declaration) throw new TypeError(`there is no feature ${name}`);
  if (Number.isNaN(value)) return declaration.missing;
  return declaration.sentence.replace('{}', spoken(value, declaration.unit));
}

function spoken(value: number, unit: string): string {
  switch (unit) {
    case 'share':
      return `${Math.round(value * 100)} %`;
    case 'days': {
      const days = Math.round(value);
      return `${days} day${Math.abs(days) === 1 ? '' : 's'}`;
    }
    case 'money':
      return value.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    case 'flag':
      return value === 1 ? 'yes' : 'no';
    case 'ratio':
      return value.toPrecision(2);
    default:
      return String(Math.round(value * 10) / 10);
  }
}
