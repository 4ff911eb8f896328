/**
 * The ways from a run day to an arrival that monthly runs are searched for: lag and its unit. The first four are the
 * business-day lags 0–3, whose arrivals of one run day are all different.
 */
export const LAG_VARIANTS: readonly { readonly lag: number; readonly unit: 'business' | 'calendar' }[] = [
  { lag: 0, unit: 'business' },
  { lag: 1, unit: 'business' },
  { lag: 2, unit: 'business' },
  { lag: 3, unit: 'business' },
  { lag: 2, unit: 'calendar' },
  { lag: 3, unit: 'calendar' },
];

/** Number of {@link LAG_VARIANTS}. */
export const LAGS = 6;
/** Business-day lags among the lag variants: 0–3. */
export const BUSINESS_LAGS = 4;
/** Business days counted from either end of the month: n = 1…12 and −1…−12. */
export const BUSINESS_DAY_REACH = 12;

/** First column of the weekday masks of a day: one for each roll (0 = following, 1 = preceding). */
export const COLUMN_WEEK = 0;
/** First column of the fortnight masks: for each roll the business-day lags. */
export const COLUMN_FORTNIGHT = 2;
/** First column of the day-of-month masks: for each roll the lag variants. */
export const COLUMN_MONTH_DAY = COLUMN_FORTNIGHT + 2 * BUSINESS_LAGS;
/** First column of the business-day-of-month masks: the lag variants. */
export const COLUMN_BUSINESS_DAY = COLUMN_MONTH_DAY + 2 * LAGS;
/** Masks a day has: one for each family, roll and lag. */
export const COLUMNS = COLUMN_BUSINESS_DAY + LAGS;

/** Bits a mask can have; counters are laid out as column · MASK_BITS + bit. */
export const MASK_BITS = 32;
/** Counters of one stretch of dates. */
export const COUNTERS = COLUMNS * MASK_BITS;
/** Most stretches that a history is cut into. */
export const MOST_STRETCHES = 4;
