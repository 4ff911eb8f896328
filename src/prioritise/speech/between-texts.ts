/** What stands between several texts in one cell; no text holds it. */
export const BETWEEN_TEXTS = ' | ';
