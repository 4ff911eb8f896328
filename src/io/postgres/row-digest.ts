import { createHash } from 'node:crypto';

/** A digest of rows that does not depend on their order, since a database keeps none. */
export interface RowDigest {
  add(bytes: Buffer): void;
  /** 64 hexadecimal digits. */
  finish(): string;
}

const LINE_FEED = 10;

/**
 * Adds up two 32-bit FNV-1a hashes of each line and their product, and takes the SHA-256 of the sums. Tells whether rows
 * changed; no defence against rows made to collide. O(bytes).
 */
export function createRowDigest(): RowDigest {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  let rows = 0;
  let bytes = 0;
  let sumA = 0;
  let sumB = 0;
  let sumAB = 0;
  return {
    add(chunk) {
      bytes += chunk.length;
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at];
        if (byte !== LINE_FEED) {
          a = Math.imul(a ^ byte, 0x01000193);
          b = Math.imul(b ^ byte ^ (a >>> 15), 0x01000193);
          continue;
        }
        rows++;
        sumA = (sumA + (a >>> 0)) % 0x1fffffffffffff;
        sumB = (sumB + (b >>> 0)) % 0x1fffffffffffff;
        sumAB = (sumAB + (Math.imul(a, b | 1) >>> 0)) % 0x1fffffffffffff;
        a = 0x811c9dc5;
        b = 0x9e3779b9;
      }
    },
    finish: () => createHash('sha256').update([rows, bytes, sumA, sumB, sumAB].join(':')).digest('hex'),
  };
}
