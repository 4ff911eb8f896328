import type { EpochDay } from '../../calendar/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import type { GateAnswer } from '../gates/ask-gates.ts';
import type { ActionName, SuppressionReason } from '../queue-rows.ts';

/** What a rule wants done. */
export interface ActionDraft {
  readonly invoices: readonly OpenInvoice[];
  /** Day by which to do it. */
  readonly dueDay: EpochDay;
  readonly evidence: string;
}

/** When something beside a call is to be done. */
export interface ActionRule {
  readonly action: ActionName;
  /** Whether a call made today takes its place. */
  readonly callReplacesIt: boolean;
  /** `reason`: why the debtor is not called; undefined where it may be. Undefined = nothing to do. */
  propose(c: DebtorCase, answer: GateAnswer, reason: SuppressionReason | undefined): ActionDraft | undefined;
}

/** Day by which an internal task is to be done. */
export function taskDueDay(c: DebtorCase): EpochDay {
  return c.calendar.addBusinessDays(c.asOf, c.context.policy.actions.internalTaskBusinessDays);
}

/** The open invoices that a gate of this reason holds. O(open invoices). */
export function heldFor(c: DebtorCase, answer: GateAnswer, reason: SuppressionReason): OpenInvoice[] {
  return c.open.filter((invoice) => answer.heldBy.get(invoice)?.reason === reason);
}

/** Whether somebody else deals with the debtor, so that nothing is written to it. */
export function isOutOfOurHands(reason: SuppressionReason | undefined): boolean {
  return reason === 'insolvency' || reason === 'handed_over';
}
