import { day, type ReferenceLedger } from './reference-ledger.ts';

/** What a debtor promised, disputed and said, and its unmatched cash, by definition. */
export function referenceEvents(
  ledger: ReferenceLedger,
  morning: number,
  ownId: string | undefined,
  promiseKeptRate: number,
): Record<string, number> {
  const { rows, debtorId } = ledger;
  const promises = (rows.promises ?? []).filter((row) => row.debtor_id === debtorId && day(row.promised_on) < morning);
  const verdicts = promises.map((row) => judge(ledger, row, morning)).filter((verdict) => verdict !== undefined);
  const known = ledger.itemsAt(morning).filter((item) => item.id !== ownId);
  const disputes = (rows.disputes ?? [])
    .filter((row) => String(ledger.invoiceRow(String(row.invoice_id))?.debtor_id) === debtorId)
    .map((row) => {
      const opened = Math.max(day(row.opened_on), ledger.knownDay(String(row.invoice_id)));
      const resolved = row.resolved_on ? Math.max(opened, day(row.resolved_on)) : Number.POSITIVE_INFINITY;
      return { invoice: String(row.invoice_id), opened, resolved };
    })
    .filter((row) => row.opened < morning);
  const disputed = known.filter((item) => disputes.some((row) => row.invoice === item.id));
  const contacts = (rows.contacts ?? [])
    .filter((row) => row.debtor_id === debtorId && row.assigned !== 'holdout' && day(row.at) < morning)
    .map((row) => ({ ...row, day: day(row.at) }));
  const lately = contacts.filter((row) => row.day >= morning - 90);
  const isCall = (row: (typeof contacts)[number]): boolean =>
    (row.channel ?? (row.outcome === 'sent' ? 'email' : 'call')) === 'call';
  const talks = ['reached', 'promised', 'disputed', 'invoice_not_received', 'claims_paid', 'refused'];
  const said = (outcome: string): number => contacts.filter((row) => row.outcome === outcome).length;
  const unmatched = ledger.payments.filter(
    (payment) => payment.payer === debtorId && payment.booked < morning && ledger.matchedDay(payment) >= morning,
  );
  return {
    promises_made: promises.length,
    promise_kept_rate: (verdicts.filter(Boolean).length + 2 * promiseKeptRate) / (verdicts.length + 2),
    dispute_rate: known.length > 0 ? disputed.length / known.length : Number.NaN,
    open_disputes: disputes.filter((row) => row.resolved >= morning).length,
    not_received_claims: said('invoice_not_received'),
    paid_claims: said('claims_paid'),
    calls_90d: lately.filter(isCall).length,
    contacts_90d: lately.length,
    reached_90d: lately.filter((row) => talks.includes(String(row.outcome))).length,
    reminder_reaction_days: meanReaction(
      ledger,
      morning,
      contacts.filter((row) => !isCall(row)),
    ),
    unapplied_cash: unmatched.reduce((sum, payment) => sum + payment.cents, 0) / 100,
  };
}

type PromiseRow = NonNullable<ReferenceLedger['rows']['promises']>[number];

/** Whether a promise was kept; undefined where it cannot be told yet, or was about nothing. */
function judge(ledger: ReferenceLedger, row: PromiseRow, morning: number): boolean | undefined {
  const made = day(row.promised_on);
  const lapse = Math.max(made, ledger.calendar.addBusinessDays(day(row.due_on), 1));
  if (lapse >= morning) return undefined;
  const then = ledger.itemsAt(made);
  const named = then.find((item) => item.id === String(row.invoice_id));
  const openThen = (named ? [named] : then)
    .filter((item) => item.state === 'open')
    .reduce((sum, item) => sum + item.open, 0);
  const promised = row.amount ? Math.round(row.amount * 100) : openThen;
  if (promised <= 0) return undefined;
  const booked = ledger.payments
    .filter((payment) => payment.kind !== 'write_off' && payment.booked >= made && payment.booked <= lapse)
    .filter((payment) => {
      if (ledger.matchedDay(payment) > lapse) return payment.payer === ledger.debtorId;
      const isOurs = String(ledger.invoiceRow(payment.invoice)?.debtor_id) === ledger.debtorId;
      return isOurs && (!named || payment.invoice === named.id);
    });
  return booked.reduce((sum, payment) => sum + payment.cents, 0) >= 0.98 * promised;
}

interface Reminder {
  readonly day: number;
  readonly invoice_id?: unknown;
}

/** Mean days from a reminder about something overdue to the next payment. */
function meanReaction(ledger: ReferenceLedger, morning: number, written: readonly Reminder[]): number {
  const reminders = written.filter((row) => {
    const items = ledger.itemsAt(row.day);
    const overdue = items.filter((item) => item.state === 'open' && item.rolledDue < row.day);
    const named = items.find((item) => item.id === String(row.invoice_id));
    return named ? overdue.includes(named) : overdue.length > 0;
  });
  const ours = new Set(ledger.itemsAt(morning).map((item) => item.id));
  const arrivals = ledger.payments
    .map((payment, place) => ({ payment, place, at: ledger.matchedDay(payment) }))
    .filter(
      ({ payment, at }) => ours.has(payment.invoice) && at < morning && payment.kind === 'payment' && payment.cents > 0,
    )
    .sort((a, b) => a.at - b.at || a.place - b.place);
  const reactions: number[] = [];
  let since: number | undefined;
  let next = 0;
  for (const reminder of [...reminders].sort((a, b) => a.day - b.day)) {
    for (; next < arrivals.length && arrivals[next].at < reminder.day; next++) since = end(arrivals[next].payment.paid);
    since ??= reminder.day;
  }
  for (; next < arrivals.length; next++) since = end(arrivals[next].payment.paid);
  return reactions.length > 0 ? reactions.reduce((sum, days) => sum + days, 0) / reactions.length : Number.NaN;

  function end(paid: number): number | undefined {
    if (since === undefined || paid <= since) return since;
    reactions.push(paid - since);
    return undefined;
  }
}
