import type { SpeechTexts } from './speech-texts.ts';

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
  stages: {
    broken_promise: {
      questions: [
        'Qu’est-ce qui s’est mis en travers ?',
        'Quel jour le paiement sera-t-il fait, et de quel montant ?',
        'Qui s’en occupe chez vous ?',
      ],
      offer: ['une seule nouvelle date, proche, que nous confirmons par e-mail'],
      note: ['la raison donnée', 'le nouveau jour et le montant, comme promesse'],
    },
    missed_run: {
      questions: [
        'La facture a-t-elle été approuvée à temps pour la série de paiements ?',
        'Est-elle dans la prochaine, et quel jour ?',
      ],
      offer: ['une copie de la facture pour la personne qui l’approuve'],
      note: ['ce qui l’a retenue', 'le jour de la prochaine série, comme promesse'],
    },
    first_contact: {
      questions: [
        'La facture est-elle arrivée chez la bonne personne ?',
        'Y a-t-il un problème avec la facture, ou avec notre livraison ?',
        'Quel jour sera-t-elle payée ?',
      ],
      offer: ['une copie de la facture par e-mail, tout de suite'],
      note: ['la raison, dans leurs propres mots', 'le jour convenu, comme promesse'],
    },
    follow_up: {
      questions: [
        'Que s’est-il passé depuis notre dernier entretien ?',
        'Que manque-t-il encore pour payer, et qui décide ?',
        'Quel jour le paiement sera-t-il fait ?',
      ],
      offer: ['un jour ferme, que nous confirmons par e-mail'],
      note: ['la raison, et si elle a déjà été donnée', 'le jour convenu, comme promesse'],
    },
    says_paid: {
      questions: [
        'Quel jour, de quel compte et avec quelle communication a-t-on payé ?',
        'Pouvez-vous nous envoyer une preuve de paiement ?',
      ],
      offer: ['de chercher le paiement et de rappeler'],
      note: ['le jour, le montant, le compte et la communication du paiement'],
    },
    not_received: {
      questions: [
        'À qui, et à quelle adresse, faut-il l’envoyer ?',
        'Est-elle arrivée maintenant ?',
        'Quel jour pourra-t-elle alors être payée ?',
      ],
      offer: ['la facture à nouveau par e-mail, pendant l’appel'],
      note: ['la bonne personne et la bonne adresse', 'le jour convenu, comme promesse'],
    },
    pre_due: {
      questions: [
        'La facture est-elle reçue et approuvée ?',
        'Manque-t-il quelque chose, comme un numéro de commande ?',
        'Quel jour sera-t-elle payée ?',
      ],
      offer: ['une copie, ou ce qui manque, tout de suite'],
      note: ['qui approuve la facture', 'le jour du paiement'],
    },
  },
  otherInvoices: 'Tout est-il en ordre pour les autres factures ouvertes ?',
  inParts: 'de payer en plusieurs fois, à jours fixes',
  behaviour: {
    nothing: 'On ne sait pas encore comment ce client paie.',
    paidOne: 'Une seule facture payée jusqu’ici, {when}.',
    paid: 'Sur les {count} dernières factures, {late} payées en retard ; la moitié {when} ou plus tôt.',
    when: {
      onTime: 'à l’échéance',
      dayAfter: '1 jour après l’échéance',
      daysAfter: '{days} jours après l’échéance',
      dayBefore: '1 jour avant l’échéance',
      daysBefore: '{days} jours avant l’échéance',
    },
    run: 'Les paiements partent {run}.',
    keptOne: 'La seule promesse faite a été tenue.',
    brokeOne: 'La seule promesse faite n’a pas été tenue.',
    kept: 'Promesses tenues : {kept} sur {count}.',
  },
  run: {
    weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
    and: 'et',
    weekly: 'chaque {days}',
    fortnightly: 'un {days} sur deux',
    monthlyDay: '{days} du mois',
    dayOfMonth: 'le {day}',
    lastDay: 'le dernier jour',
    businessDay: 'le jour ouvrable n° {day} du mois',
    businessDayFromEnd: 'le jour ouvrable n° {day} en comptant depuis la fin du mois',
    lastBusinessDay: 'le dernier jour ouvrable du mois',
    monthEnd: 'à la fin du mois qui suit l’échéance',
    monthEndLater: 'à la fin du mois qui suit l’échéance, plus {day} mois',
  },
};
