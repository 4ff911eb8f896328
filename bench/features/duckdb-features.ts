import { PRIOR } from './bench-features.ts';
import { TOLERANCE_MINOR } from './generate-columns.ts';

/** Largest and smallest days late that enter a mean. */
const clamp = (days: string): string => `least(greatest(${days}, -365), 365)::DOUBLE`;

const PAID = ['paid_minor', 'settled', 'settled_late', 'settled_very', 'late_days', 'late_days_squared', 'days_to_pay'];
const OVERDUE = ['overdue', 'overdue_minor', 'overdue_due', 'overdue_issue', 'very_late'];
const WINDOW = 'WINDOW past AS (PARTITION BY debtor ORDER BY day ROWS UNBOUNDED PRECEDING)';
const running = (names: readonly string[]): string =>
  names.map((name) => `sum(${name}) OVER past AS ${name}`).join(', ');
const zeros = (alias: string, names: readonly string[]): string =>
  names.map((name) => `coalesce(${alias}.${name}, 0) AS ${name}`).join(', ');

/**
 * The bench features in DuckDB SQL, statement by statement: what each payment settles (a window over the payments of an
 * invoice); a debtor's record as running sums over its days, one table for what it was invoiced, one for what it paid
 * and one for what was overdue; ASOF joins from each invoice's issue to the last state strictly before it. What was
 * invoiced before an issue day needs no ASOF join: that day is in the table, and its frame ends before it. The last
 * settlement is a running maximum of its day, the payment's place and the days late packed into one integer.
 *
 * Measured slower on the way here: all changes as one table of events (one wide window, one ASOF join), windows over
 * events that are not gathered by day first, and windows without partitions over sorted events.
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
  `CREATE TABLE invoiced_before AS
   SELECT debtor, day, sum(known) OVER past AS known, sum(amount) OVER past AS amount, sum(term) OVER past AS term,
     min(day) OVER past AS first_day
   FROM (
     SELECT debtor, known AS day, count(*)::DOUBLE AS known, sum(amount) AS amount, sum(due - issue)::DOUBLE AS term
     FROM invoices GROUP BY debtor, known)
   WINDOW past AS (PARTITION BY debtor ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)`,
  `CREATE TABLE paid_by AS
   SELECT debtor, day, ${running(PAID)}, max(paid_day) OVER past AS paid_day, max(last_settled) OVER past AS last_settled
   FROM (
     SELECT debtor, day, sum(CASE WHEN settles THEN open_before ELSE amount END) AS paid_minor,
       count(*) FILTER (settles)::DOUBLE AS settled,
       count(*) FILTER (settles AND paid > rolled)::DOUBLE AS settled_late,
       count(*) FILTER (settles AND paid - rolled > 30)::DOUBLE AS settled_very,
       sum(${clamp('paid - rolled')}) FILTER (settles) AS late_days,
       sum(${clamp('paid - rolled')} * ${clamp('paid - rolled')}) FILTER (settles) AS late_days_squared,
       sum(${clamp('paid - issue')}) FILTER (settles) AS days_to_pay,
       max(paid) FILTER (settles) AS paid_day,
       max((day::BIGINT << 42) + (payment::BIGINT << 10) + least(greatest(paid - rolled, -365), 365) + 365)
         FILTER (settles) AS last_settled
     FROM settling GROUP BY debtor, day)
   ${WINDOW}`,
  `CREATE TABLE overdue_by AS
   WITH changes AS (
     SELECT i.debtor, greatest(i.known, i.rolled) AS day, 1 AS overdue, i.amount AS overdue_minor,
       i.rolled AS overdue_due, i.issue AS overdue_issue, 0 AS very_late
     FROM invoices i LEFT JOIN settled s ON i.invoice = s.invoice
     WHERE s.day IS NULL OR s.day > greatest(i.known, i.rolled)
     UNION ALL
     SELECT debtor, day, -1, -open_before, -rolled, -issue, CASE WHEN day > very_late_day THEN -1 ELSE 0 END
     FROM settled WHERE day > overdue_day
     UNION ALL
     SELECT p.debtor, greatest(p.day, p.overdue_day), 0, -p.amount, 0, 0, 0
     FROM settling p LEFT JOIN settled s ON p.invoice = s.invoice
     WHERE NOT p.settles AND (s.day IS NULL OR s.day > p.overdue_day)
     UNION ALL
     SELECT i.debtor, greatest(i.known, i.rolled + 30), 0, 0, 0, 0, 1
     FROM invoices i LEFT JOIN settled s ON i.invoice = s.invoice
     WHERE s.day IS NULL OR s.day > greatest(i.known, i.rolled + 30))
   SELECT debtor, day, ${running(OVERDUE)}
   FROM (SELECT debtor, day, ${OVERDUE.map((name) => `sum(${name})::DOUBLE AS ${name}`).join(', ')} FROM changes GROUP BY debtor, day)
   ${WINDOW}`,
  `CREATE TABLE features AS
   SELECT invoice, settled + overdue AS lessons,
     CASE WHEN lessons > 0 THEN (settled_late + overdue) / lessons END AS late_rate,
     (settled_very + very_late + ${PRIOR.strength * PRIOR.veryLateRate}) / (lessons + ${PRIOR.strength}) AS very_late_rate,
     (late_days + overdue * (moment - 1) - overdue_due + ${PRIOR.strength * PRIOR.meanLateDays})
       / (lessons + ${PRIOR.strength}) AS mean_late_days,
     CASE WHEN lessons > 0 THEN (days_to_pay + overdue * (moment - 1) - overdue_issue) / lessons END AS mean_days_to_pay,
     ((last_settled & 1023) - 365)::DOUBLE AS last_late_days,
     CASE WHEN settled > 1 THEN sqrt(greatest((late_days_squared - late_days * late_days / settled) / (settled - 1), 0)) END
       AS spread_late_days,
     known - settled AS open_count, (amount - paid_minor) / 100 AS open_exposure, overdue AS overdue_count,
     overdue_minor / 100 AS overdue_exposure, (moment - first_day)::DOUBLE AS tenure_days,
     CASE WHEN paid_day IS NOT NULL THEN greatest(moment - paid_day, 0) END::DOUBLE AS days_since_payment,
     CASE WHEN known > 0 THEN amount / known / 100 END AS mean_amount,
     CASE WHEN known > 0 THEN term / known END AS mean_term_days,
     CASE WHEN known > 0 THEN own_amount / 100 / mean_amount END AS amount_ratio
   FROM (
     SELECT i.invoice, i.known AS moment, i.amount AS own_amount, b.first_day, p.paid_day, p.last_settled,
       ${zeros('b', ['known', 'amount', 'term'])}, ${zeros('p', PAID)}, ${zeros('o', OVERDUE)}
     FROM invoices i
     JOIN invoiced_before b ON i.debtor = b.debtor AND i.known = b.day
     ASOF LEFT JOIN paid_by p ON i.debtor = p.debtor AND i.known > p.day
     ASOF LEFT JOIN overdue_by o ON i.debtor = o.debtor AND i.known > o.day)`,
];

/** The tables that {@link DUCKDB_STATEMENTS} make. */
export const DUCKDB_TABLES = ['settling', 'settled', 'invoiced_before', 'paid_by', 'overdue_by', 'features'] as const;
