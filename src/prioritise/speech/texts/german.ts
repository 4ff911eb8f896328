import type { SpeechTexts } from './speech-texts.ts';

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
  stages: {
    broken_promise: {
      questions: [
        'Was ist dazwischengekommen?',
        'An welchem Tag wird gezahlt, und welcher Betrag?',
        'Wer kümmert sich bei Ihnen darum?',
      ],
      offer: ['ein neuer Termin, bald, den wir per E-Mail bestätigen'],
      note: ['der genannte Grund', 'der neue Tag und der Betrag, als Zusage'],
    },
    missed_run: {
      questions: [
        'War die Rechnung rechtzeitig für den Zahllauf freigegeben?',
        'Ist sie im nächsten, und an welchem Tag ist der?',
      ],
      offer: ['eine Kopie der Rechnung für die Person, die sie freigibt'],
      note: ['warum sie nicht im Zahllauf war', 'der Tag des nächsten, als Zusage'],
    },
    first_contact: {
      questions: [
        'Ist die Rechnung bei der richtigen Person angekommen?',
        'Stimmt etwas mit der Rechnung oder mit unserer Lieferung nicht?',
        'An welchem Tag wird sie bezahlt?',
      ],
      offer: ['sofort eine Kopie der Rechnung per E-Mail'],
      note: ['der Grund, in eigenen Worten', 'der vereinbarte Tag, als Zusage'],
    },
    follow_up: {
      questions: [
        'Was ist seit unserem letzten Gespräch geschehen?',
        'Was fehlt noch, damit gezahlt werden kann, und wer entscheidet?',
        'An welchem Tag wird gezahlt?',
      ],
      offer: ['ein fester Tag, den wir per E-Mail bestätigen'],
      note: ['der Grund, und ob er schon einmal genannt wurde', 'der vereinbarte Tag, als Zusage'],
    },
    says_paid: {
      questions: [
        'An welchem Tag, von welchem Konto und mit welchem Verwendungszweck wurde gezahlt?',
        'Können Sie uns einen Zahlungsbeleg schicken?',
      ],
      offer: ['die Zahlung zu suchen und zurückzurufen'],
      note: ['Tag, Betrag, Konto und Verwendungszweck der Zahlung'],
    },
    not_received: {
      questions: [
        'An wen und an welche Adresse soll sie gehen?',
        'Ist sie jetzt angekommen?',
        'An welchem Tag kann sie dann bezahlt werden?',
      ],
      offer: ['die Rechnung noch einmal per E-Mail, während des Gesprächs'],
      note: ['die richtige Person und Adresse', 'der vereinbarte Tag, als Zusage'],
    },
    pre_due: {
      questions: [
        'Ist die Rechnung angekommen und freigegeben?',
        'Fehlt etwas, zum Beispiel eine Bestellnummer?',
        'An welchem Tag wird sie bezahlt?',
      ],
      offer: ['sofort eine Kopie, oder was fehlt'],
      note: ['wer die Rechnung freigibt', 'der Tag der Zahlung'],
    },
  },
  otherInvoices: 'Ist mit den anderen offenen Rechnungen alles in Ordnung?',
  inParts: 'in Raten zu zahlen, an festen Tagen',
  behaviour: {
    nothing: 'Noch ist nicht bekannt, wie gezahlt wird.',
    paidOne: 'Bisher wurde eine Rechnung bezahlt, {when}.',
    paid: 'Von den letzten {count} Rechnungen wurden {late} zu spät bezahlt, die Hälfte {when} oder früher.',
    when: {
      onTime: 'am Fälligkeitstag',
      dayAfter: '1 Tag nach Fälligkeit',
      daysAfter: '{days} Tage nach Fälligkeit',
      dayBefore: '1 Tag vor Fälligkeit',
      daysBefore: '{days} Tage vor Fälligkeit',
    },
    run: 'Gezahlt wird {run}.',
    keptOne: 'Die einzige Zusage wurde gehalten.',
    brokeOne: 'Die einzige Zusage wurde nicht gehalten.',
    kept: 'Von {count} Zusagen wurden {kept} gehalten.',
  },
  run: {
    weekdays: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag', 'Samstag', 'Sonntag'],
    and: 'und',
    weekly: 'jeden {days}',
    fortnightly: 'jeden zweiten {days}',
    monthlyDay: 'am {days} des Monats',
    dayOfMonth: '{day}.',
    lastDay: 'letzten Tag',
    businessDay: 'am {day}. Werktag des Monats',
    businessDayFromEnd: 'am {day}. Werktag, vom Monatsende an gezählt',
    lastBusinessDay: 'am letzten Werktag des Monats',
    monthEnd: 'zum Monatsende nach Fälligkeit',
    monthEndLater: 'zum Monatsende nach Fälligkeit, plus {day} Monat(e)',
  },
};
