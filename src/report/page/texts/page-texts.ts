import type { ContactOutcome } from '../../../ledger/table-declarations.ts';
import type { ActionName, CallReason, SuppressionReason, Timing } from '../../../prioritise/index.ts';
import type { Circumstance } from '../../../prioritise/reasons/call-reasons.ts';

/** The interface in one language. `{name}` stands for a value that is filled in. */
export interface PageTexts {
  /** For dates and numbers, as BCP 47 has it. */
  readonly locale: string;
  /** The language's own name. */
  readonly name: string;
  readonly title: string;
  readonly morningOf: string;
  readonly language: string;
  readonly darkTheme: string;
  readonly lightTheme: string;
  readonly print: string;
  readonly tabs: {
    readonly label: string;
    readonly calls: string;
    readonly suppressed: string;
    readonly actions: string;
    readonly charts: string;
    readonly run: string;
  };
  readonly summary: {
    readonly calls: string;
    readonly worth: string;
    readonly overdueInQueue: string;
    readonly leftAlone: string;
    readonly openLeftAlone: string;
    readonly actions: string;
  };
  readonly search: string;
  readonly searchHint: string;
  readonly allReasons: string;
  readonly allTimings: string;
  readonly allActions: string;
  readonly reasonFilter: string;
  readonly timingFilter: string;
  readonly sortBy: string;
  readonly shown: string;
  readonly nothingFound: string;
  readonly emptyTable: string;
  /** Told where a page has no room for all rows. */
  readonly leftOut: {
    readonly calls: string;
    readonly suppressed: string;
    readonly actions: string;
  };
  readonly keys: string;
  readonly columns: {
    readonly rank: string;
    readonly debtor: string;
    readonly reason: string;
    readonly whyNot: string;
    readonly overdue: string;
    readonly open: string;
    readonly days: string;
    readonly late: string;
    readonly expected: string;
    readonly worth: string;
    readonly lastContact: string;
    readonly until: string;
    readonly evidence: string;
    readonly action: string;
    readonly by: string;
    readonly invoices: string;
  };
  readonly openEnded: string;
  readonly beyondYear: string;
  readonly none: string;
  readonly card: {
    readonly label: string;
    readonly close: string;
    readonly say: string;
    readonly alsoTrue: string;
    readonly callWorth: string;
    readonly overdue: string;
    readonly open: string;
    readonly oldestDue: string;
    readonly daysOverdue: string;
    readonly chanceLate: string;
    readonly expected: string;
    readonly invoices: string;
    readonly lastContact: string;
    readonly noContact: string;
    readonly firstContact: string;
    readonly promiseLapsed: string;
    readonly contact: string;
    readonly phone: string;
    readonly lastNote: string;
    readonly said: string;
    readonly behaviour: string;
    readonly questions: string;
    readonly offer: string;
    readonly noteDown: string;
    readonly actions: string;
    readonly callFrom: string;
    readonly why: string;
    readonly doBy: string;
    readonly showIn: string;
    readonly place: string;
  };
  readonly reasons: Readonly<Record<CallReason, string>>;
  readonly suppressions: Readonly<Record<SuppressionReason, string>>;
  readonly actions: Readonly<Record<ActionName, string>>;
  readonly outcomes: Readonly<Record<ContactOutcome, string>>;
  readonly circumstances: Readonly<Record<Circumstance, string>>;
  readonly timings: Readonly<Record<Timing, string>>;
  readonly charts: {
    readonly reasonsFinding: string;
    readonly reasonsShows: string;
    readonly reasonsLabel: string;
    readonly cumulativeFinding: string;
    readonly cumulativeShows: string;
    readonly cumulativeAxis: string;
    readonly untilFinding: string;
    readonly untilShows: string;
    readonly expectedFinding: string;
    readonly expectedShows: string;
    readonly later: string;
    readonly called: string;
    readonly leftAlone: string;
    readonly weekOf: string;
    readonly debtors: string;
    readonly calls: string;
    readonly oneCall: string;
    readonly noValue: string;
    readonly nothing: string;
    readonly asTable: string;
  };
  readonly run: {
    readonly madeAt: string;
    readonly version: string;
    readonly model: string;
    readonly trainedAt: string;
    readonly heldBack: string;
    readonly heldBackWords: string;
    readonly read: string;
    readonly readWords: string;
    readonly warnings: string;
    readonly noWarnings: string;
    readonly method: string;
    readonly methodWords: string;
  };
}
