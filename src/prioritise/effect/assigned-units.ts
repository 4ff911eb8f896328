import { type EpochDay, NO_DAY } from '../../calendar/index.ts';
import { CONTACT_ASSIGNMENTS, CONTACT_OUTCOMES, ITEM, type ItemStates, type Ledger } from '../../ledger/index.ts';

/** Where a debtor stood on the day it was assigned. */
export const EFFECT_STAGES = ['preDue', 'firstContact', 'followUp', 'brokenPromise', 'notReceived'] as const;
/** One of {@link EFFECT_STAGES}: the stages of the policy's `value.heedRate`. */
export type EffectStage = (typeof EFFECT_STAGES)[number];

/** How a debtor had paid before that day. */
export const BEHAVIOURS = ['mostly_late', 'mostly_on_time', 'little_known'] as const;
/** One of {@link BEHAVIOURS}. */
export type Behaviour = (typeof BEHAVIOURS)[number];

/** One random assignment of one debtor on one day, and what came of it. */
export interface AssignedUnit {
  readonly debtor: number;
  readonly day: EpochDay;
  readonly isCalled: boolean;
  /** Chance of the arm it is in, in (0, 1). */
  readonly chance: number;
  readonly stage: EffectStage;
  readonly behaviour: Behaviour;
  /** What it was about, minor units. */
  readonly amountMinor: number;
  /** Days to payment, weighted by amount, each counted at most the window. */
  readonly days: number;
  /** Share of the money that came within 14 days. */
  readonly paidWithin14: number;
}

/** What the propensity on a hold-out row is the chance of: being held out, or being called. */
export type PropensityReading = 'own_arm' | 'call';

/** Money that came within so many days counts as come soon. */
export const SOON_DAYS = 14;
/** A debtor is called about what falls due within so many days where nothing is due yet. */
const PRE_DUE_DAYS = 14;
/** Known outcomes from which on a debtor's behaviour is known. */
const KNOWN_OUTCOMES = 3;
const QUEUE = CONTACT_ASSIGNMENTS.indexOf('queue');
const HOLDOUT = CONTACT_ASSIGNMENTS.indexOf('holdout');
const CONVERSATIONS = ['reached', 'promised', 'disputed', 'invoice_not_received', 'claims_paid', 'refused'].map(
  (name) => CONTACT_OUTCOMES.indexOf(name as (typeof CONTACT_OUTCOMES)[number]),
);
const NOT_RECEIVED = CONTACT_OUTCOMES.indexOf('invoice_not_received');

/**
 * The random assignments of a ledger whose outcome is known: contacts marked `queue` or `holdout` with a propensity
 * strictly between 0 and 1, whose window ended before `end`. For `reading` see `readPropensities`. O(contacts · invoices of a debtor).
 */
export function assignedUnits(
  ledger: Ledger,
  items: ItemStates,
  windowDays: number,
  end: EpochDay,
  reading: PropensityReading = readPropensities(ledger),
): AssignedUnit[] {
  const { contacts } = ledger;
  const units: AssignedUnit[] = [];
  for (let row = 0; row < contacts.count; row++) {
    const isCalled = contacts.assigned[row] === QUEUE;
    const propensity = contacts.propensity[row];
    if ((!isCalled && contacts.assigned[row] !== HOLDOUT) || !(propensity > 0 && propensity < 1)) continue;
    const day = contacts.day[row];
    if (day + windowDays > end) continue;
    const outcome = outcomeOf(ledger, items, contacts.debtor[row], day, windowDays);
    if (!outcome) continue;
    units.push({
      debtor: contacts.debtor[row],
      day,
      isCalled,
      chance: isCalled || reading === 'own_arm' ? propensity : 1 - propensity,
      stage: stageOf(ledger, items, contacts.debtor[row], day, outcome.oldestDue),
      behaviour: behaviourOf(ledger, items, contacts.debtor[row], day),
      amountMinor: outcome.amountMinor,
      days: outcome.days,
      paidWithin14: outcome.paidWithin14,
    });
  }
  return units;
}

/** How far (in logarithms) one reading must balance the arms better than the other to overrule the contract's. */
const CLEARLY_BETTER = 0.5;

/**
 * What the propensity on hold-out rows means: the contract says the chance of their own arm; a ledger that writes the
 * chance to be called on both is told by arms that stand for the same number of debtors only under that reading. Where
 * the two readings hardly differ, neither do the estimates. O(contacts).
 */
