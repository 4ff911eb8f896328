import type { HeaderWords } from './header-words.ts';

/** Headers of payment exports by ledger column, the closest first; see `invoice-headers.ts`. */
export const PAYMENT_HEADERS: HeaderWords = {
  payment_id: `
    payment number | payment no | payment reference | receipt number | transaction id | betaling |
    betalingsnummer | betaalkenmerk | numéro de paiement | paiement | zahlungsnummer | zahlung | AUGBL | id |
    reference
  `,
  debtor_id: `
    debtor number | debtor no | debtor code | debtor | customer id | customer number | customer no | cust number |
    customer code | client id | client number | client code | account number | account code | partner id |
    debiteurnummer | debiteurnr | debiteurcode | debiteur | klantnummer | klantnr | klantcode | relatienummer |
    relatiecode | numéro client | n° client | code client | compte client | kundennummer | kundennr |
    debitorennummer | debitor | KUNNR | customer | klant | client | kunde | relatie
  `,
  invoice_id: `
    invoice number | invoice no | invoice nr | invoice | factuurnummer | factuurnr | factuur | numéro de facture |
    n° facture | facture | rechnungsnummer | rechnungsnr | rechnung | document number | REBZG | BELNR |
    applied to | toegewezen aan | imputé à | zugeordnet
  `,
  paid_on: `
    payment date | paid date | date paid | paid | received on | receipt date | value date | betaald op |
    betaaldatum | betalingsdatum | ontvangen op | valutadatum | payé le | date de paiement | date de règlement |
    date de valeur | bezahlt am | zahlungsdatum | wertstellung | AUGDT | date | datum
  `,
  booked_on: `
    booking date | posting date | booked | geboekt op | boekdatum | boekingsdatum | comptabilisé le |
    date comptable | gebucht am | buchungsdatum | BUDAT
  `,
  applied_on: `
    matched on | allocated on | allocation date | afgeletterd op | toegewezen op | lettré le | date de lettrage |
    zugeordnet am | ausgleichsdatum
  `,
  amount: `
    payment amount | amount paid | paid amount | received | betaald bedrag | ontvangen bedrag | montant payé |
    montant réglé | zahlbetrag | zahlungsbetrag | total | bedrag | montant | betrag | WRBTR | DMBTR
  `,
  currency: 'currency code | payment currency | valuta | munt | devise | währung | waehrung | WAERS',
  kind: 'payment kind | payment type | type | soort | betalingssoort | type de paiement | zahlungsart | art',
};

/** Headers of contact exports by ledger column, the closest first; see `invoice-headers.ts`. */
export const CONTACT_HEADERS: HeaderWords = {
  debtor_id: `
    debtor number | debtor no | debtor code | debtor | customer id | customer number | customer no | cust number |
    customer code | client id | client number | client code | account number | account code | partner id |
    debiteurnummer | debiteurnr | debiteurcode | debiteur | klantnummer | klantnr | klantcode | relatienummer |
    relatiecode | numéro client | n° client | code client | compte client | kundennummer | kundennr |
    debitorennummer | debitor | KUNNR | customer | klant | client | kunde | relatie
  `,
  at: `
    contact date | contacted on | contacted at | date time | date | datum | datum contact | moment |
    date de contact | date du contact | kontaktdatum | kontakt am | zeitpunkt
  `,
  channel: 'medium | contact type | kanaal | canal | kanal',
  outcome: 'result | resultaat | uitkomst | résultat | issue | ergebnis',
  invoice_id: `
    invoice number | invoice no | invoice nr | invoice | factuurnummer | factuurnr | factuur | numéro de facture |
    n° facture | facture | rechnungsnummer | rechnungsnr | rechnung | document number | REBZG | BELNR
  `,
  note: `
    notes | remark | remarks | comment | comments | notitie | opmerking | omschrijving | commentaire | remarque |
    notiz | bemerkung
  `,
  agent: 'user | employee | caller | medewerker | gebruiker | collaborateur | utilisateur | mitarbeiter | bearbeiter',
  assigned: 'assignment | group | arm | toewijzing | groep',
  propensity: 'probability | assignment probability | kans',
};

/** Headers of promise exports by ledger column, the closest first; see `invoice-headers.ts`. */
export const PROMISE_HEADERS: HeaderWords = {
  promise_id: 'promise | promise number | id | belofte | promesse | zusage',
  debtor_id: `
    debtor number | debtor no | debtor code | debtor | customer id | customer number | customer no | cust number |
    customer code | client id | client number | client code | account number | account code | partner id |
    debiteurnummer | debiteurnr | debiteurcode | debiteur | klantnummer | klantnr | klantcode | relatienummer |
    relatiecode | numéro client | n° client | code client | compte client | kundennummer | kundennr |
    debitorennummer | debitor | KUNNR | customer | klant | client | kunde | relatie
  `,
  promised_on: 'promise date | promised | agreed on | toegezegd op | afgesproken op | promis le | zugesagt am',
  due_on: `
    due date | promised for | pay by | toegezegd voor | betaalt op | vervaldatum | échéance | date d'échéance |
    zahlbar am | fällig am
  `,
  amount: `
    promised amount | amount promised | toegezegd bedrag | montant promis | zugesagter betrag | total | bedrag |
    montant | betrag | WRBTR | DMBTR
  `,
  invoice_id: `
    invoice number | invoice no | invoice nr | invoice | factuurnummer | factuurnr | factuur | numéro de facture |
    n° facture | facture | rechnungsnummer | rechnungsnr | rechnung | document number | REBZG | BELNR
  `,
};

/** Headers of dispute exports by ledger column, the closest first; see `invoice-headers.ts`. */
export const DISPUTE_HEADERS: HeaderWords = {
  dispute_id: 'dispute | dispute number | case id | ticket | id | geschil | geschilnummer | litige | reklamation',
  invoice_id: `
    invoice number | invoice no | invoice nr | invoice | factuurnummer | factuurnr | factuur | numéro de facture |
    n° facture | facture | rechnungsnummer | rechnungsnr | rechnung | document number | REBZG | BELNR
  `,
  opened_on: `
    opened | open date | dispute date | created on | raised on | geopend op | datum geschil | ouvert le |
    eröffnet am | date | datum
  `,
  resolved_on: `
    resolved | closed on | closed | settled on | opgelost op | gesloten op | résolu le | clos le | gelöst am |
    geschlossen am
  `,
  reason: 'dispute reason | cause | description | reden | omschrijving | raison | motif | grund',
};

/** Headers of plan exports by ledger column, the closest first; see `invoice-headers.ts`. */
export const PLAN_HEADERS: HeaderWords = {
  debtor_id: `
    debtor number | debtor no | debtor code | debtor | customer id | customer number | customer no | cust number |
    customer code | client id | client number | client code | account number | account code | partner id |
    debiteurnummer | debiteurnr | debiteurcode | debiteur | klantnummer | klantnr | klantcode | relatienummer |
    relatiecode | numéro client | n° client | code client | compte client | kundennummer | kundennr |
    debitorennummer | debitor | KUNNR | customer | klant | client | kunde | relatie
  `,
  due_on: `
    due date | instalment date | installment date | vervaldatum | termijndatum | échéance | date d'échéance |
    fällig am | fälligkeitsdatum | date | datum
  `,
  amount: `
    instalment | installment | instalment amount | installment amount | termijnbedrag | termijn | mensualité |
    rate | ratenbetrag | total | bedrag | montant | betrag | WRBTR | DMBTR
  `,
  agreed_on: 'agreed | agreement date | afgesproken op | overeengekomen op | convenu le | vereinbart am',
};
