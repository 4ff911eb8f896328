import { describe, expect, test } from 'vitest';
import type { DebtorKind } from '../../src/ledger/index.ts';
import { findLegalRules, LEGAL_RULES, UNKNOWN_DEBTOR } from '../../src/prioritise/index.ts';
import { invoice, placeOf, queueOf } from './queue-of.ts';

describe('the law, as data', () => {
  test('every set of rules has an id of its own, the day it was written down, and a source for each limit it sets', () => {
    const all = [...LEGAL_RULES, UNKNOWN_DEBTOR];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id, version, sources, frequency, firstReminder } of all) {
      expect(version, id).toMatch(/^20\d\d-\d\d-\d\d$/);
      if (frequency) expect(sources.join(), id).toContain('1006.14');
      if (firstReminder) expect(sources.length, id).toBeGreaterThan(1);
    }
  });

  test.each<[string, DebtorKind | undefined, string]>([
    ['BE', 'consumer', 'be-consumers'],
    ['NL', 'consumer', 'nl-consumers'],
    ['US', 'consumer', 'other-consumers'],
    ['', 'consumer', 'other-consumers'],
    ['DE', 'public_body', 'eu-business'],
    ['BE', 'sole_trader', 'eu-business'],
    ['GB', 'company', 'other-business'],
    ['NL', undefined, 'unknown-debtor'],
    ['', 'company', 'unknown-debtor'],
  ])('%s, %s: %s', (country, kind, id) => {
    expect(findLegalRules(country, kind).id).toBe(id);
  });

  test('an unknown country: a company in the EU, with the general cap on calls and a warning', () => {
    const rows = (country: string | null) => ({
      debtors: [{ debtor_id: 'D', kind: 'company' as const, country }],
      invoices: [invoice('F1', '2026-01-05')],
      // A conversation on Sunday the 22nd: our own five business days end on the 27th, the cap's seven days on the 1st.
      contacts: [{ debtor_id: 'D', at: '2026-02-22', channel: 'call' as const, outcome: 'reached' as const }],
    });
    expect(queueOf(rows(null), '2026-03-01').suppressed[0]).toMatchObject({
      reason: 'recently_contacted',
      until: '2026-03-02',
    });
    expect(queueOf(rows(null), '2026-03-01').warnings).toEqual([
      '1 debtor of unknown country or kind: treated as a company in the EU, with the general frequency cap',
    ]);
    const known = queueOf(rows('NL'), '2026-03-01');
    expect([placeOf(known, 'D'), known.warnings]).toEqual(['call:overdue_follow_up', []]);
  });
});
