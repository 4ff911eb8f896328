import { NO_DAY } from '../../calendar/index.ts';
import { type Ledger, type TextColumn, textAt } from '../../ledger/index.ts';
import type { EventRow } from './live-event.ts';

/** What an event puts into each column of a table, but for the debtor that its row stands with. */
export type CellsOf<Table> = {
  readonly [Column in Exclude<keyof Table, 'count' | 'start' | 'debtor'>]: (
    row: EventRow,
  ) => Table[Column] extends TextColumn ? string : number;
};

/** The cells of every table that events add rows to. */
export type EventCells = { readonly [Table in EventRow['table']]: CellsOf<Ledger[Table]> };

/**
 * What the rows of events hold: invoices and debtors by their numbers in `ledger`, whose debtors have the countries by
 * which due dates roll. O(1).
 */
export function eventCells({ debtors, calendars }: Pick<Ledger, 'debtors' | 'calendars'>): EventCells {
  return {
    invoices: {
      id: (row) => row.id,
      issueDay: (row) => row.issueDay,
      dueDay: (row) => row.dueDay,
      rolledDueDay: (row) => calendars.forCountry(textAt(debtors.country, row.debtor)).rollFollowing(row.dueDay),
      knownDay: (row) => row.day,
      sentDay: () => NO_DAY,
      amountMinor: (row) => row.amountMinor,
      sourceOpenMinor: () => Number.NaN,
      currency: () => 0,
      verified: () => -1,
      directDebit: () => -1,
      entity: () => '',
    },
    payments: {
      invoice: (row) => row.invoice,
      payer: (row) => row.payer,
      paidDay: (row) => row.day,
      bookedDay: (row) => row.day,
      appliedDay: (row) => row.day,
      amountMinor: (row) => row.amountMinor,
      kind: (row) => row.kind,
      id: () => '',
    },
    contacts: {
      day: (row) => row.day,
      channel: (row) => row.channel,
      outcome: (row) => row.outcome,
      invoice: (row) => row.invoice,
      assigned: () => -1,
      propensity: () => Number.NaN,
      note: () => '',
      agent: () => '',
    },
    promises: {
      promisedDay: (row) => row.day,
      dueDay: (row) => row.dueDay,
      amountMinor: (row) => row.amountMinor,
      invoice: (row) => row.invoice,
      id: () => '',
    },
    disputes: {
      invoice: (row) => row.invoice,
      openedDay: (row) => row.day,
      resolvedDay: () => NO_DAY,
      reason: (row) => row.reason,
      id: () => '',
    },
  };
}
