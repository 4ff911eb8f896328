import type { EpochDay } from '../../calendar/index.ts';
import type { DebtorCase } from '../case/debtor-case.ts';
import type { OpenInvoice } from '../case/open-invoice.ts';
import type { SuppressionReason } from '../queue-rows.ts';
import { type DebtorGate, type InvoiceGate, OPEN_ENDED } from './gate.ts';
import { GATE_ORDER } from './gate-order.ts';

/** Why a debtor is not called. */
export interface Hold {
  readonly reason: SuppressionReason;
  /** First day a call may be made, or `OPEN_ENDED`. */
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

/** Asks every gate of `GATE_ORDER` about a debtor. O(open invoices · contacts). */
export function askGates(c: DebtorCase): GateAnswer {
  const heldBy = new Map<OpenInvoice, InvoiceGate>();
  const callable: OpenInvoice[] = [];
  let earliest = OPEN_ENDED;
  for (const invoice of c.open) {
    let until: EpochDay | undefined;
    for (const gate of INVOICE_GATES) {
      until = gate.holds(c, invoice);
      if (until === undefined) continue;
      heldBy.set(invoice, gate);
      earliest = Math.min(earliest, until);
      break;
    }
    if (until === undefined) callable.push(invoice);
  }
  const stop = firstHold(STOPS, c, callable);
  if (stop) return { hold: stop, callable, heldBy };
  if (callable.length === 0) return { hold: holdOfInvoices(c, heldBy, earliest), callable, heldBy };
  return { hold: firstHold(LAST_GATES, c, callable), callable, heldBy };
}

function firstHold(gates: readonly DebtorGate[], c: DebtorCase, callable: readonly OpenInvoice[]): Hold | undefined {
  for (const gate of gates) {
    const until = gate.holds(c, callable);
    if (until !== undefined) return { reason: gate.reason, until, evidence: gate.evidence(c, callable) };
  }
  return undefined;
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
