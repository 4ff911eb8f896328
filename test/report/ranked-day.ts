import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { formatDay, parseDay } from '../../src/calendar/index.ts';
import { type RankRecord, rankFiles } from '../../src/io/rank-output.ts';
import type { LatenessModel } from '../../src/models/index.ts';
import {
  ACTIONS,
  CALL_REASONS,
  type CallQueue,
  type ProposedAction,
  parsePolicy,
  type QueuedCall,
  SUPPRESSION_REASONS,
  type SuppressedDebtor,
} from '../../src/prioritise/index.ts';

export const AS_OF = '2026-01-05';
const LANGUAGES = ['nl', 'fr', 'de', 'en', 'it'];
const OUTCOMES = ['reached', 'no_answer', 'sent', ''];

/** Texts that try to run, to break out of where they stand, or to turn the line around. */
export const HOSTILE = [
  '</script><script>window.hacked = 1</script>',
  '<img src=x onerror="window.hacked = 1">',
  "=HYPERLINK('http://evil.example','pay')",
  '-- <!--<script>',
  'שלום \u202eabc',
  '"\'&lt;\u2028\u2029\\',
  'javascript:window.hacked=1',
] as const;

const day = (offset: number): string => formatDay(parseDay(AS_OF) + offset);

/** One call; what is not given is plain and follows from the place. */
export function callAt(rank: number, given: Partial<QueuedCall> = {}): QueuedCall {
  const language = LANGUAGES[rank % LANGUAGES.length];
  return {
    rank,
    debtor_id: `D${String(rank).padStart(5, '0')}`,
    timing: rank % 5 === 0 ? 'pre_due' : 'overdue',
    reason: CALL_REASONS[rank % CALL_REASONS.length],
    habitual_late: rank % 3 === 0,
    first_contact: rank % 2 === 0,
    open_amount: 2000 + rank * 1.25,
    overdue_amount: rank % 5 === 0 ? 0 : 1000 + rank * 0.75,
    currency: 'EUR',
    oldest_due_date: day(-(rank % 90)),
    days_overdue: rank % 90,
    p_late: Math.round(((rank * 37) % 100) * 100) / 10_000,
    expected_payment_date: rank % 11 === 0 ? '' : day(rank % 75),
    expected_value: Math.round(50_000 / rank) / 100,
    invoice_ids: `F${rank}-1|F${rank}-2`,
    last_contact_at: rank % 4 === 3 ? '' : day(-(rank % 60) - 1),
    last_contact_outcome: OUTCOMES[rank % 4],
    promise_due_on: rank % 7 === 0 ? day(-3) : '',
    reasons: `${CALL_REASONS[rank % CALL_REASONS.length]}|habitual_late|calls_ignored`,
    language,
    opening: `Opening ${rank} in ${language}: a sentence as long as the ones that are really written, with a date and an amount in it, and a question at its end?`,
    propensity: 1,
    agent: '',
    name: `Company ${rank} of Somewhere VOF`,
    contact_name: rank % 4 === 3 ? '' : `Person ${rank}`,
    phone: `+31 85 000 ${1000 + (rank % 9000)}`,
    last_contact_agent: rank % 4 === 3 ? '' : 'Anna',
    last_contact_note: rank % 4 === 0 ? `asked to call back about order ${rank}` : '',
    promise_amount: rank % 7 === 0 ? 500 + rank : null,
    said:
      rank % 3 === 0
        ? ''
        : `${day(-(rank % 60) - 1)}, Anna: reached – will see to it | ${day(-90)}, Thomas: reached – asked to call back`,
    behaviour: `It paid ${rank % 20} of its last 20 invoices late, half of them ${rank % 30} days after the due date or sooner. It pays every Thursday. It kept 2 of 3 promises.`,
    questions: `${language}: what has happened since? | What is still needed before it can be paid? | On which day will it be paid?`,
    offer: `${language}: a firm day that we confirm by e-mail`,
    note: `${language}: the reason, and whether it was given before | the day that was agreed, as a promise`,
    worth_today: Math.round(30_000 / rank) / 100,
    later_day: rank % 4 === 0 ? '' : day(1 + (rank % 14)),
    ...given,
  };
}

/** One debtor left alone. */
export function suppressedAt(at: number, given: Partial<SuppressedDebtor> = {}): SuppressedDebtor {
  return {
    debtor_id: `S${String(at).padStart(5, '0')}`,
    reason: SUPPRESSION_REASONS[at % SUPPRESSION_REASONS.length],
    until: at % 6 === 0 ? '' : day(1 + (at % 40)),
    evidence: `Evidence ${at}: a sentence about what holds the call back until that day.`,
    open_amount: at % 13 === 0 ? -25 : 500 + at,
    overdue_amount: at % 2 === 0 ? 0 : 100.5,
    p_late: at % 9 === 0 ? null : 0.25,
    expected_payment_date: at % 8 === 0 ? '' : day(at % 100),
    propensity: 1,
    rank: null,
    ...given,
  };
}

