import { z } from 'zod';

const whole = (least: number): z.ZodNumber => z.number().int().min(least);
const share = (): z.ZodNumber => z.number().min(0).max(1);
const atLeastZero = (): z.ZodNumber => z.number().min(0);

/** How long a call takes, in minutes. */
const minutesPerCall = z
  .strictObject({
    preDue: atLeastZero().default(5).describe('before the due date; default 5'),
    firstContact: atLeastZero().default(8).describe('the first conversation about an overdue debt; default 8'),
    followUp: atLeastZero().default(8).describe('later conversations about it; default 8'),
    brokenPromise: atLeastZero().default(10).describe('after a broken promise; default 10'),
  })
  .prefault({})
  .describe('minutes that a call takes with its preparation and notes, by stage');

const agent = z.strictObject({
  name: z.string().trim().min(1),
  languages: z.array(z.string().regex(/^[a-z]{2}$/, 'write a language as two small letters, e.g. "nl"')).default([]),
  callsPerDay: whole(0).nullable().default(null),
  minutesPerDay: atLeastZero().nullable().default(null),
});

/** Who calls. */
const agents = z
  .array(agent)
  .default([])
  .refine((list) => new Set(list.map(({ name }) => name)).size === list.length, 'two agents have the same name')
  .describe(
    'who calls today: `name`; `languages` spoken, as two-letter codes (left out = every language); `callsPerDay`, `minutesPerDay` (an agent that states neither has those of the policy). A debtor is called by an agent who speaks its language; default none = one team that speaks every language',
  );

/** How promises and plans are judged. */
const promises = z.strictObject({
  graceBusinessDays: whole(0)
    .default(1)
    .describe('business days after its due date through which a promise or instalment is pending; default 1'),
  keptShare: share()
    .default(0.98)
    .describe('share of the promised amount that must have been booked since for the promise to be kept; default 0.98'),
});

/** When money that lies unmatched holds a debtor back. */
const unappliedCash = z.strictObject({
  coveredShare: share()
    .default(0.8)
    .describe('unmatched cash that covers this share of what the call would be about holds the debtor; default 0.8'),
});

/** How often a debtor is contacted. */
const contacts = z.strictObject({
  afterConversationBusinessDays: whole(0)
    .default(5)
    .describe('no call within this many business days of a conversation; default 5'),
  afterAttemptBusinessDays: whole(0)
    .default(2)
    .describe('no call within this many business days of an attempt, e-mail or letter; default 2'),
  afterClaimBusinessDays: whole(0)
    .default(3)
    .describe(
      'no call within this many business days after a debtor said that it has paid, or that it did not receive the invoice, whatever it promised before: we look for the money, or send the invoice again, first; default 3',
    ),
  maximumAttempts: whole(1).default(4).describe('unanswered calls in a row after which the channel changes; default 4'),
  attemptsPauseBusinessDays: whole(1)
    .default(10)
    .describe('business days without calls after those attempts; default 10'),
  unregisteredDisputeDays: whole(0)
    .default(30)
    .describe('days for which a dispute that was said in a contact, but not registered, holds; default 30'),
});

/** Waiting for a payment run. */
const paymentRun = z.strictObject({
  wait: z.boolean().default(true).describe('whether to wait for a debtor’s payment run; default true'),
  maximumWaitDays: whole(0).default(35).describe('longest wait for a run, in days from the due date; default 35'),
  maximumAmount: z
    .number()
    .positive()
    .nullable()
    .default(null)
    .describe('an invoice above this open amount is not left to the run; default null = no ceiling'),
  bookingBusinessDays: whole(0)
    .default(1)
    .describe('business days between the arrival of run money and its booking; default 1'),
  possibleRunChance: share()
    .default(0.5)
    .describe(
      'a run that was not found is waited for while it is at least this likely, by the few payments there are, that it is still to come; default 0.5, 1 = only runs that were found',
    ),
});

/** Invoices just past due. */
const overdue = z.strictObject({
  graceBusinessDays: whole(0)
    .default(1)
    .describe(
      'business days after the rolled due date before a debtor without a bad record is called; default 1: a payment on the due date is booked by then',
    ),
});

/** Who is habitually late. */
const habitualLate = z.strictObject({
  lateRate: share()
    .default(0.5)
    .describe('a habitual late payer’s true unexplained late rate exceeds this; default 0.5'),
  certainty: share().default(0.6).describe('with at least this posterior probability; default 0.6'),
  minimumOutcomes: whole(0)
    .default(3)
    .describe('invoices of known outcome below which nobody is called a habitual late payer; default 3'),
  seasonDays: whole(0)
    .default(45)
    .describe(
      'days around the same day of the last two years whose due dates say whether a debtor is habitually late at this time of the year; default 45',
    ),
  seasonCertainty: share()
    .default(0.8)
    .describe('with at least this posterior probability it is; default 0.8, 1 = seasons do not count'),
});

