import type { SpeechTexts } from '../speech-texts.ts';

/** What is said in French. */
export const FRENCH: SpeechTexts = {
  one: 'la facture {id} de {amount}',
  several: '{count} factures pour un total de {amount}',
  due: '{invoices}, échéance du {due}',
  oldestDue: '{invoices}, dont la plus ancienne échéance est le {due}',
  also: ', de même que pour {invoices}',
  nothingCame: 'il ne nous est pas parvenu',
  partCame: 'nous n’en avons reçu que {booked}',
  situations: {
    broken_promise:
      'Nous avions convenu d’un paiement de {amount} pour le {promise}, et {came} : que s’est-il passé, et quand pouvons-nous compter dessus ?',
    broken_promise_for:
      'Nous avions convenu d’un paiement de {amount} pour le {promise} concernant la facture {id}, et {came} : que s’est-il passé, et quand pouvons-nous compter dessus ?',
    broken_promise_no_amount:
      'Nous avions convenu d’un paiement pour le {promise} concernant {invoices}, et {came} : que s’est-il passé, et quand pouvons-nous compter dessus ?',
    broken_instalment:
      'Nous avions convenu d’un versement échelonné de {amount} pour le {promise}, et {came} : que s’est-il passé, et quand pouvons-nous compter dessus ?',
    missed_run:
      'Nous attendions le paiement concernant {invoices} avec votre dernière série de paiements, mais il n’y était pas : y a-t-il un obstacle ?',
    first_contact:
      'Je vous appelle pour la première fois au sujet de {invoices} : tout est-il en ordre, et puis-je vous demander ce qui retient le paiement ?',
    follow_up:
      'Nous nous sommes parlé le {spoken} au sujet de {invoices}, et le montant reste dû{also} : quel jour allez-vous payer ?',
    says_paid:
      'Le {spoken}, vous nous avez dit que le paiement concernant {invoices} était fait, mais nous ne l’avons pas encore trouvé : à quelle date, de quel compte et avec quelle communication a-t-il été fait ? Nous le cherchons tout de suite.',
    says_not_received:
      'Le {spoken}, vous nous avez dit ne pas avoir reçu {invoices} : à qui puis-je envoyer une copie pendant que nous parlons ?',
    says_not_received_written:
      'Le {spoken}, vous nous avez dit ne pas avoir reçu {invoices}, et nous vous avons écrit depuis : tout est-il arrivé entre-temps, ou à qui puis-je envoyer une copie ?',
    often_not_received:
      'Je voudrais m’assurer que vous avez bien reçu {invoices} : voulez-vous que j’envoie une copie tout de suite ?',
    pre_due:
      'Je vous appelle à l’avance au sujet de {invoices} : tout est-il en ordre, et le paiement est-il approuvé ?',
    high_value:
      'Comme il s’agit d’un montant important, je vous appelle personnellement au sujet de {invoices} : le paiement est-il prévu, et avez-vous besoin de quelque chose de notre part ?',
  },
};
