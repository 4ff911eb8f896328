import type { SpeechTexts } from '../speech-texts.ts';

/** What is said in German. */
export const GERMAN: SpeechTexts = {
  one: 'Rechnung {id} über {amount}',
  several: '{count} Rechnungen über zusammen {amount}',
  due: '{invoices}, fällig am {due}',
  oldestDue: '{invoices}, die älteste fällig am {due}',
  also: ', ebenso {invoices}',
  nothingCame: 'sie ist nicht eingegangen',
  partCame: 'davon sind nur {booked} eingegangen',
  situations: {
    broken_promise:
      'Wir hatten eine Zahlung von {amount} bis zum {promise} vereinbart, und {came}: was ist geschehen, und wann können wir damit rechnen?',
    broken_promise_for:
      'Wir hatten für Rechnung {id} eine Zahlung von {amount} bis zum {promise} vereinbart, und {came}: was ist geschehen, und wann können wir damit rechnen?',
    broken_promise_no_amount:
      'Wir hatten eine Zahlung bis zum {promise} vereinbart, es ging um {invoices}, und {came}: was ist geschehen, und wann können wir damit rechnen?',
    broken_instalment:
      'Wir hatten eine Rate von {amount} bis zum {promise} vereinbart, und {came}: was ist geschehen, und wann können wir damit rechnen?',
    missed_run:
      'Wir hatten die Zahlung mit Ihrem letzten Zahllauf erwartet, es geht um {invoices}, aber sie war nicht dabei: hält sie etwas auf?',
    first_contact:
      'Ich rufe Sie zum ersten Mal an, es geht um {invoices}: ist damit alles in Ordnung, und darf ich fragen, woran die Zahlung noch liegt?',
    follow_up:
      'Wir haben am {spoken} gesprochen, es ging um {invoices}, und das ist noch offen{also}: an welchem Tag werden Sie zahlen?',
    says_paid:
      'Am {spoken} sagten Sie uns, es sei schon bezahlt, es ging um {invoices}, aber wir haben die Zahlung noch nicht gefunden: an welchem Tag, von welchem Konto und mit welchem Verwendungszweck wurde gezahlt? Wir suchen sie sofort.',
    says_not_received:
      'Am {spoken} sagten Sie uns, es sei nichts angekommen, es ging um {invoices}: an wen darf ich jetzt gleich eine Kopie schicken?',
    says_not_received_written:
      'Am {spoken} sagten Sie uns, es sei nichts angekommen, es ging um {invoices}, und wir haben Ihnen seither geschrieben: ist jetzt alles da, oder an wen darf ich eine Kopie schicken?',
    often_not_received:
      'Ich möchte sichergehen, dass Sie alles erhalten haben, es geht um {invoices}: soll ich Ihnen gleich eine Kopie schicken?',
    pre_due:
      'Ein kurzer Anruf vorab, es geht um {invoices}: ist alles in Ordnung, und ist die Zahlung schon freigegeben?',
    high_value:
      'Weil es um einen großen Betrag geht, rufe ich persönlich an, es geht um {invoices}: ist die Zahlung eingeplant, und brauchen Sie noch etwas von uns?',
  },
};