/** Calls before the due date. */
const preDue = z.strictObject({
  enabled: z.boolean().default(true).describe('whether anybody is called before the due date; default true'),
  consumers: z
    .boolean()
    .default(true)
    .describe('whether consumers are; default true: a service call is not recovery of an unpaid debt, as we read it'),
  businessDays: whole(0)
    .default(5)
    .describe('business days before the due date from which pre-due calls are made; default 5'),
  notReceivedClaims: whole(1)
    .default(2)
    .describe('claims of not having received an invoice that make a debtor one who often says so; default 2'),
  highValueAmount: z
    .number()
    .positive()
    .nullable()
    .default(10_000)
    .describe(
      'an invoice with at least this much open gets a personal call before it is due; default 10000, null = none',
    ),
});

/** The value of a call: assumptions, replaced by measured effects once there are any. See docs/prioritise.md. */
const value = z.strictObject({
  costOfCapital: atLeastZero()
    .default(0.12)
    .describe('yearly cost of money tied up, as a share; default 0.12, near the statutory late-payment rate'),
  costPerCall: atLeastZero()
    .default(0)
    .describe('what one call costs, in money; default 0: callsPerDay rations the callers’ time'),
  annoyanceCost: atLeastZero()
    .default(5)
    .describe('what a call about money that is on its way anyway costs, in money; default 5'),
  reachRate: share().default(0.55).describe('share of calls that reach somebody who can decide; default 0.55'),
  heedRate: z
    .strictObject({
      preDue: share().default(0.5).describe('in calls before the due date; default 0.5'),
      firstContact: share().default(0.55).describe('in the first conversation about an overdue debt; default 0.55'),
      followUp: share().default(0.5).describe('in later conversations about it; default 0.5'),
      brokenPromise: share().default(0.45).describe('after a broken promise; default 0.45'),
      notReceived: share()
        .default(0.85)
        .describe('of debtors who often say that they did not receive the invoice; default 0.85'),
    })
    .prefault({})
    .describe('share of conversations after which the debtor pays sooner, by stage'),
  effectsFrom: z
    .enum(['assumption', 'holdouts'])
    .default('assumption')
    .describe(
      'where the heed rates come from: stated assumptions, or recorded hold-outs (written by `payrhythm effect --policy-out`); default assumption',
    ),
  ownRecordWeight: z
    .number()
    .positive()
    .default(0.5)
    .describe('conversations of a debtor’s own after which its record weighs as much as the heed rates; default 0.5'),
  reachRecordWeight: z
    .number()
    .positive()
    .default(4)
    .describe('calls of a debtor’s own after which its record weighs as much as the reach rate; default 4'),
  anywayRate: share()
    .default(0.3)
    .describe(
      'share of overdue money that comes within `heededWithinDays` of a conversation anyway, until the debtor’s own late invoices say otherwise; default 0.3',
    ),
  ignoredFactor: share()
    .default(0.6)
    .describe(
      'factor on the heed rate for each conversation about this debt that was followed by no payment; default 0.6',
    ),
  reminderHeedPart: share()
    .default(0.5)
    .describe(
      'chance that a letter or e-mail is heeded, as part of the chance that a call is: what followed them informs what a call would do; default 0.5, 0 = it does not',
    ),
  heededWithinDays: whole(1)
    .default(10)
    .describe('a payment within this many days of a contact counts as its answer in the debtor’s record; default 10'),
  daysToPay: atLeastZero().default(5).describe('days from a heeded call to the payment; default 5'),
  lossGivenVeryLate: share()
    .default(0.01)
    .describe('share of a debt that is lost once it is more than 30 days late; default 0.01'),
  lossAvoidedShare: share().default(0.3).describe('part of that loss that a heeded call avoids; default 0.3'),
});

/** How heed differs by how a debtor has paid before. */
const behaviourHeed = z
  .strictObject({
    mostlyLate: atLeastZero().default(1).describe('of debtors that paid most invoices late; default 1'),
    mostlyOnTime: atLeastZero().default(1).describe('of those that paid most in time; default 1'),
    littleKnown: atLeastZero().default(1).describe('of those with fewer than three invoices paid; default 1'),
  })
  .prefault({})
  .describe('factor on the heed rates, by behaviour; measured from hold-outs, no difference being assumed');

const measuredGroup = z.strictObject({
  group: z.string(),
  called: whole(0),
  heldOut: whole(0),
  persuaded: z.number(),
  low: z.number(),
  high: z.number(),
  shrunk: z.number(),
  shrunkError: z.number(),
});

