/** What each business day of spread of arrivals costs the search: as if it doubled or more the rivals. */
export const JITTER_COST = 1.4;
/**
 * What spread arrivals cost beside due dates, by business days of spread: the commonest lags after due dates of a
 * monthly rhythm look the same.
 */
export const SPREAD_COSTS = [0, 4.5, 6, 7.5];
