import { dayOption, type EpochDay, formatDay, parseDay } from '../calendar/index.ts';
import type { Crew } from '../crew/index.ts';
import { PayrhythmError } from '../errors.ts';
import { computeDebtorFeatures, detectLedgerRuns, runsOnDemand } from '../features/index.ts';
import { ITEM, itemStates, type Ledger, visibleAt } from '../ledger/index.ts';
import { forecastInvoices, type LatenessModel, requireFittingModel } from '../models/index.ts';
import { QUEUE_FEATURES, WATCHED_FEATURES } from './case/queue-context.ts';
import { decideQueue } from './decide-queue.ts';
import { parsePolicy } from './policy/parse-policy.ts';
import type { Policy, PolicyOverrides } from './policy/policy-schema.ts';
import type { QueueInputs } from './queue-inputs.ts';
import type { CallQueue } from './queue-rows.ts';

/** What {@link rankCallQueue} decides from. */
export interface RankRequest {
  readonly ledger: Ledger;
  /** From `trainLatenessModel` or `loadLatenessModel`; trained on or before `asOf`. */
  readonly model: LatenessModel;
  /** The morning of the calls, `YYYY-MM-DD` or an epoch day. */
  readonly asOf: string | EpochDay;
  /** Keys that differ from the default policy. */
  readonly policy?: PolicyOverrides;
  /** Newest day on which a payment was booked, where that is too long ago to call anybody about money that is due. */
  readonly staleCash?: EpochDay | undefined;
  /** Threads that share the work, see `payrhythm/parallel`; default the calling one alone. Changes speed only, never a byte. */
  readonly crew?: Crew;
  /** Debtors to decide about, ascending, as in `VisibleOptions.debtors`; default all. */
  readonly debtors?: ArrayLike<number> | undefined;
}

/**
 * Decides whom to call today, whom not and why. Pure and deterministic: the same ledger, model, date and policy give the
 * same queue, whatever the order of rows; rows known on or after `asOf` change nothing.
 *
 * @throws {PayrhythmError} `USAGE` for a bad date or policy; `BAD_MODEL` where the model does not fit the ledger or was
 *   trained after `asOf`. O(n log of a debtor's rows).
 *
 * @example
 * ```ts
 * const { calls, suppressed } = rankCallQueue({ ledger, model, asOf: '2026-03-02', policy: { callsPerDay: 40 } });
 * ```
 */
export function rankCallQueue(request: RankRequest): CallQueue {
  return decideQueue(prepareQueue(request));
}

/** Everything that {@link rankCallQueue} looks at, worked out but not yet decided. */
export function prepareQueue(request: RankRequest): QueueInputs {
  const { ledger, model, asOf: date, policy: overrides, staleCash, crew, debtors } = request;
  const asOf = dayOption(date, 'asOf');
  checkRequest(model, ledger, asOf);
  const policy = parsePolicy(overrides ?? {});
  checkEffectsAreKnown(policy, asOf);
  const visible = visibleAt(ledger, asOf, { debtors });
  const items = itemStates(visible, policy.tolerance);
  const { smoothing } = model;
  return {
    ledger: visible,
    asOf,
    items,
    debtorFeatures: computeDebtorFeatures(visible, asOf, {
      smoothing,
      tolerance: policy.tolerance,
      features: [...QUEUE_FEATURES, ...WATCHED_FEATURES],
      ...(crew ? { crew } : {}),
    }),
    runs:
      crew && crew.members > 1
        ? detectLedgerRuns(visible, items, asOf, model.runThresholds, crew)
        : runsOnDemand(visible, items, asOf, model.runThresholds),
    possibleRuns: new Map(),
    forecasts: forecastOpenInvoices(visible, items.state, model, asOf, crew),
    smoothing,
    policy,
    staleCash,
  };
}

function forecastOpenInvoices(visible: Ledger, state: Uint8Array, model: LatenessModel, asOf: EpochDay, crew?: Crew) {
  const open: number[] = [];
  for (let i = 0; i < visible.invoices.count; i++)
    if (state[i] === ITEM.open && visible.invoices.amountMinor[i] > 0) open.push(i);
  const invoice = Int32Array.from(open);
  const asked = { invoice, moment: new Int32Array(invoice.length).fill(asOf) };
  return forecastInvoices(model, visible, asked, undefined, crew).forecasts;
}

/** Refuses a ranking without a model, or with one that does not fit the ledger and the day. O(1). */
export function checkRequest(model: LatenessModel, ledger: Pick<Ledger, 'reporting'>, asOf: EpochDay): void {
  requireFittingModel(model, ledger, asOf, 'rankCallQueue');
}

function checkEffectsAreKnown({ measured }: Policy, asOf: EpochDay): void {
  if (measured && parseDay(measured.asOf, 'measured.asOf') > asOf)
    throw new PayrhythmError(
      'USAGE',
      `the effects of calls were measured on what was known on ${measured.asOf}, after ${formatDay(asOf)}: they have seen what was to come; measure them with payrhythm effect LEDGER --as-of ${formatDay(asOf)}`,
    );
}