/** What the heed rates rest on. */
const measured = z
  .strictObject({ asOf: z.iso.date(), groups: z.array(measuredGroup) })
  .nullable()
  .default(null)
  .describe(
    'what hold-outs measured, by stage and behaviour, with its uncertainty, as `payrhythm effect --policy-out` and `rank --effects` write it; default null = nothing was measured',
  );

/** When actions other than a call are proposed. */
const actions = z.strictObject({
  preDueReminderDays: whole(0)
    .default(5)
    .describe('days before the due date from which a friendly reminder is sent; default 5'),
  preDueReminderPLate: share().default(0.3).describe('only where the chance of lateness is at least this; default 0.3'),
  writtenPauseDays: whole(0).default(14).describe('days between two written contacts about one debt; default 14'),
  internalTaskBusinessDays: whole(0)
    .default(2)
    .describe('business days in which an internal task is to be done; default 2'),
  planMinimumAmount: atLeastZero()
    .default(1000)
    .describe('overdue amount from which a payment plan is offered; default 1000'),
  planDaysOverdue: whole(0).default(30).describe('days overdue from which a payment plan is offered; default 30'),
  escalationDaysOverdue: whole(0)
    .default(60)
    .describe('days overdue from which escalation is proposed after repeated failure; default 60'),
  escalationFailures: whole(1)
    .default(3)
    .describe('broken promises and ignored conversations that make repeated failure; default 3'),
  depositTenureDays: whole(0).default(180).describe('a debtor known for at most this many days is new; default 180'),
  depositPVeryLate: share()
    .default(0.6)
    .describe('chance of more than 30 days late from which a new debtor is a high risk; default 0.6'),
  depositMinimumAmount: atLeastZero()
    .default(1000)
    .describe('overdue amount from which a deposit is proposed; default 1000'),
  thankWithinDays: whole(0)
    .default(7)
    .describe('days after a punctual payment within which a habitual late payer is thanked; default 7'),
});

/**
 * The policy document: every rule of the queue that a user may set, each with its default. Money is in major units of
 * the reporting currency. Unknown keys are refused; see `parsePolicy`.
 */
export const policySchema = z.strictObject({
  callsPerDay: whole(0)
    .default(40)
    .describe(
      'calls that fit into the day; default 40, or as many as fit into `minutesPerDay` where only that is given',
    ),
  minutesPerDay: atLeastZero()
    .nullable()
    .default(null)
    .describe('minutes of calling that fit into the day; default null = only the calls are counted'),
  minutesPerCall,
  agents,
  spread: z
    .boolean()
    .default(true)
    .describe(
      'whether a day that is full leaves those calls to a later day, within `horizonDays`, that bring as much then; default true',
    ),
  tolerance: atLeastZero().default(1).describe('an open amount of this much or less counts as paid; default 1.00'),
  horizonDays: whole(0)
    .default(14)
    .describe(
      'how many days ahead the day looks: an invoice due by then puts its debtor on a list (so does any other open invoice, so nobody is forgotten), and a call that may wait is left to a later day no further off than this; default 14',
    ),
  minimumAmount: atLeastZero().default(25).describe('debts below this are not called about; default 25'),
  minimumValue: z
    .number()
    .default(0)
    .describe('calls expected to bring less than this are not made (broken promises always are); default 0'),
  typicalDebtDays: atLeastZero()
    .default(4)
    .describe(
      'a call that brings less than the debt of the typical debtor costs in this many days is not made (about broken promises, and to habitual late payers before due, it is): the median over all listed debtors, if they are 20 or more; default 4, 0 = no such limit',
    ),
  holdoutShare: z
    .number()
    .min(0)
    .max(0.9)
    .default(0)
    .describe('share of callable debtors left out at random to measure what calls change; default 0'),
  holdoutSeed: whole(0).default(1).describe('seed of that choice; default 1'),
  holdoutPeriodDays: whole(1).default(14).describe('days for which the choice stands; default 14'),
  promises: promises.prefault({}),
  unappliedCash: unappliedCash.prefault({}),
  contacts: contacts.prefault({}),
  paymentRun: paymentRun.prefault({}),
  overdue: overdue.prefault({}),
  habitualLate: habitualLate.prefault({}),
  preDue: preDue.prefault({}),
  value: value.prefault({}),
  behaviourHeed,
  measured,
  actions: actions.prefault({}),
});

/** A complete policy: every key set. */
export type Policy = z.output<typeof policySchema>;

/** A policy document as users write it: any part of {@link Policy}; what is left out takes its default. */
export type PolicyOverrides = z.input<typeof policySchema>;
