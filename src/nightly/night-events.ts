/**
 * Names of the events that a night logs, with what each says. Stable: alerts may be built on them. Levels: `info`,
 * `warning`, `error`.
 */
export const NIGHT_EVENTS = {
  run_started: 'a night begins: as-of date, source and target',
  target_waiting: 'another run holds the target; this one waits',
  leftovers_removed: 'what an interrupted run had left was removed',
  current_damaged: 'the record of the current run cannot be read; this night starts afresh',
  not_in_partitions: 'the ledger is large, and is held in memory as a whole after all',
  ledger_loaded: 'the ledger was read: rows and rejects',
  import_warning: 'something in the ledger was accepted but deserves a look, counted',
  rows_rejected: 'rows that could not be used; they are in rejects.csv, or the table rejects',
  rows_collapsed: 'rows that repeat another one in every cell, each counted once',
  rows_known_later: 'the ledger has rows known on or after the as-of date: a past day, or a clock that is behind',
  as_of_went_back: 'the current queue is of a later day than this one, and is replaced',
  cash_stale: 'the newest booked payment is too old',
  cash_unknown: 'the ledger has no payment: who has paid cannot be told',
  model_loaded: 'the model of the current run is used',
  model_damaged: 'the kept model cannot be read, or is gone, and a new one is trained',
  model_unfit: 'the kept model does not fit this night (settings, currency, day), and a new one is trained',
  model_due: 'a training is due, with the reasons',
  model_replaced: 'a new model is used from now on',
  model_kept: 'the challenger was worse and the old model stays',
  thin_history: 'too little history for more than the debtor’s own record',
  calibration_alert: 'forecasts came true worse than chance explains',
  drift_alert: 'the population has moved since the model was trained',
  queue_warning: 'something a reader of the queue should know',
  queue_ranked: 'the queue is decided: calls, debtors left alone, amounts',
  run_published: 'the run is current now',
  run_already_published: 'the same inputs were published for this day before; nothing new is written',
  runs_removed: 'runs older than the retention were removed',
} as const;

/** One of {@link NIGHT_EVENTS}. */
export type NightEvent = keyof typeof NIGHT_EVENTS;

/** Takes the messages of a night. */
export interface NightLog {
  info(event: NightEvent, message: string, facts?: Record<string, unknown>): void;
  warn(event: NightEvent, message: string, facts?: Record<string, unknown>): void;
  /** Names the stage that begins. */
  stage(name: NightStage): void;
  /** What the last run took, seconds a stage and rows; empty and 0 on the first night. */
  expect(seconds: Partial<Record<NightStage, number>>, rows: number): void;
}

/** The stages of a night, in order. */
export const NIGHT_STAGES = ['hold', 'load', 'health', 'train', 'rank', 'publish'] as const;
/** One of {@link NIGHT_STAGES}. */
export type NightStage = (typeof NIGHT_STAGES)[number];
