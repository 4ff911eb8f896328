import { formatDay, NO_DAY } from '../calendar/index.ts';
import { PayrhythmError } from '../errors.ts';
import { computeOneDebtor, DEBTOR_FEATURES, FEATURE_FAMILIES, type PaymentRun } from '../features/index.ts';
import { findSorted, ITEM, textAt } from '../ledger/index.ts';
import { explainForecast, type LatenessModel, type OtherEffect } from '../models/index.ts';
import { type DebtorCase, readDebtorCase } from './case/debtor-case.ts';
import type { OpenInvoice } from './case/open-invoice.ts';
import { prepareQueueContext } from './case/queue-context.ts';
import { type DebtorHistory, debtorHistory } from './debtor-history.ts';
import { askGates } from './gates/ask-gates.ts';
import type { Gate } from './gates/gate.ts';
import { GATE_ORDER } from './gates/gate-order.ts';
import type { LegalRules } from './legal/legal-rules.ts';
import type { QueueInputs } from './queue-inputs.ts';
import type { CallQueue, ProposedAction, QueuedCall, SuppressedDebtor, SuppressionReason } from './queue-rows.ts';
import { dateText } from './rank/describe-debtor.ts';
import { invoiceIds } from './speech/name-invoices.ts';
import { sayFeature } from './speech/say-feature.ts';
import { sayOtherPart } from './speech/say-other-part.ts';
import { type CallValue, valueCall } from './value/value-call.ts';

/** A feature of the debtor, with the sentence that says it. */
export interface PageFeature {
  readonly name: string;
  /** Title of the family that it belongs to. */
  readonly about: string;
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
  /**
   * What the parts below add up to: `base` and all effects are `margin`, the log-odds of `chance`, that of being paid more
   * than `after_days` after the due date. For an invoice that is not late yet, `p_late`.
   */
  readonly after_days: number;
  readonly chance: number;
  readonly margin: number;
  readonly base: number;
  /** What speaks for late payment (effect above 0) and against it, strongest first. */
  readonly contributions: readonly {
    readonly feature: string;
    readonly value: number | null;
    readonly effect: number;
    readonly sentence: string;
  }[];
  /** What is no feature of the invoice but moves its forecast, strongest first; see `explainForecast`. */
  readonly other: readonly (OtherEffect & { readonly sentence: string })[];
}

/** A rule that holds a call, or the invoices that it holds, back. */
export interface PageGate {
  readonly reason: SuppressionReason;
  /** The invoices that it holds; empty where it holds the whole debtor. */
  readonly invoice_ids: readonly string[];
  /** First date on which it no longer does; empty = open-ended. */
  readonly until: string;
  readonly evidence: string;
}

/** What a call today is worth; the later moment it is measured against is empty, and the chance null, where that is no call at all. */
export type PageValue = Omit<CallValue, 'laterDay' | 'neededThen'> & {
  readonly laterDay: string;
  readonly neededThen: number | null;
};

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
  /** Every rule that holds anything back, in the order in which they are asked; the first decides what is shown. */
  readonly gates: readonly PageGate[];
  /** The legal rules that apply, and from when they are. */
  readonly law: Pick<LegalRules, 'id' | 'version' | 'concerns' | 'sources'>;
  /** What a call about the invoices that no rule holds is worth, and what of; `null` without one. */
  readonly value: PageValue | null;
  /** What was said and agreed with it. */
  readonly history: DebtorHistory;
  readonly run: PaymentRun;
  readonly features: readonly PageFeature[];
  readonly invoices: readonly PageInvoice[];
}

/** Invoices that are explained. */
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
      about: FEATURE_FAMILIES[declaration.family].title,
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
    const { afterDays, chance, margin, base, effects, other } = explainForecast(model, ledger, i, asOf);
    return {
      invoice_id: textAt(ledger.invoices.id, i),
      due_date: formatDay(ledger.invoices.dueDay[i]),
      open_amount: items.openMinor[i] / scale,
      p_late: forecasts.pLate[row],
      baseline_p_late: forecasts.baselinePLate[row],
      date_p10: day(forecasts.p10Day[row]),
      date_p50: day(forecasts.p50Day[row]),
      date_p90: day(forecasts.p90Day[row]),
      after_days: afterDays,
      chance,
      margin,
      base,
      contributions: effects.map(({ feature, value, effect }) => ({
        feature,
        value: Number.isNaN(value) ? null : value,
        effect,
        sentence: sayFeature(feature, value),
      })),
      other: other.map(({ part, effect }) => ({ part, effect, sentence: sayOtherPart(part) })),
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
    ...decidedBy(inputs, debtor),
    run: inputs.runs[debtor],
    features,
    invoices,
  };
}

function decidedBy(inputs: QueueInputs, debtor: number): Pick<DebtorPage, 'gates' | 'law' | 'value' | 'history'> {
  const c = readDebtorCase(prepareQueueContext(inputs), debtor, true);
  const { callable } = askGates(c);
  const { id, version, concerns, sources } = c.legal;
  const isOwing = c.open.length > 0 || c.balanceMinor > c.context.toleranceMinor;
  return {
    gates: isOwing ? GATE_ORDER.flatMap((gate) => holdOf(c, gate, callable) ?? []) : [],
    law: { id, version, concerns, sources },
    value: callable.length > 0 ? pageValue(valueCall(c, callable)) : null,
    history: debtorHistory(c),
  };
}

function holdOf(c: DebtorCase, gate: Gate, callable: readonly OpenInvoice[]): PageGate | undefined {
  const { reason } = gate;
  if (gate.scope === 'debtor') {
    const until = gate.holds(c, callable);
    if (until === undefined) return undefined;
    return { reason, invoice_ids: [], until: dateText(until), evidence: gate.evidence(c, callable) };
  }
  const held = c.open.filter((invoice) => gate.holds(c, invoice) !== undefined);
  if (held.length === 0) return undefined;
  const until = Math.min(...held.map((invoice) => gate.holds(c, invoice) as number));
  return { reason, invoice_ids: invoiceIds(c, held), until: dateText(until), evidence: gate.evidence(c, held) };
}

function pageValue(value: CallValue): PageValue {
  const { laterDay, neededThen } = value;
  return laterDay === NO_DAY
    ? { ...value, laterDay: '', neededThen: null }
    : { ...value, laterDay: formatDay(laterDay), neededThen };
}
