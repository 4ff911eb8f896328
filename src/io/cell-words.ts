import type { TableName } from '../ledger/index.ts';
import { headerKey } from './header-key.ts';

const YES = 'yes y true t 1 ja j oui o vrai wahr x';
const NO = 'no n false f 0 nee nein non faux falsch';

const FLAGS: ReadonlyMap<string, number> = new Map([
  ...YES.split(' ').map((word) => [word, 1] as const),
  ...NO.split(' ').map((word) => [word, 0] as const),
]);

/** 1 for a word that says yes in English, Dutch, French or German (or `1`, `x`), 0 for no, else undefined. */
export function flagOf(text: string): number | undefined {
  return FLAGS.get(text.toLowerCase());
}

/** Other words for the declared choices, by table and column: `choice: words parted by a bar`. */
const CHOICE_WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'invoices.kind': {
    invoice:
      'inv|bill|customer invoice|sales invoice|sales receipt|debit|debit memo|dm|chargeback|cb|finance charge|finance charge memo|late fee|' +
      'tax invoice|rv|dr|si|380|ventes|verkoop|debetnota|note de débit|ausgangsrechnung|service invoice|standard|factuur|verkoopfactuur|facture|rechnung|faktura|out_invoice|S',
    credit_note:
      'credit|credit memo|credit invoice|cn|cm|crn|dg|sc|accreceivablecredit|refund|customer credit note|creditnota|creditfactuur|credit nota|avoir|note de crédit|' +
      'sales credit note|sales credit memo|klant creditfactuur|creditnote|creditnote verkoop|verkoopcreditnota|avoir client|' +
      'facture d avoir|stornorechnung|storno|kredit|haben|accreccredit|381|' +
      'gutschrift|rechnungskorrektur|out_refund|H',
    payment:
      'pmt|receipt|sa|sr|customer payment|payment received|customer receipt|deposit|customer deposit|on account|unapplied|unapplied cash|' +
      'prepayment|overpayment|dz|zp|betaling|ontvangst|klantbetaling|bankontvangst|paiement|règlement|encaissement|' +
      'zahlung|zahlungseingang|kundenzahlung',
  },
  'invoices.status': {
    open: 'unpaid|not paid|outstanding|overdue|past due|due|current|not due|not yet due|due soon|upcoming|pending|awaiting payment|not cleared|uncleared|openstaand|niet vervallen|open post|niet betaald|onbetaald|te betalen|vervallen|achterstallig|ouvert|ouverte|impayé|impayée|non payé|non payée|non réglé|en attente|à payer|échue|offen|unbezahlt|nicht bezahlt|überfällig|ausstehend|not_paid|unsettled',
    partly_paid:
      'partially paid|part paid|partial|partly|deels betaald|gedeeltelijk betaald|deelbetaling|partiellement payé|partiellement payée|partiellement réglé|teilweise bezahlt|teilbezahlt',
    paid: 'paid in full|fully paid|closed|cleared|settled|collected|in_payment|written off|write off|uncollectible|betaald|volledig betaald|voldaan|gesloten|afgesloten|afgeletterd|afgehandeld|afgeboekt|payé|payée|réglé|réglée|soldé|soldée|acquitté|acquittée|lettré|bezahlt|beglichen|ausgeglichen|erledigt|geschlossen|abgeschlossen|ausgebucht|abgeschrieben',
    draft:
      'proforma|pro forma|quote|concept|ontwerp|brouillon|entwurf|vorläufig|unposted|not posted|on hold draft|geparkt|parked|0 draft',
    cancelled:
      'canceled|cancel|cancelled invoice|void|voided|deleted|geannuleerd|vervallen verklaard|ingetrokken|gecrediteerd|annulé|annulée|storniert|annulliert|gelöscht|abgebrochen',
    reversed: 'reversal|teruggedraaid|tegengeboekt|extourné|extournée|contrepassé|rückgängig',
    issued:
      'posted|sent|approved|authorised|authorized|final|finalized|finalised|active|booked|registered|verzonden|verstuurd|geboekt|definitief|verwerkt|goedgekeurd|émise|émis|envoyé|envoyée|validé|validée|comptabilisé|comptabilisée|gesendet|versendet|gebucht|verbucht|freigegeben|erstellt',
  },
  'invoices.debit_credit': {
    debit: 'd|dr|s|soll|debet|débit|db',
    credit: 'c|cr|h|haben|crédit|k',
  },
  'payments.kind': {
    payment: 'pay|receipt|betaling|ontvangst|paiement|règlement|encaissement|zahlung|zahlungseingang',
    refund: 'terugbetaling|remboursement|rückzahlung|erstattung',
    write_off: 'writeoff|write down|bad debt|afboeking|afschrijving|perte|abschreibung|ausbuchung',
    returned: 'reversal|chargeback|bounced|storno|gestorneerd|stornering|rejet|impayé|rücklastschrift',
  },
  'debtors.kind': {
    company: 'business|b2b|corporate|bedrijf|onderneming|zakelijk|entreprise|société|firma|unternehmen|gesellschaft',
    sole_trader:
      'sole proprietor|freelancer|self employed|eenmanszaak|zzp|zelfstandige|indépendant|einzelunternehmer|einzelunternehmen',
    consumer:
      'person|private|private person|individual|b2c|particulier|consument|privépersoon|consommateur|verbraucher|privatperson|privat',
    public_body:
      'public|government|municipality|overheid|gemeente|administration publique|collectivité|behörde|öffentlich',
  },
  'contacts.channel': {
    call: 'phone|telephone|telefoon|bellen|gebeld|téléphone|appel|telefon|anruf',
    email: 'mail|courriel|e mail',
    letter: 'post|brief|lettre|courrier',
    sms: 'text|text message|whatsapp',
  },
  'contacts.outcome': {
    reached: 'spoken|conversation|gesproken|bereikt|joint|atteint|erreicht|gesprochen',
    no_answer: 'not reached|geen gehoor|niet bereikt|pas de réponse|nicht erreicht',
    voicemail: 'answering machine|left message|messagerie|mailbox|anrufbeantworter',
    promised: 'promise|promise to pay|ptp|toegezegd|belofte|promesse|promis|zugesagt',
    disputed: 'dispute|betwist|geschil|litige|contesté|reklamiert|bestritten',
    invoice_not_received: 'not received|factuur niet ontvangen|facture non reçue|rechnung nicht erhalten',
    claims_paid: 'already paid|says paid|zegt betaald|dit avoir payé|angeblich bezahlt',
    refused: 'refuses|weigert|geweigerd|refusé|refus|verweigert',
    wrong_number: 'verkeerd nummer|faux numéro|mauvais numéro|falsche nummer',
    sent: 'verzonden|verstuurd|envoyé|versendet|gesendet',
  },
  'contacts.assigned': {
    queue: 'treatment|treated|wachtrij|file d attente',
    holdout: 'control|hold out|controle|contrôle|kontrolle',
    other: 'manual|anders|autre|andere',
  },
};

const PURCHASES: ReadonlySet<string> = new Set(
  (
    'in_invoice|in_refund|in_receipt|entry|journal entry|vendor bill|vendor credit note|vendor refund|supplier invoice|' +
    'supplier credit note|purchase invoice|purchase receipt|bill credit|accpay|accpaycredit|inkoopfactuur|' +
    'inkoopcreditnota|memoriaal|facture fournisseur|avoir fournisseur|eingangsrechnung|lieferantenrechnung'
  )
    .split('|')
    .map(headerKey),
);

/** Whether a word for the kind of a document names a purchase or a journal entry: no money that a debtor owes. */
export function isPurchaseWord(text: string): boolean {
  return PURCHASES.has(headerKey(text));
}

/** Positions of the choices by the key of every word for them. O(words). */
export function choiceWords(table: TableName, column: string, choices: readonly string[]): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  const others = CHOICE_WORDS[`${table}.${column === 'payment_status' ? 'status' : column}`] ?? {};
  choices.forEach((choice, position) => {
    words.set(headerKey(choice), position);
    for (const word of others[choice]?.split('|') ?? []) words.set(headerKey(word), position);
  });
  return words;
}
