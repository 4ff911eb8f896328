import type { HeaderWords } from './header-words.ts';

/**
 * Headers of invoice exports by ledger column, the closest first: English, Dutch, French, German, then technical names
 * of SAP FI (tables BKPF, BSEG, BSID, BSAD, KNA1: BELNR document, KUNNR customer, BLDAT document date, WRBTR amount in
 * document currency, DMBTR in local currency, AUGDT clearing date, ZFBDT baseline date, FAEDN and NETDT net due date).
 * A header that stands in two lists goes to the column that nothing closer claims. Compared by `headerKey`.
 */
export const INVOICE_HEADERS: HeaderWords = {
  invoice_id: `
    invoice number | invoice no | invoice nr | invoice num | invoice # | inv no | inv number | invoice |
    invoice reference | invoice ref | bill number | factuurnummer | factuurnr | factuur nr | factuur |
    factuurnummers | notanummer | numéro de facture | numero facture | n° facture | no facture | nº de facture |
    num facture | facture | référence facture | réf facture | rechnungsnummer | rechnungsnr | rechnungs nr |
    rechnung nr | rechnung | faktura nr | fakturanummer | doc_id | document number | document no | document id |
    doc no | doc number | belegnummer | belegnr | boekstuknummer | boekstuk | documentnummer | numéro de pièce |
    n° pièce | pièce | BELNR | VBELN | XBLNR | reference | referentie | référence | referenz | number | nummer |
    numéro |
    transaction number | trx number | transaction no | trans no | num | no | doc num | docnum | billing document |
    rechnungs-nr. | belegfeld 1 | opos nummer | op-nummer | fact nr | fact. nr | factuur no | bill no | voucher no |
    voucher number | invoice name | name of invoice | our ref | ref | id
  `,
  debtor_id: `
    debtor number | debtor no | debtor nr | debtor code | debtor | customer id | customer number | customer no |
    customer nr | cust number | cust no | cust id | customer code | customer account | client id | client number |
    client no | client code | partner id | buyer id | debiteurnummer | debiteurnr | debiteur nr | debiteurcode |
    debiteur | klantnummer | klantnr | klant nr | klantcode | klant id | relatienummer | relatiecode |
    relatie id | numéro client | n° client | no client | code client | compte client | id client | kundennummer |
    kundennr | kunden nr | kunde nr | debitorennummer | debitorennr | debitor nr | debitor | KUNNR | KUNAG |
    KUNRG | customer | client | klant | kunde | relatie | partner | buyer | account number | account no |
    account code | account id | account | account ref | account reference | a/c | a/c ref | acct no |
    customer ref | customer reference | sold-to party | sold to | bill to | bill-to customer no. |
    sell-to customer no. | debiteur code | debiteur nummer | kontonummer | konto | personenkonto | kundenkonto |
    debitorenkonto | kontonr | code tiers | compte tiers | compte auxiliaire | tiers | customer name |
    debtor name | client name | klantnaam | debiteurnaam | naam debiteur | naam klant | nom client |
    nom du client | kundenname | name_customer | company name | bedrijfsnaam | raison sociale | firmenname |
    contact name | customer full name | invoice partner display name | partner name | customer/name |
    customer name/number | client nom | naam | name |
    customer heading
  `,
  issue_date: `
    invoice date | date of invoice | date invoice | inv date | issued | issued on | issue day | date issued |
    bill date | billing date | factuurdatum | datum factuur | notadatum | date de facture | date facture |
    date de facturation | date d'émission | date émission | rechnungsdatum | fakturadatum | document date |
    doc date | document create date | date de pièce | belegdatum | documentdatum | BLDAT | FKDAT | posting date |
    boekdatum | boekingsdatum | buchungsdatum | date comptable | BUDAT | baseline create date | baseline date |
    ZFBDT | date | datum |
    transaction date | trx date | invoice/bill date | document created | billing doc date | creation date | created on |
    voucher date | tax date | dat facture | rechn datum | re-datum | belegdat | boekstukdatum | created
  `,
  due_date: `
    date due | due | due on | due in date | due by | net due date | payment due date | payment due |
    date payable | maturity date | vervaldatum | vervaldag | verval datum | vervalt op | uiterste betaaldatum |
    betalen voor | te betalen voor | date d'échéance | date échéance | échéance | date limite | à payer avant le |
    fälligkeitsdatum | faelligkeitsdatum | fälligkeit | faelligkeit | fällig am | faellig am | fällig |
    nettofälligkeit | FAEDN | FAEDT | NETDT |
    due dt | pay by | net due | vervaldat | verv datum | betaaldatum uiterlijk | fällig bis |
    zahlbar bis | zahlungsziel datum | zahlungsfrist | date limite de paiement | date d'exigibilité | exigible le
  `,
  amount: `
    invoice amount | invoice total | total amount | gross amount | amount gross | gross | total gross |
    amount incl vat | total incl vat | amount including vat | total including tax | total | grand total |
    original amount | invoice value | factuurbedrag | bedrag | bedrag incl btw | bedrag inclusief btw | totaal |
    totaalbedrag | totaal incl btw | brutobedrag | bruto | oorspronkelijk bedrag | montant | montant ttc |
    total ttc | montant facture | montant de la facture | montant total | betrag | rechnungsbetrag |
    bruttobetrag | brutto | gesamtbetrag | betrag brutto | summe | WRBTR | amount in document currency |
    amount in doc curr | DMBTR | amount in local currency | amount in local cur | value | waarde |
    total open amount | open amount | openstaand bedrag | openstaand | amount due | balance | outstanding |
    montant dû | solde | offener betrag | offen |
    amount in doc. curr. | amount in transaction currency | betrag in belegwährung | betrag in transaktionswährung |
    bedrag in documentvaluta | montant en devise pièce | umsatz (ohne soll/haben-kz) | umsatz ohne soll/haben-kz | umsatz |
    total in currency signed | amount total in currency signed | amount total | original value | invoice amt | inv amount | amt |
    total amt | gross value | gross invoice amount | net amount due | original amt | document amount | doc amount |
    factuurbedrag incl btw | totaalbedrag incl btw | verkoopbedrag | montant total ttc | rechnungsbetrag brutto | endbetrag |
    total signed | amount total signed | betrag in hauswährung | amount in company code currency | original amt lcy | open balance |
    balance due | amount outstanding | outstanding amount | remaining amount | remaining amt | open bedrag | openstaand saldo | saldo |
    restbetrag | offener saldo | reste à payer | restant dû | solde dû
  `,
  currency: `
    currency code | invoice currency | document currency | curr | ccy | cur | valuta | valutacode | munt |
    muntsoort | muntcode | devise | monnaie | code devise | währung | waehrung | währungscode | WAERS | WAERK |
    HWAER |
    cur code | trx currency | transaction currency | document curr | belegwährung | dokumentwährung | documentvaluta |
    devise pièce | wkz umsatz | wkz | local currency | hauswährung | company code currency | lokale valuta
  `,
  kind: `
    invoice kind | invoice type | document kind | document type | doc type | type | transaction type | soort |
    factuursoort | factuurtype | documentsoort | documenttype | type de pièce | type de facture | type pièce |
    nature | belegart | rechnungsart | rechnungstyp | art | BLART | class | transaction class | trx class |
    entry type | voucher type | soort document | boekingssoort | debit credit indicator | SHKZG | credit note |
    creditnota
  `,
  known_on: `
    known since | entered on | entry date | recorded on | invoerdatum | date de saisie | erfassungsdatum |
    erfasst am | CPUDT
  `,
  sent_on: `
    sent | sent date | date sent | sent at | mailed on | verzonden op | verzonden | verzenddatum | verstuurd op |
    envoyé le | date d'envoi | date envoi | versendet am | gesendet am | versanddatum
  `,
  verified: `
    checked | approved | validated | gecontroleerd | geverifieerd | goedgekeurd | vérifié | validé | contrôlé |
    geprüft | geprueft | freigegeben
  `,
  direct_debit: `
    is direct debit | sepa direct debit | sepa | automatische incasso | incasso | domiciliëring | prélèvement |
    prélèvement automatique | domiciliation | lastschrift | sepa lastschrift | einzug | bankeinzug
  `,
  entity: `
    legal entity | company code | business code | company | division | administration | administratie | bedrijf |
    entiteit | bedrijfscode | société | entité | buchungskreis | gesellschaft | firma | BUKRS
  `,
  open_amount: `
    outstanding | outstanding amount | amount outstanding | amount open | total open amount |
    open balance | balance due | amount due | remaining amount | remaining | residual | balance | openstaand |
    openstaand bedrag | nog te betalen | open bedrag | saldo | restbedrag | restant | reste à payer | reste dû |
    montant dû | montant restant | solde | solde dû | offen | offener betrag | offener posten | restbetrag |
    offener saldo | verschuldigd bedrag | te betalen bedrag | te betalen | nog openstaand | nog te ontvangen |
    openstaand saldo | restant dû | amount due signed | amount residual | residual amount |
    open amt | amount remaining | remaining amt | remaining amt lcy | open balance lcy | unpaid amount | invoice amount due |
    invoiceamountdue | offene posten | offener betrag eur | saldo open | open saldo | nog open | restsaldo | solde restant |
    solde ouvert | montant ouvert | amount due in currency | amount residual signed
  `,
  paid_on: `
    paid | paid date | date paid | paid at | payment date | date of payment | settled | settled date |
    settled on | settlement date | clearing date | cleared on | cleared | clear date | receipt date | betaald op |
    betaaldatum | betaald | datum betaald | betalingsdatum | datum betaling | voldaan op | voldaan | payé le |
    date de paiement | date paiement | payée le | payé | réglé le | date de règlement | date règlement | réglé |
    bezahlt am | zahlungsdatum | zahldatum | bezahlt | zahlungseingang | ausgleichsdatum | ausgeglichen am |
    beglichen am | AUGDT |
    closed at date | closed on | closed date | full payment date | fully paid on | fully paid on date |
    payment received date | received on | date received | datum afgeletterd | afgeletterd op | lettré le |
    soldé le | date de lettrage | ausgleich am | ausgeglichen | zahlungseingangsdatum
  `,
  paid_after_days: `
    days to pay | days to settle | days to settlement | settlement days | days to payment | payment days | days until payment | number of days until payment |
    betaald na dagen | dagen tot betaling | betaaldagen | jours avant paiement | délai de paiement réel |
    tage bis zahlung | zahlungsdauer
  `,
};
