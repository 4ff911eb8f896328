import type { SpeechTexts } from './speech-texts.ts';

/** What is said in Dutch. */
export const DUTCH: SpeechTexts = {
  one: 'factuur {id} van {amount}',
  several: '{count} facturen van samen {amount}',
  due: '{invoices}, met vervaldatum {due}',
  oldestDue: '{invoices}, waarvan de oudste vervaldatum {due} is',
  also: ', net als {invoices}',
  nothingCame: 'die is niet binnen',
  partCame: 'daarvan is alleen {booked} binnen',
  situations: {
    broken_promise:
      'We hadden een betaling van {amount} tegen {promise} afgesproken, en {came}: wat is er gebeurd, en wanneer kunnen we erop rekenen?',
    broken_promise_for:
      'We hadden een betaling van {amount} tegen {promise} afgesproken voor factuur {id}, en {came}: wat is er gebeurd, en wanneer kunnen we erop rekenen?',
    broken_promise_no_amount:
      'We hadden een betaling tegen {promise} afgesproken voor {invoices}, en {came}: wat is er gebeurd, en wanneer kunnen we erop rekenen?',
    broken_instalment:
      'We hadden een termijn van {amount} tegen {promise} afgesproken, en {came}: wat is er gebeurd, en wanneer kunnen we erop rekenen?',
    missed_run:
      'We hadden de betaling van {invoices} in uw laatste betaalrun verwacht, maar ze zat er niet bij: houdt iets die tegen?',
    first_contact:
      'Ik bel u voor het eerst over {invoices}: is alles daarmee in orde, en mag ik vragen waarop de betaling wacht?',
    follow_up: 'We spraken elkaar op {spoken} over {invoices}, en dat staat nog open{also}: op welke dag betaalt u?',
    says_paid:
      'Op {spoken} zei u dat de betaling voor {invoices} al gedaan was, maar we hebben ze nog niet gevonden: op welke dag, van welke rekening en met welke mededeling is er betaald? We zoeken het meteen uit.',
    says_not_received:
      'Op {spoken} zei u dat u {invoices} niet ontvangen had: naar wie mag ik nu meteen een kopie sturen?',
    says_not_received_written:
      'Op {spoken} zei u dat u {invoices} niet ontvangen had, en we hebben u sindsdien geschreven: is alles nu aangekomen, of naar wie mag ik een kopie sturen?',
    often_not_received: 'Ik wil zeker weten dat u {invoices}, ontvangen hebt: zal ik meteen een kopie sturen?',
    pre_due: 'Ik bel even vooraf over {invoices}: is alles in orde, en is de betaling al goedgekeurd?',
    high_value:
      'Omdat het om een groot bedrag gaat, bel ik u persoonlijk over {invoices}: is de betaling ingepland, en hebt u nog iets van ons nodig?',
  },
  stages: {
    broken_promise: {
      questions: [
        'Wat is er tussengekomen?',
        'Op welke dag wordt er betaald, en welk bedrag?',
        'Wie zorgt daar bij u voor?',
      ],
      offer: ['één nieuwe datum, binnenkort, die we per e-mail bevestigen'],
      note: ['de reden die gegeven werd', 'de nieuwe dag en het bedrag, als betaalafspraak'],
    },
    missed_run: {
      questions: [
        'Was de factuur op tijd goedgekeurd voor de betaalrun?',
        'Zit ze in de volgende, en op welke dag is die?',
      ],
      offer: ['een kopie van de factuur voor wie ze goedkeurt'],
      note: ['waardoor ze niet in de betaalrun zat', 'de dag van de volgende, als betaalafspraak'],
    },
    first_contact: {
      questions: [
        'Is de factuur bij de juiste persoon aangekomen?',
        'Klopt er iets niet aan de factuur, of aan wat we geleverd hebben?',
        'Op welke dag wordt ze betaald?',
      ],
      offer: ['meteen een kopie van de factuur per e-mail'],
      note: ['de reden, in hun eigen woorden', 'de afgesproken dag, als betaalafspraak'],
    },
    follow_up: {
      questions: [
        'Wat is er gebeurd sinds we elkaar spraken?',
        'Wat is er nog nodig voor er betaald kan worden, en wie beslist?',
        'Op welke dag wordt er betaald?',
      ],
      offer: ['een vaste dag die we per e-mail bevestigen'],
      note: ['de reden, en of die al eerder gegeven is', 'de afgesproken dag, als betaalafspraak'],
    },
    says_paid: {
      questions: [
        'Op welke dag is er betaald, van welke rekening en met welke mededeling?',
        'Kunt u ons een betaalbewijs sturen?',
      ],
      offer: ['het geld op te zoeken en terug te bellen'],
      note: ['dag, bedrag, rekening en mededeling van de betaling'],
    },
    not_received: {
      questions: [
        'Naar wie, en naar welk adres, moet de factuur?',
        'Is ze nu aangekomen?',
        'Op welke dag kan ze dan betaald worden?',
      ],
      offer: ['de factuur opnieuw per e-mail, tijdens het gesprek'],
      note: ['de juiste persoon en het juiste adres', 'de afgesproken dag, als betaalafspraak'],
    },
    pre_due: {
      questions: [
        'Is de factuur ontvangen en goedgekeurd?',
        'Ontbreekt er iets, zoals een bestelnummer?',
        'Op welke dag wordt ze betaald?',
      ],
      offer: ['meteen een kopie, of wat er ontbreekt'],
      note: ['wie de factuur goedkeurt', 'de dag waarop betaald wordt'],
    },
  },
  otherInvoices: 'Is alles in orde met de andere openstaande facturen?',
  inParts: 'in delen te betalen, op vaste dagen',
  behaviour: {
    nothing: 'Er is nog niets bekend over hoe er betaald wordt.',
    paidOne: 'Eén factuur is tot nu toe betaald, {when}.',
    paid: 'Van de laatste {count} facturen zijn er {late} te laat betaald, de helft {when} of eerder.',
    when: {
      onTime: 'op de vervaldag',
      dayAfter: '1 dag na de vervaldag',
      daysAfter: '{days} dagen na de vervaldag',
      dayBefore: '1 dag vóór de vervaldag',
      daysBefore: '{days} dagen vóór de vervaldag',
    },
    run: 'Er wordt betaald {run}.',
    keptOne: 'De enige betaalafspraak is nagekomen.',
    brokeOne: 'De enige betaalafspraak is niet nagekomen.',
    kept: 'Van {count} betaalafspraken zijn er {kept} nagekomen.',
  },
  run: {
    weekdays: ['maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag', 'zondag'],
    and: 'en',
    weekly: 'elke {days}',
    fortnightly: 'om de twee weken op {days}',
    monthlyDay: 'op {days} van de maand',
    dayOfMonth: 'dag {day}',
    lastDay: 'de laatste dag',
    businessDay: 'op werkdag {day} van de maand',
    businessDayFromEnd: 'op werkdag {day}, geteld vanaf het einde van de maand',
    lastBusinessDay: 'op de laatste werkdag van de maand',
    monthEnd: 'op het einde van de maand na de vervaldag',
    monthEndLater: 'op het einde van de maand na de vervaldag, plus {day} maand(en)',
  },
};
