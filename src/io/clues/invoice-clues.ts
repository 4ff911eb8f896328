import type { ColumnDeclaration } from '../../ledger/index.ts';

/** What the status of an invoice says about it. */
export const INVOICE_STATES = ['issued', 'open', 'partly_paid', 'paid', 'draft', 'cancelled', 'reversed'] as const;

/** One of {@link INVOICE_STATES}. */
export type InvoiceState = (typeof INVOICE_STATES)[number];

/** Names of the columns that an export may have instead of a ledger column. */
export type ClueName =
  | 'payment_terms'
  | 'term_days'
  | 'second_term_days'
  | 'third_term_days'
  | 'baseline_date'
  | 'debit_amount'
  | 'credit_amount'
  | 'debit_credit'
  | 'paid_amount'
  | 'status'
  | 'payment_status'
  | 'is_open'
  | 'is_paid'
  | 'days_late';

/** A clue with the headers it is known by, the closest first, parted by bars. */
export interface ClueDeclaration extends ColumnDeclaration {
  readonly name: ClueName;
  readonly headers: string;
}

const clue = (
  name: ClueName,
  type: ColumnDeclaration['type'],
  meaning: string,
  headers: string,
  choices?: readonly string[],
): ClueDeclaration => ({ name, type, required: false, meaning, headers, ...(choices ? { choices } : {}) });

/**
 * Columns of invoice exports that are no ledger columns, but from which a ledger column follows. SAP names: ZBD1T–ZBD3T
 * days of the terms of payment, ZFBDT the date from which they count, SHKZG debit or credit.
 */
export const INVOICE_CLUES: readonly ClueDeclaration[] = [
  clue(
    'payment_terms',
    'text',
    'terms of payment in words',
    `terms | payment term | terms of payment | term | terms name | credit terms | invoice terms | cust payment terms | payment condition |
     betalingstermijn | betalingsconditie | betaalconditie | betalingscondities | betaaltermijn | betalingsvoorwaarden |
     conditions de paiement | condition de paiement | délai de paiement | modalités de paiement | zahlungsbedingung |
     zahlungsbedingungen | zahlungsziel | zahlungskondition | payment terms code | krediettermijn | termijn | termijnen | ziel | frist | délai | ZTERM | invoice payment term id`,
  ),
  clue(
    'term_days',
    'number',
    'days of the payment term',
    `days of credit | credit days | net days | payment term days | payment terms days | term in days | days 1 | ZBD1T |
     terms days | termijn dagen | termijn in dagen | betalingstermijn dagen | betaaltermijn dagen | krediettermijn dagen |
     délai en jours | zahlungsziel tage | zahlungsziel in tagen | nettotage`,
  ),
  clue('second_term_days', 'number', 'days of the second payment term', 'days 2 | ZBD2T'),
  clue('third_term_days', 'number', 'days of the net payment term', 'days net | ZBD3T'),
  clue(
    'baseline_date',
    'day',
    'day from which the payment term counts',
    `baseline create date | baseline payment date | baseline payment dte | baseline date for payment | ZFBDT | basisdatum |
     zahlungsfristenbasisdatum | date de base`,
  ),
  clue(
    'debit_amount',
    'amount',
    'amount in debit',
    `debit | debits | debet | debet bedrag | debetbedrag | bedrag debet | débit | montant débit | soll | sollbetrag | betrag soll |
     umsatz soll | debit lcy | debit fc`,
  ),
  clue(
    'credit_amount',
    'amount',
    'amount in credit',
    `credit | credits | creditbedrag | credit bedrag | bedrag credit | crédit | montant crédit | haben | habenbetrag | betrag haben |
     umsatz haben | credit lcy | credit fc`,
  ),
  clue(
    'debit_credit',
    'choice',
    'whether the amount is in debit or in credit',
    `debit credit | debit/credit | debit credit indicator | debit/credit ind | d/c | dc | dr/cr | drcr | soll/haben |
     soll/haben-kennzeichen | soll-/haben-kennzeichen | soll/haben-kz | s/h | s/h-kennzeichen | sh kennzeichen | sh | SHKZG |
     debet/credit | débit/crédit | sens`,
    ['debit', 'credit'],
  ),
  clue(
    'paid_amount',
    'amount',
    'amount paid so far',
    `amount paid | total paid | paid to date | paid so far | payments received | received amount | amount received | amount applied |
     applied amount | payments | paid | received | settled | settled amount | betaald bedrag | reeds betaald | bedrag betaald | betaald |
     ontvangen bedrag | ontvangen | montant payé | montant réglé | déjà payé | payé | réglé | acompte |
     bezahlter betrag | gezahlter betrag | bereits bezahlt | bezahlt | gezahlt`,
  ),
  clue(
    'status',
    'choice',
    'status of the invoice',
    `invoice status | document status | state | invoice state | statut | statut facture | statut de la facture | état | factuurstatus |
     status factuur | rechnungsstatus | belegstatus | zustand | stage | paid open | open paid | open/closed`,
    INVOICE_STATES,
  ),
  clue(
    'payment_status',
    'choice',
    'status of the payment',
    `payment state | paid status | betaalstatus | betalingsstatus | statut de paiement | statut paiement | état de paiement |
     zahlungsstatus | collection status | clearing status | open status | paid`,
    INVOICE_STATES,
  ),
  clue(
    'is_open',
    'flag',
    'whether the invoice is open',
    'open | isopen | open item | is outstanding | openstaand | ouvert | offen',
  ),
  clue(
    'is_paid',
    'flag',
    'whether the invoice is paid',
    `paid | ispaid | fully paid | is fully paid | paid in full | settled | is settled | cleared | is cleared | closed | is closed | betaald |
     is betaald | voldaan | volledig betaald | payé | payée | soldé | réglé | bezahlt | beglichen | ausgeglichen`,
  ),
  clue(
    'days_late',
    'number',
    'days from the due date to payment',
    `days late | dayslate | days past due at payment | late days | days delayed | delay days | payment delay | payment delay days |
     dagen te laat | betaalvertraging | jours de retard | retard en jours | retard de paiement | verzugstage | tage verspätet | days overdue when paid`,
  ),
];

/** Headers of the clues, the closest first. */
export const CLUE_WORDS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  INVOICE_CLUES.map(({ name, headers }) => [name, headers.split('|').map((word) => word.trim())]),
);

/** Whether a column is a clue and not one of the ledger. */
export function isClue(column: ColumnDeclaration): boolean {
  return INVOICE_CLUES.includes(column as ClueDeclaration);
}
