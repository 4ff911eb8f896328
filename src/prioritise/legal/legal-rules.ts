/** How often a debtor may be called. */
export interface FrequencyCap {
  readonly maximumCalls: number;
  /** Calendar days in which at most `maximumCalls` are made. */
  readonly windowDays: number;
  /** Calendar days after a conversation without a call. */
  readonly quietDaysAfterConversation: number;
}

/** A first written reminder that comes before anything else. */
export interface FirstReminderRule {
  /** `calls`: no call before it has run its term; `costs`: calls are free, collection costs are not. */
  readonly before: 'calls' | 'costs';
  /** Calendar days of the term. */
  readonly termDays: number;
  /** The term begins this many calendar days after electronic sending … */
  readonly electronicStartDays: number;
  /** … or this many business days after posting. */
  readonly postedStartBusinessDays: number;
}

/** One set of rules about contacts, as data: facts with their source, not legal advice. */
export interface LegalRules {
  readonly id: string;
  /** Day on which the facts were written down here. */
  readonly version: string;
  /** Whom they concern, in words. */
  readonly concerns: string;
  readonly sources: readonly string[];
  readonly frequency: FrequencyCap | null;
  readonly firstReminder: FirstReminderRule | null;
  /** What may be asked on top of the debt, in words, for the people who write the letters. */
  readonly costs: string;
}
