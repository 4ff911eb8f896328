import { lastDayOf } from '../case/contact-history.ts';
import { openSum } from '../case/open-invoice.ts';
import { money } from '../speech/name-invoices.ts';
import { spokenDay } from '../speech/spoken-day.ts';
import type { ActionRule } from './action-rule.ts';

/** Days for which a claim to have paid asks for a look at the bank. */
const CLAIM_DAYS = 30;

/** Match money or credit that lies unused, and look for money that the debtor says it paid. */
export const MATCH_CASH: ActionRule = {
  action: 'match_cash',
  callReplacesIt: false,
  propose(c) {
    const within = c.context.toleranceMinor;
    if (c.open.length === 0)
      return {
        invoices: [],
        dueDay: c.asOf,
        evidence: `${money(c, c.balanceMinor)} is owed through refunds or returned payments that are not matched yet.`,
      };
    if (c.unappliedMinor > within)
      return {
        invoices: c.open,
        dueDay: c.asOf,
        evidence: `${money(c, c.unappliedMinor)} came in that is matched to no invoice yet.`,
      };
    if (c.balanceMinor <= within)
      return {
        invoices: c.open,
        dueDay: c.asOf,
        evidence: `Credit covers the ${money(c, openSum(c.open))} that is open.`,
      };
    const payer = c.context.ledger.debtors.payer[c.debtor];
    const paidForIt = payer === c.debtor ? 0 : c.context.unappliedMinor[payer];
    const equal = c.open.filter((invoice) => paidForIt > within && Math.abs(invoice.openMinor - paidForIt) <= within);
    if (equal.length > 0)
      return { invoices: equal, dueDay: c.asOf, evidence: `${money(c, paidForIt)} came in from who pays for it.` };
    const claimed = lastDayOf(c.contacts, (contact) => contact.outcome === 'claims_paid');
    if (c.asOf - claimed > CLAIM_DAYS || claimed < lastDayOf(c.contacts, (contact) => contact.kind === 'conversation'))
      return undefined;
    const claim = c.contacts.findLast((contact) => contact.outcome === 'claims_paid');
    const invoices = c.open.filter((invoice) =>
      claim && claim.invoice >= 0 ? invoice.row === claim.invoice : invoice.timing === 'overdue',
    );
    if (invoices.length === 0) return undefined;
    return {
      invoices,
      dueDay: c.asOf,
      evidence: `Said on ${spokenDay(claimed)} that it has paid: look for the money.`,
    };
  },
};
