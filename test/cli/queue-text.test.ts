import { expect, it } from 'vitest';
import type { Streams } from '../../src/cli/console-log.ts';
import { queueText } from '../../src/cli/queue-text.ts';
import { DEBTOR, invoice, queueOf } from '../prioritise/queue-of.ts';
import { callAt, HOSTILE, queueOf as manyRows, rankedFiles } from '../report/ranked-day.ts';

const stream = { isTTY: false } as NodeJS.WriteStream;
const streams = { stdin: process.stdin, stdout: stream, stderr: stream } as unknown as Streams;

it('says nothing of who is left alone where nobody is', () => {
  const queue = queueOf({ debtors: [DEBTOR], invoices: [invoice('F1', '2026-02-02')] }, '2026-03-02');
  expect(queueText(queue, streams, { calls: 5, suppressed: 5 })).not.toMatch(/Leave alone|until/);
  const both = queueText(manyRows(2, 1, 0), streams, { calls: 1, suppressed: 5 });
  expect(both).toContain('Leave alone');
  expect(both).toContain('… and 1 more call\n');
  expect(queueText(manyRows(3, 1, 0), streams, { calls: 1, suppressed: 5 })).toContain('… and 2 more calls\n');
});

it('run.json names the legal rules with their versions', () => {
  const run = JSON.parse(rankedFiles(manyRows(1, 0, 0))['run.json'] ?? '');
  expect(run.legalRules.map((rules: { id: string }) => rules.id)).toContain('be-consumers');
  for (const rules of run.legalRules) expect(rules.version).toMatch(/^\d{4}-\d\d-\d\d$/);
});

it('texts of a ledger cannot become formulas in queue.csv, in whatever column they stand', () => {
  const formula = HOSTILE.find((text) => text.startsWith('=')) as string;
  const texts = { name: formula, contact_name: formula, phone: '+31', last_contact_note: formula, said: formula };
  const csv = rankedFiles({ ...manyRows(0, 0, 0), calls: [callAt(1, texts)] })['queue.csv'] ?? '';
  expect(csv.split(`'${formula}`)).toHaveLength(5);
  expect(csv).toContain(",'+31,");
});
