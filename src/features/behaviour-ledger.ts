import { createCalendars } from '../calendar/index.ts';
import type { Ledger, TextColumn } from '../ledger/index.ts';

/** What of a ledger features are worked out from: plain columns that can be shared between threads. */
export type BehaviourLedger = Omit<Ledger, 'calendars'>;

/** The ledger without its calendars, names, notes and ids. O(1). */
export function behaviourOf(ledger: Ledger): BehaviourLedger {
  const { debtors, invoices, payments, contacts, promises, disputes, plans } = ledger;
  return {
    reporting: ledger.reporting,
    cutAt: ledger.cutAt,
    debtors: { ...debtors, id: NONE, name: NONE, language: NONE, contactName: NONE, phone: NONE },
    invoices: { ...invoices, id: NONE, entity: NONE },
    payments: { ...payments, id: NONE },
    contacts: { ...contacts, note: NONE, agent: NONE },
    promises: { ...promises, id: NONE },
    disputes: { ...disputes, id: NONE, reason: NONE },
    plans: { ...plans, id: NONE },
  };
}

/** The same as a ledger again; its texts but the countries are gone. O(1). */
export function ledgerOf(behaviour: BehaviourLedger): Ledger {
  return { ...behaviour, calendars: createCalendars() };
}

const NONE: TextColumn = { length: 0, bytes: new Uint8Array(0), offsets: new Uint32Array(1) };