/** One action. */
export function actionAt(at: number, given: Partial<ProposedAction> = {}): ProposedAction {
  return {
    debtor_id: `S${String(at).padStart(5, '0')}`,
    action: ACTIONS[at % ACTIONS.length],
    invoice_ids: `G${at}`,
    due_on: day(at % 10),
    evidence: `Action evidence ${at}.`,
    ...given,
  };
}

/** A queue of so many rows. */
export function queueOf(calls: number, suppressed: number, actions: number): CallQueue {
  return {
    calls: Array.from({ length: calls }, (_, at) => callAt(at + 1)),
    suppressed: Array.from({ length: suppressed }, (_, at) => suppressedAt(at)),
    actions: Array.from({ length: actions }, (_, at) => actionAt(at)),
    warnings: [],
  };
}

/** The same queue, its evidence with a word of its own in each row: such texts cannot be written once. */
export function withWords(queue: CallQueue): CallQueue {
  const word = (at: number): string => [...String(at)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  const suppressed = queue.suppressed.map((row, at) => ({ ...row, evidence: `${row.evidence} So says ${word(at)}.` }));
  return { ...queue, suppressed };
}

const MODEL = {
  id: 'abc123',
  estimator: 'boosted-trees',
  requested: 'boosted-trees',
  lateAfterDays: 0,
  roll: 'following',
  training: { rows: 1000, lateShare: 0.4 },
  trainingSpan: { from: '2024-01-01', to: '2025-12-31' },
  libraryVersion: '0.1.0',
  timeSplit: {
    from: '2025-07-01',
    rows: 300,
    model: { auc: 0.81, ece: 0.03 },
    baseline: { auc: 0.78, ece: 0.05 },
  },
  warnings: [],
  toJSON: () => ({ trainedAt: AS_OF }),
} as unknown as LatenessModel;

/** What `rank` writes for a queue, by name. */
export function rankedFiles(queue: CallQueue): Record<string, string> {
  const record: RankRecord = {
    version: '0.1.0',
    asOf: AS_OF,
    options: { ledger: '/home/someone/ledger' },
    policy: parsePolicy({}),
    model: MODEL,
    modelOrigin: 'trained',
    report: {
      tables: {
        invoices: {
          read: 10,
          accepted: 9,
          rejected: 1,
          collapsed: 0,
          amounts: { read: 0, accepted: 0, rejected: 0, collapsed: 0 },
        },
      },
      rejects: [],
      warnings: [],
    },
    source: { inputs: [], ignoredFiles: [], mapping: [] } as unknown as RankRecord['source'],
    currency: 'EUR',
    seconds: {},
    startedAt: '2026-01-05T06:00:00.000Z',
  };
  return Object.fromEntries(
    rankFiles(queue, record).map(({ name, content }) => [
      name,
      typeof content === 'string' ? content : [...(content as Iterable<string>)].join(''),
    ]),
  );
}

const made: string[] = [];
afterAll(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
});

/** A directory as `rank` leaves it; `changes` replaces files, null leaves one out. */
export function rankedDirectory(queue: CallQueue, changes: Readonly<Record<string, string | null>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'payrhythm-report-'));
  made.push(root);
  const directory = join(root, 'day');
  mkdirSync(directory);
  for (const [name, content] of Object.entries({ ...rankedFiles(queue), ...changes }))
    if (content !== null) writeFileSync(join(directory, name), content);
  return directory;
}

/** A queue whose texts are hostile, in every text column that comes from a ledger. */
export function hostileQueue(): CallQueue {
  return {
    calls: HOSTILE.map((text, at) =>
      callAt(at + 1, {
        debtor_id: text,
        invoice_ids: text,
        opening: text,
        last_contact_outcome: text,
        language: 'nl',
        name: text,
        contact_name: text,
        phone: text,
        last_contact_agent: text,
        last_contact_note: text,
        said: `${text} | ${text}`,
        behaviour: text,
        questions: `${text} | ${text}`,
        offer: text,
        note: text,
      }),
    ),
    suppressed: HOSTILE.map((text, at) => suppressedAt(at, { debtor_id: `S ${text}`, evidence: text })),
    actions: HOSTILE.map((text, at) => actionAt(at, { debtor_id: text, invoice_ids: text, evidence: text })),
    warnings: [HOSTILE[0]],
  };
}
