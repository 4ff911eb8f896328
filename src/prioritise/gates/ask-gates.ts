import type { EpochDay } from '../../calendar/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import type { SuppressionReason } from '../queue-rows.ts';
import { type DebtorGate, type InvoiceGate, OPEN_ENDED } from './gate.ts';
import { GATE_ORDER } from './gate-order.ts';
import { NOT_WORTH_A_CALL } from './not-worth-a-call.ts';

/** Why a debtor is not called. */
export interface Hold {
  readonly reason: SuppressionReason;
  /** First day a call may be made as far as can be known, or `OPEN_ENDED`. */
  readonly until: EpochDay;
  readonly evidence: string;
}

/** What the gates say about a debtor. */
export interface GateAnswer {
  /** Undefined where a call may be made. */
  readonly hold: Hold | undefined;
  /** The invoices that no gate holds: what the call is about. */
  readonly callable: readonly OpenInvoice[];
  /** The gate that holds each other open invoice. */
  readonly heldBy: ReadonlyMap<OpenInvoice, InvoiceGate>;
}

const INVOICE_GATES = GATE_ORDER.filter((gate): gate is InvoiceGate => gate.scope === 'invoice');
const FIRST_INVOICE_GATE = GATE_ORDER.findIndex((gate) => gate.scope === 'invoice');
const isDebtorGate = (gate: (typeof GATE_ORDER)[number]): gate is DebtorGate => gate.scope === 'debtor';
const STOPS = GATE_ORDER.slice(0, FIRST_INVOICE_GATE).filter(isDebtorGate);
const LAST_GATES = GATE_ORDER.slice(FIRST_INVOICE_GATE).filter(isDebtorGate);
// What a call is worth costs more than the rest, and is asked anew every morning.
const DEBTOR_GATES = [...STOPS, ...LAST_GATES].filter((gate) => gate !== NOT_WORTH_A_CALL);

/**
 * Asks every gate of `GATE_ORDER` about a debtor. The first that holds gives the reason, all that hold the date: the first
 * on which none of them, as they stand, holds any more. O(open invoices · contacts).
 */
export function askGates(c: DebtorCase): GateAnswer {
  const heldBy = new Map<OpenInvoice, InvoiceGate>();
  const callable: OpenInvoice[] = [];
  let firstFree = OPEN_ENDED;
  for (const invoice of c.open) {
    const until = holdInvoice(c, invoice, heldBy);
    if (until === undefined) callable.push(invoice);
    else firstFree = Math.min(firstFree, until);
  }
  const ofInvoices = callable.length === 0 ? holdOfInvoices(c, heldBy, firstFree) : undefined;
  const first = firstHold(STOPS, c, callable) ?? ofInvoices ?? firstHold(LAST_GATES, c, callable);
  const hold = first && {
    ...first,
    until: latestUntil(c, callable, Math.max(first.until, ofInvoices?.until ?? first.until)),
  };
  return { hold, callable, heldBy };
}

/** Asks the gates of invoices about one: notes the first that holds it, and says until when one of them does. */
function holdInvoice(c: DebtorCase, invoice: OpenInvoice, heldBy: Map<OpenInvoice, InvoiceGate>): EpochDay | undefined {
  let latest: EpochDay | undefined;
  for (const gate of INVOICE_GATES) {
    const until = gate.holds(c, invoice);
    if (until === undefined) continue;
    if (latest === undefined) heldBy.set(invoice, gate);
    latest = Math.max(latest ?? until, until);
    if (latest === OPEN_ENDED) break;
  }
  return latest;
}

function firstHold(gates: readonly DebtorGate[], c: DebtorCase, callable: readonly OpenInvoice[]): Hold | undefined {
  for (const gate of gates) {
    const until = gate.holds(c, callable);
    if (until !== undefined) return { reason: gate.reason, until, evidence: gate.evidence(c, callable) };
  }
  return undefined;
}

/** The latest day of `until` and of every gate that holds the debtor now. */
function latestUntil(c: DebtorCase, callable: readonly OpenInvoice[], until: EpochDay): EpochDay {
  let latest = until;
  for (const gate of DEBTOR_GATES) {
    if (latest === OPEN_ENDED) break;
    latest = Math.max(latest, gate.holds(c, callable) ?? latest);
  }
  return latest;
}

/**
 * Where every invoice is held: the reason of the gate that holds the largest open amount, the earlier gate on a tie;
 * `no_action` only where nothing else holds any. A call may be made once the first invoice is free.
 */
function holdOfInvoices(c: DebtorCase, heldBy: ReadonlyMap<OpenInvoice, InvoiceGate>, until: EpochDay): Hold {
  let best: InvoiceGate | undefined;
  let bestMinor = -1;
  for (const gate of INVOICE_GATES) {
    let minor = 0;
    for (const [invoice, holder] of heldBy) if (holder === gate) minor += invoice.openMinor;
    if (minor > bestMinor && minor > 0 && !(best && gate.reason === 'no_action')) {
      best = gate;
      bestMinor = minor;
    }
  }
  if (!best)
    return {
      reason: 'no_action',
      until: OPEN_ENDED,
      evidence: 'No invoice is open; the balance comes from refunds or returned payments that are not matched yet.',
    };
  const held = c.open.filter((invoice) => heldBy.get(invoice) === best);
  return { reason: best.reason, until, evidence: best.evidence(c, held) };
}
