import type { DebtorCase } from '../case/debtor-case.ts';
import type { GateAnswer } from '../gates/ask-gates.ts';
import type { ProposedAction, SuppressionReason } from '../queue-rows.ts';
import { dateText, debtorId } from '../rank/describe-debtor.ts';
import { joinIds } from '../speech/joined-ids.ts';
import { invoiceIds } from '../speech/name-invoices.ts';
import type { ActionDraft, ActionRule } from './action-rule.ts';
import { MATCH_CASH } from './match-cash.ts';
import { OFFER_PAYMENT_PLAN } from './offer-payment-plan.ts';
import { PROPOSE_DEPOSIT } from './propose-deposit.ts';
import { PROPOSE_ESCALATION } from './propose-escalation.ts';
import { RESEND_INVOICE } from './resend-invoice.ts';
import { RESOLVE_DISPUTE } from './resolve-dispute.ts';
import { SEND_FIRST_REMINDER, SEND_REQUIRED_REMINDER } from './send-first-reminder.ts';
import { SEND_LETTER_OR_EMAIL } from './send-letter-or-email.ts';
import { SEND_PRE_DUE_REMINDER } from './send-pre-due-reminder.ts';
import { THANK } from './thank.ts';
import { VERIFY_INVOICE } from './verify-invoice.ts';

/** Every action rule, in the order of `ACTIONS`. */
export const ACTION_RULES: readonly ActionRule[] = [
  MATCH_CASH,
  RESOLVE_DISPUTE,
  VERIFY_INVOICE,
  RESEND_INVOICE,
  SEND_PRE_DUE_REMINDER,
  SEND_REQUIRED_REMINDER,
  SEND_FIRST_REMINDER,
  SEND_LETTER_OR_EMAIL,
  OFFER_PAYMENT_PLAN,
  PROPOSE_DEPOSIT,
  PROPOSE_ESCALATION,
  THANK,
];

/** What is to be done beside calling a debtor: in any case, and where it is not called. O(rules · rows of the debtor). */
export function proposeActions(
  c: DebtorCase,
  answer: GateAnswer,
  reason: SuppressionReason | undefined,
): { readonly always: readonly ProposedAction[]; readonly ifNotCalled: readonly ProposedAction[] } {
  const always: ProposedAction[] = [];
  const ifNotCalled: ProposedAction[] = [];
  for (const rule of ACTION_RULES) {
    const draft = rule.propose(c, answer, reason);
    if (!draft) continue;
    (rule.callReplacesIt ? ifNotCalled : always).push(describeAction(c, rule, draft));
  }
  return { always, ifNotCalled };
}

/** The row of an action. */
export function describeAction(c: DebtorCase, { action }: ActionRule, draft: ActionDraft): ProposedAction {
  return {
    debtor_id: debtorId(c),
    action,
    invoice_ids: joinIds(invoiceIds(c, draft.invoices)),
    due_on: dateText(draft.dueDay),
    evidence: draft.evidence.charAt(0).toUpperCase() + draft.evidence.slice(1),
  };
}
