import { PRIOR } from './bench-features.ts';
import { TOLERANCE_MINOR } from './generate-columns.ts';

/** Largest and smallest days late that enter a mean. */
const clamp = (days: string): string => `least(greatest(${days}, -365), 365)::DOUBLE`;

/** Running columns that are summed; the others are carried as a maximum. */
const SUMS = [
  'known',
  'amount',
  'term',
  'open',
  'open_minor',
  'overdue',
  'overdue_minor',
  'overdue_due',
  'very_late',
  'settled',
  'settled_late',
  'late_days',
  'late_days_squared',
  'days_to_pay',
] as const;

const event = (columns: Partial<Record<(typeof SUMS)[number] | 'paid_day' | 'last_settled', string>>): string =>
  [
    ...SUMS.map((name) => `${columns[name] ?? '0'}::DOUBLE AS ${name}`),
    `${columns.paid_day ?? 'NULL'}::INTEGER AS paid_day`,
    `${columns.last_settled ?? 'NULL'}::BIGINT AS last_settled`,
  ].join(', ');

/**
 * The bench features in DuckDB SQL, statement by statement: what each payment settles (a window over the payments of an
 * invoice), every change of a debtor's state as an event with its day, states as running sums over a debtor's days, and
 * an ASOF join from each invoice's issue to the last state strictly before it. The last settlement is a running maximum
 * of its day, the payment's place and the days late packed into one integer.
 */
export const DUCKDB_STATEMENTS: readonly string[] = [
  `CREATE TABLE settling AS
   SELECT debtor, invoice, day, payment, paid, open_before, amount, open_before - amount <= ${TOLERANCE_MINOR} AS settles,
     issue, rolled, overdue_day, very_late_day
   FROM (
     SELECT p.debtor, p.invoice, greatest(p.applied, i.known) AS day, p.payment, p.paid, p.amount, i.issue, i.rolled,
       greatest(i.known, i.rolled) AS overdue_day, greatest(i.known, i.rolled + 30) AS very_late_day,
       i.amount - coalesce(sum(p.amount) OVER (PARTITION BY p.invoice ORDER BY greatest(p.applied, i.known), p.payment
         ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS open_before
     FROM payments p JOIN invoices i ON p.invoice = i.invoice)
   WHERE open_before > ${TOLERANCE_MINOR}`,
  `CREATE TABLE settled AS SELECT * FROM settling WHERE settles`,
  `CREATE TABLE states AS
   WITH events AS (
     SELECT debtor, known AS day, ${event({ known: '1', amount: 'amount', term: 'due - issue', open: '1', open_minor: 'amount' })} FROM invoices
     UNION ALL
     SELECT i.debtor, greatest(i.known, i.rolled), ${event({ overdue: '1', overdue_minor: 'i.amount', overdue_due: 'i.rolled', days_to_pay: '-i.issue' })}
     FROM invoices i LEFT JOIN settled s ON i.invoice = s.invoice WHERE s.day IS NULL OR s.day > greatest(i.known, i.rolled)
     UNION ALL
     SELECT i.debtor, greatest(i.known, i.rolled + 30), ${event({ very_late: '1' })}
     FROM invoices i LEFT JOIN settled s ON i.invoice = s.invoice WHERE s.day IS NULL OR s.day > greatest(i.known, i.rolled + 30)
     UNION ALL
     SELECT debtor, day, ${event({ open_minor: '-amount' })} FROM settling WHERE NOT settles
     UNION ALL
     SELECT p.debtor, greatest(p.day, p.overdue_day), ${event({ overdue_minor: '-p.amount' })}
     FROM settling p LEFT JOIN settled s ON p.invoice = s.invoice
     WHERE NOT p.settles AND (s.day IS NULL OR s.day > p.overdue_day)
     UNION ALL
     SELECT debtor, day, ${event({
       open: '-1',
       open_minor: '-open_before',
       overdue: 'CASE WHEN day > overdue_day THEN -1 ELSE 0 END',
       overdue_minor: 'CASE WHEN day > overdue_day THEN -open_before ELSE 0 END',
       overdue_due: 'CASE WHEN day > overdue_day THEN -rolled ELSE 0 END',
       very_late:
         '(CASE WHEN paid - rolled > 30 THEN 1 ELSE 0 END) - (CASE WHEN day > very_late_day THEN 1 ELSE 0 END)',
       settled: '1',
       settled_late: 'CASE WHEN paid > rolled THEN 1 ELSE 0 END',
       late_days: clamp('paid - rolled'),
       late_days_squared: `${clamp('paid - rolled')} * ${clamp('paid - rolled')}`,
       days_to_pay: `${clamp('paid - issue')} + CASE WHEN day > overdue_day THEN issue ELSE 0 END`,
       paid_day: 'paid',
       last_settled: '(day::BIGINT << 42) + (payment::BIGINT << 10) + least(greatest(paid - rolled, -365), 365) + 365',
     })} FROM settled),
   days AS (
     SELECT debtor, day, ${SUMS.map((name) => `sum(${name}) AS ${name}`).join(', ')},
       max(paid_day) AS paid_day, max(last_settled) AS last_settled
     FROM events GROUP BY debtor, day)
   SELECT debtor, day, ${SUMS.map((name) => `sum(${name}) OVER past AS ${name}`).join(', ')},
     max(paid_day) OVER past AS paid_day, max(last_settled) OVER past AS last_settled,
     min(day) OVER past AS first_day
   FROM days WINDOW past AS (PARTITION BY debtor ORDER BY day ROWS UNBOUNDED PRECEDING)`,
  `CREATE TABLE features AS
   SELECT invoice, settled + overdue AS lessons,
     CASE WHEN lessons > 0 THEN (settled_late + overdue) / lessons END AS late_rate,
     (very_late + ${PRIOR.strength * PRIOR.veryLateRate}) / (lessons + ${PRIOR.strength}) AS very_late_rate,
     (late_days + overdue * (moment - 1) - overdue_due + ${PRIOR.strength * PRIOR.meanLateDays})
       / (lessons + ${PRIOR.strength}) AS mean_late_days,
     CASE WHEN lessons > 0 THEN (days_to_pay + overdue * (moment - 1)) / lessons END AS mean_days_to_pay,
     ((last_settled & 1023) - 365)::DOUBLE AS last_late_days,
     CASE WHEN settled > 1 THEN sqrt(greatest((late_days_squared - late_days * late_days / settled) / (settled - 1), 0)) END
       AS spread_late_days,
     open AS open_count, open_minor / 100 AS open_exposure, overdue AS overdue_count,
     overdue_minor / 100 AS overdue_exposure, (moment - first_day)::DOUBLE AS tenure_days,
     CASE WHEN paid_day IS NOT NULL THEN greatest(moment - paid_day, 0) END::DOUBLE AS days_since_payment,
     CASE WHEN known > 0 THEN amount / known / 100 END AS mean_amount,
     CASE WHEN known > 0 THEN term / known END AS mean_term_days,
     CASE WHEN known > 0 THEN own_amount / 100 / mean_amount END AS amount_ratio
   FROM (
     SELECT i.invoice, i.known AS moment, i.amount AS own_amount, s.first_day, s.paid_day, s.last_settled,
       ${SUMS.map((name) => `coalesce(s.${name}, 0) AS ${name}`).join(', ')}
     FROM invoices i ASOF LEFT JOIN states s ON i.debtor = s.debtor AND i.known > s.day)`,
];

/** The tables that {@link DUCKDB_STATEMENTS} make. */
export const DUCKDB_TABLES = ['settling', 'settled', 'states', 'features'] as const;
