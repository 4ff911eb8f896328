/** Situations that a call opens differently in. */
export type OpeningSituation =
  | 'broken_promise'
  | 'broken_promise_for'
  | 'broken_promise_no_amount'
  | 'broken_instalment'
  | 'missed_run'
  | 'first_contact'
  | 'follow_up'
  | 'says_paid'
  | 'says_not_received'
  | 'says_not_received_written'
  | 'often_not_received'
  | 'pre_due'
  | 'high_value';

/** Kinds of call that are prepared differently. */
export type CallStage =
  | 'broken_promise'
  | 'missed_run'
  | 'first_contact'
  | 'follow_up'
  | 'says_paid'
  | 'not_received'
  | 'pre_due';

/** What a caller asks, may offer and notes down in one kind of call. */
export interface StageTexts {
  readonly questions: readonly string[];
  readonly offer: readonly string[];
  readonly note: readonly string[];
}

/** How a debtor pays, said in sentences. */
export interface BehaviourTexts {
  readonly nothing: string;
  /** `{when}`: one invoice paid; `{late}`, `{count}`, `{when}`: several. */
  readonly paidOne: string;
  readonly paid: string;
  /** `{days}`: when it pays, against the due date. */
  readonly when: Readonly<Record<'onTime' | 'dayAfter' | 'daysAfter' | 'dayBefore' | 'daysBefore', string>>;
  /** `{run}`: its payment run. */
  readonly run: string;
  readonly keptOne: string;
  readonly brokeOne: string;
  /** `{kept}`, `{count}`. */
  readonly kept: string;
}

/** On which days a debtor pays. */
export interface RunTexts {
  /** From Monday. */
  readonly weekdays: readonly string[];
  readonly and: string;
  /** `{days}`: weekdays; days of the month; a number. */
  readonly weekly: string;
  readonly fortnightly: string;
  readonly monthlyDay: string;
  /** `{day}`: one day of the month; and its last. */
  readonly dayOfMonth: string;
  readonly lastDay: string;
  readonly businessDay: string;
  readonly businessDayFromEnd: string;
  readonly lastBusinessDay: string;
  readonly monthEnd: string;
  readonly monthEndLater: string;
}

/** What is said in one language. `{name}` stands for a value that is filled in. */
export interface SpeechTexts {
  /** `{id}` and `{amount}`: one invoice. */
  readonly one: string;
  /** `{count}` and `{amount}`: several. */
  readonly several: string;
  /** `{due}`: when one invoice, or all of them, fall due; and when the first of several does. */
  readonly due: string;
  readonly oldestDue: string;
  /** `{invoices}`: others that the call is about as well. */
  readonly also: string;
  /** What of a promise has come: nothing, or `{booked}`. */
  readonly nothingCame: string;
  readonly partCame: string;
  /**
   * How a call is opened: kindly on first contact and before due, firm but friendly afterwards. `{invoices}`: the invoices
   * that the sentence is about; `{amount}`, `{id}`, `{promise}`: amount, invoice and day of a promise; `{came}`: what of it
   * came; `{spoken}`: day of the last conversation; `{also}`: the rest.
   */
  readonly situations: Readonly<Record<OpeningSituation, string>>;
  /** What a call is prepared with, by its kind. */
  readonly stages: Readonly<Record<CallStage, StageTexts>>;
  /** A question where the call is about more invoices than the opening names; and the offer to pay in parts. */
  readonly otherInvoices: string;
  readonly inParts: string;
  readonly behaviour: BehaviourTexts;
  readonly run: RunTexts;
}
