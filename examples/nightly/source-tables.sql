-- A ledger in PostgreSQL, as payrhythm reads it. Only invoices is required; every column that is not marked
-- NOT NULL may be left out. Views do as well: give your own tables these names and columns in a schema of views.
CREATE SCHEMA IF NOT EXISTS receivables;

CREATE TABLE receivables.debtors (
  debtor_id text PRIMARY KEY,
  name text,
  kind text CHECK (kind IN ('company', 'sole_trader', 'consumer', 'public_body')),
  country char(2),
  language char(2),
  contact_name text,
  phone text,
  do_not_call boolean,
  direct_debit boolean,
  handed_over_on date,
  insolvent_on date,
  payer_id text
);

CREATE TABLE receivables.invoices (
  invoice_id text PRIMARY KEY,
  debtor_id text NOT NULL,
  issue_date date NOT NULL,
  due_date date NOT NULL,
  amount numeric(14, 2) NOT NULL,
  currency char(3),
  kind text CHECK (kind IN ('invoice', 'credit_note')),
  known_on date,
  sent_on date,
  verified boolean,
  direct_debit boolean,
  entity text
);

CREATE TABLE receivables.payments (
  payment_id text,
  debtor_id text NOT NULL,
  invoice_id text,
  paid_on date NOT NULL,
  booked_on date,
  applied_on date,
  amount numeric(14, 2) NOT NULL,
  currency char(3),
  kind text CHECK (kind IN ('payment', 'refund', 'write_off', 'returned'))
);

CREATE TABLE receivables.contacts (
  debtor_id text NOT NULL,
  at timestamp NOT NULL,
  channel text CHECK (channel IN ('call', 'email', 'letter', 'sms')),
  outcome text,
  invoice_id text,
  note text,
  agent text,
  assigned text CHECK (assigned IN ('queue', 'holdout', 'other')),
  propensity double precision
);

CREATE TABLE receivables.promises (
  promise_id text,
  debtor_id text NOT NULL,
  promised_on date NOT NULL,
  due_on date NOT NULL,
  amount numeric(14, 2),
  invoice_id text
);

CREATE TABLE receivables.disputes (
  dispute_id text,
  invoice_id text NOT NULL,
  opened_on date NOT NULL,
  resolved_on date,
  reason text
);

CREATE TABLE receivables.plans (
  plan_id text,
  debtor_id text NOT NULL,
  due_on date NOT NULL,
  amount numeric(14, 2) NOT NULL,
  agreed_on date
);

-- The role that payrhythm reads with may only read, the role that it publishes with may only write its own schema:
--   CREATE ROLE payrhythm_reader LOGIN PASSWORD '…';
--   GRANT USAGE ON SCHEMA receivables TO payrhythm_reader;
--   GRANT SELECT ON ALL TABLES IN SCHEMA receivables TO payrhythm_reader;
--   CREATE ROLE payrhythm_writer LOGIN PASSWORD '…';
--   CREATE SCHEMA payrhythm AUTHORIZATION payrhythm_writer;
