/** Characters that may part the fields of a line, the likeliest first. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;

/** How many lines of the head decide. */
const LINES_READ = 50;

/**
 * The delimiter of a CSV text, from its first lines: the one that parts the header and the most lines into the same
 * number of fields; among equals the one with more fields, then the order of {@link DELIMITERS}. Quoted text does not
 * count. A text without any is read as one column (`,`). O(length of `head`).
 */
export function detectDelimiter(head: string): string {
  let best = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const counts = countPerRecord(head, delimiter);
    const inHeader = counts[0] ?? 0;
    if (inHeader === 0) continue;
    const alike = counts.filter((count) => count === inHeader).length / counts.length;
    const score = alike * 1000 + Math.min(inHeader, 500);
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}

function countPerRecord(head: string, delimiter: string): number[] {
  const counts: number[] = [];
  let count = 0;
  let quoted = false;
  let length = 0;
  for (let i = 0; i < head.length && counts.length < LINES_READ; i++) {
    const char = head[i];
    if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '\n' || char === '\r')) {
      if (length > 0) counts.push(count);
      count = 0;
      length = 0;
      continue;
    } else if (!quoted && char === delimiter) count++;
    length++;
  }
  // The last line may be cut off by the end of the head: it counts only where it is the header itself.
  if (counts.length === 0 && length > 0) counts.push(count);
  return counts;
}
