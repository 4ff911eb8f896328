import type { ContactOutcome } from '../../ledger/index.ts';
import type { SpokenLanguage } from './spoken-money.ts';

/** What came of a contact, in a few words of each language: told to callers, and shown on the page. */
export const CONTACT_OUTCOMES: Readonly<Record<SpokenLanguage, Readonly<Record<ContactOutcome, string>>>> = {
  en: {
    reached: 'reached',
    no_answer: 'no answer',
    voicemail: 'voicemail',
    promised: 'promised to pay',
    disputed: 'disputed',
    invoice_not_received: 'said: invoice not received',
    claims_paid: 'said: paid already',
    refused: 'refused',
    wrong_number: 'wrong number',
    sent: 'message sent',
  },
  nl: {
    reached: 'gesproken',
    no_answer: 'geen antwoord',
    voicemail: 'voicemail',
    promised: 'betaling beloofd',
    disputed: 'betwist',
    invoice_not_received: 'zei: factuur niet ontvangen',
    claims_paid: 'zei: al betaald',
    refused: 'geweigerd',
    wrong_number: 'verkeerd nummer',
    sent: 'bericht gestuurd',
  },
  fr: {
    reached: 'joint',
    no_answer: 'pas de réponse',
    voicemail: 'messagerie',
    promised: 'a promis de payer',
    disputed: 'conteste',
    invoice_not_received: 'dit : facture non reçue',
    claims_paid: 'dit : déjà payé',
    refused: 'refuse',
    wrong_number: 'faux numéro',
    sent: 'message envoyé',
  },
  de: {
    reached: 'erreicht',
    no_answer: 'keine Antwort',
    voicemail: 'Mailbox',
    promised: 'Zahlung zugesagt',
    disputed: 'reklamiert',
    invoice_not_received: 'sagte: Rechnung nicht erhalten',
    claims_paid: 'sagte: schon bezahlt',
    refused: 'verweigert',
    wrong_number: 'falsche Nummer',
    sent: 'Nachricht gesendet',
  },
};
