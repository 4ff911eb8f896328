import type { SpokenLanguage } from './spoken-money.ts';

/** Situations that a call opens differently in. */
export type OpeningSituation =
  | 'broken_promise'
  | 'missed_run'
  | 'first_contact'
  | 'follow_up'
  | 'pre_due'
  | 'not_received'
  | 'high_value';

/** Sentences of one language; `{invoices}`, `{due}` and `{promise}` are filled in. */
export interface OpeningTemplates {
  /** `{id}` and `{amount}`: one invoice. */
  readonly one: string;
  /** `{count}` and `{amount}`: several. */
  readonly several: string;
  readonly situations: Readonly<Record<OpeningSituation, string>>;
}

/** How a call is opened: kindly on first contact and before due, firm but friendly afterwards. */
export const OPENING_TEMPLATES: Readonly<Record<SpokenLanguage, OpeningTemplates>> = {
  en: {
    one: 'invoice {id} of {amount}',
    several: '{count} invoices of {amount} together',
    situations: {
      broken_promise:
        'We had agreed on a payment by {promise} for {invoices}, and it has not reached us: what happened, and when can we count on it?',
      missed_run:
        'We had expected {invoices} with your last payment run, but it was not in it: is anything holding it up?',
      first_contact:
        'I am calling for the first time about {invoices}, due on {due}: is everything in order with it, and may I ask what is keeping the payment?',
      follow_up: 'We spoke about {invoices}, due on {due}, and it is still open: on which day will you pay it?',
      pre_due:
        'A short call ahead of {due}, when {invoices} falls due: is all well with it, and has it been approved for payment?',
      not_received:
        'I would like to make sure that you have received {invoices}, due on {due}: shall I send it again while we speak?',
      high_value:
        'As it is a large amount I am calling in person about {invoices}, due on {due}: is it planned for payment, and do you need anything from us?',
    },
  },
  nl: {
    one: 'factuur {id} van {amount}',
    several: '{count} facturen van samen {amount}',
    situations: {
      broken_promise:
        'We hadden een betaling tegen {promise} afgesproken voor {invoices}, en die is niet binnen: wat is er gebeurd, en wanneer kunnen we erop rekenen?',
      missed_run:
        'We hadden {invoices} in uw laatste betaalrun verwacht, maar de betaling zat er niet bij: houdt iets die tegen?',
      first_contact:
        'Ik bel u voor het eerst over {invoices}, met vervaldatum {due}: is alles daarmee in orde, en mag ik vragen waarop de betaling wacht?',
      follow_up:
        'We spraken elkaar over {invoices}, met vervaldatum {due}, en dat staat nog open: op welke dag betaalt u?',
      pre_due:
        'Ik bel even vóór {due}, de vervaldatum van {invoices}: is alles in orde, en is de betaling al goedgekeurd?',
      not_received:
        'Ik wil zeker weten dat u {invoices}, met vervaldatum {due}, ontvangen hebt: zal ik het meteen nog eens sturen?',
      high_value:
        'Omdat het om een groot bedrag gaat, bel ik u persoonlijk over {invoices}, met vervaldatum {due}: is de betaling ingepland, en hebt u nog iets van ons nodig?',
    },
  },
  fr: {
    one: 'la facture {id} de {amount}',
    several: '{count} factures pour un total de {amount}',
    situations: {
      broken_promise:
        'Nous avions convenu d’un paiement pour le {promise} concernant {invoices}, et il ne nous est pas parvenu : que s’est-il passé, et quand pouvons-nous compter dessus ?',
      missed_run:
        'Nous attendions le paiement concernant {invoices} avec votre dernière série de paiements, mais il n’y était pas : y a-t-il un obstacle ?',
      first_contact:
        'Je vous appelle pour la première fois au sujet de {invoices}, échéance du {due} : tout est-il en ordre, et puis-je vous demander ce qui retient le paiement ?',
      follow_up:
        'Nous nous étions parlé au sujet de {invoices}, échéance du {due}, et le montant reste ouvert : quel jour allez-vous payer ?',
      pre_due:
        'Je vous appelle avant le {due}, date d’échéance concernant {invoices} : tout est-il en ordre, et le paiement est-il approuvé ?',
      not_received:
        'Je voudrais m’assurer que vous avez bien reçu {invoices}, échéance du {due} : voulez-vous que je renvoie le document tout de suite ?',
      high_value:
        'Comme il s’agit d’un montant important, je vous appelle personnellement au sujet de {invoices}, échéance du {due} : le paiement est-il prévu, et avez-vous besoin de quelque chose de notre part ?',
    },
  },
  de: {
    one: 'Rechnung {id} über {amount}',
    several: '{count} Rechnungen über zusammen {amount}',
    situations: {
      broken_promise:
        'Wir hatten eine Zahlung bis zum {promise} vereinbart, es geht um {invoices}, und sie ist nicht eingegangen: was ist geschehen, und wann können wir damit rechnen?',
      missed_run:
        'Wir hatten die Zahlung mit Ihrem letzten Zahllauf erwartet, es geht um {invoices}, aber sie war nicht dabei: hält sie etwas auf?',
      first_contact:
        'Ich rufe Sie zum ersten Mal an, es geht um {invoices}, fällig am {due}: ist damit alles in Ordnung, und darf ich fragen, woran die Zahlung noch liegt?',
      follow_up:
        'Wir hatten schon gesprochen, es geht um {invoices}, fällig am {due} und noch offen: an welchem Tag werden Sie zahlen?',
      pre_due:
        'Ein kurzer Anruf vor dem {due}, dann wird fällig: {invoices}; ist alles in Ordnung, und ist die Zahlung schon freigegeben?',
      not_received:
        'Ich möchte sichergehen, dass Sie alles erhalten haben, es geht um {invoices}, fällig am {due}: soll ich es Ihnen gleich noch einmal schicken?',
      high_value:
        'Weil es um einen großen Betrag geht, rufe ich persönlich an, es geht um {invoices}, fällig am {due}: ist die Zahlung eingeplant, und brauchen Sie noch etwas von uns?',
    },
  },
};
