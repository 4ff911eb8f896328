import type { HeaderWords } from './header-words.ts';

/**
 * Headers of debtor exports by ledger column, the closest first; also used for the debtor attributes that one-file
 * ledgers carry on each invoice. SAP names: table KNA1 (NAME1, LAND1, SPRAS, TELF1). Compared by `headerKey`.
 */
export const DEBTOR_HEADERS: HeaderWords = {
  debtor_id: `
    id | debtor number | debtor no | debtor nr | debtor code | debtor | customer id | customer number |
    customer no | customer nr | cust number | customer code | customer | client id | client number | client code |
    account number | account code | account id | partner id | debiteurnummer | debiteurnr | debiteurcode |
    debiteur | klantnummer | klantnr | klantcode | klant | relatienummer | relatiecode | numéro client |
    n° client | code client | client | compte client | kundennummer | kundennr | kunde | debitorennummer |
    debitor | KUNNR | code | number | nummer | numéro
  `,
  name: `
    debtor name | customer name | name of customer | name customer | client name | account name | company name |
    partner name | debiteurnaam | naam debiteur | klantnaam | naam klant | bedrijfsnaam | relatienaam | naam |
    nom du client | nom client | raison sociale | nom | kundenname | debitorenname | firmenname | firma | NAME1 |
    customer | klant | client | kunde | debiteur | partner | relatie | kontobezeichnung | kundenbezeichnung | bezeichnung | contact name | invoice partner display name |
    name 1 | naam 1 | sold-to name | customer full name
  `,
  kind: `
    debtor kind | debtor type | customer type | customer kind | client type | type | soort | soort debiteur |
    klanttype | debiteursoort | type client | type de client | kundenart | kundentyp | rechtsvorm | legal form
  `,
  country: `
    country code | country iso | debtor country | customer country | land | landcode | pays | code pays |
    länderkennzeichen | ländercode | laendercode | LAND1
  `,
  language: `
    language code | lang | debtor language | customer language | taal | taalcode | langue | code langue |
    sprache | sprachcode | SPRAS
  `,
  contact_name: `
    contact | contact person | contact person name | contactpersoon | contactnaam | ter attentie van |
    personne de contact | interlocuteur | ansprechpartner | kontaktperson | kontakt
  `,
  phone: `
    phone number | telephone | telephone number | tel | mobile | telefoon | telefoonnummer | tel nr | téléphone |
    numéro de téléphone | telefon | telefonnummer | rufnummer | TELF1
  `,
  do_not_call: 'no call | dont call | do not phone | niet bellen | ne pas appeler | nicht anrufen',
  direct_debit: `
    is direct debit | sepa direct debit | sepa | automatische incasso | incasso | domiciliëring | prélèvement |
    prélèvement automatique | domiciliation | lastschrift | einzug | bankeinzug
  `,
  handed_over_on: `
    handed over | collection date | sent to collections | overgedragen op | incassobureau sinds | transmis le |
    abgegeben am | inkasso seit
  `,
  insolvent_on: `
    insolvency date | insolvent since | bankrupt on | bankruptcy date | faillissement | faillissementsdatum |
    failliet op | date de faillite | faillite | insolvenzdatum | insolvent seit
  `,
  payer_id:
    'payer | payer number | paying debtor | betaler | betalende debiteur | payeur | regulierer | zahler | KNRZE',
};
