import type { SpeechTexts } from '../speech-texts.ts';

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
};