export function readPropensities({ contacts }: Ledger): PropensityReading {
  let fromQueue = 0;
  let byOwnArm = 0;
  let byCall = 0;
  for (let row = 0; row < contacts.count; row++) {
    const propensity = contacts.propensity[row];
    if (!(propensity > 0 && propensity < 1)) continue;
    if (contacts.assigned[row] === QUEUE) fromQueue += 1 / propensity;
    else if (contacts.assigned[row] === HOLDOUT) {
      byOwnArm += 1 / propensity;
      byCall += 1 / (1 - propensity);
    }
  }
  if (fromQueue === 0 || byOwnArm === 0) return 'own_arm';
  const offBalance = (sum: number): number => Math.abs(Math.log(sum / fromQueue));
  return offBalance(byOwnArm) - offBalance(byCall) > CLEARLY_BETTER ? 'call' : 'own_arm';
}

/** What the debtor owed on `day` (due, or else due soon), and when it came; undefined where it owed nothing. */
function outcomeOf(ledger: Ledger, items: ItemStates, debtor: number, day: EpochDay, windowDays: number) {
  const { invoices } = ledger;
  for (const horizon of [0, PRE_DUE_DAYS]) {
    let amountMinor = 0;
    let dayAmounts = 0;
    let soon = 0;
    let oldestDue = Number.POSITIVE_INFINITY;
    for (let row = invoices.start[debtor]; row < invoices.start[debtor + 1]; row++) {
      const amount = invoices.amountMinor[row];
      if (amount <= 0 || invoices.knownDay[row] >= day || invoices.dueDay[row] > day + horizon) continue;
      const isPaid = items.state[row] === ITEM.paid;
      if (isPaid ? items.paidDay[row] < day : items.state[row] !== ITEM.open) continue;
      const wait = isPaid ? Math.min(windowDays, items.paidDay[row] - day) : windowDays;
      amountMinor += amount;
      dayAmounts += amount * wait;
      if (isPaid && items.paidDay[row] - day <= SOON_DAYS) soon += amount;
      oldestDue = Math.min(oldestDue, invoices.rolledDueDay[row]);
    }
    if (amountMinor > 0)
      return { amountMinor, days: dayAmounts / amountMinor, paidWithin14: soon / amountMinor, oldestDue };
  }
  return undefined;
}

function stageOf(
  { contacts, promises }: Ledger,
  items: ItemStates,
  debtor: number,
  day: EpochDay,
  oldestDue: EpochDay,
): EffectStage {
  let claims = 0;
  let spoken = NO_DAY;
  for (let row = contacts.start[debtor]; row < contacts.start[debtor + 1] && contacts.day[row] < day; row++) {
    if (contacts.outcome[row] === NOT_RECEIVED) claims++;
    if (CONVERSATIONS.includes(contacts.outcome[row])) spoken = contacts.day[row];
  }
  if (claims >= 2) return 'notReceived';
  for (let row = promises.start[debtor]; row < promises.start[debtor + 1]; row++) {
    const invoice = promises.invoice[row];
    const isSettled = invoice >= 0 && items.state[invoice] === ITEM.paid && items.paidDay[invoice] < day;
    if (promises.promisedDay[row] < day && promises.dueDay[row] < day && promises.dueDay[row] >= spoken && !isSettled)
      if (promises.promisedDay[row] >= oldestDue) return 'brokenPromise';
  }
  if (oldestDue >= day) return 'preDue';
  return spoken >= oldestDue ? 'followUp' : 'firstContact';
}

/** How a debtor had paid before `day`: invoices paid after their rolled due date. O(invoices of the debtor). */
export function behaviourOf({ invoices }: Ledger, items: ItemStates, debtor: number, day: EpochDay): Behaviour {
  let known = 0;
  let late = 0;
  for (let row = invoices.start[debtor]; row < invoices.start[debtor + 1]; row++) {
    if (items.state[row] !== ITEM.paid || items.paidDay[row] >= day || invoices.amountMinor[row] <= 0) continue;
    known++;
    if (items.paidDay[row] > invoices.rolledDueDay[row]) late++;
  }
  if (known < KNOWN_OUTCOMES) return 'little_known';
  return 2 * late > known ? 'mostly_late' : 'mostly_on_time';
}
