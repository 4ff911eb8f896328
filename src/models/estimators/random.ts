/**
 * A seeded stream of uniform numbers in [0, 1) with 32 random bits each: xoshiro128** (Blackman and Vigna, "Scrambled
 * linear pseudorandom number generators", 2021), seeded through {@link hash32}. Not for secrets. O(1) a draw.
 */
export function createRandom(seed: number): () => number {
  let a = hash32(seed, 1);
  let b = hash32(seed, 2);
  let c = hash32(seed, 3);
  let d = hash32(seed, 4) | 1;
  return () => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result / 4294967296;
  };
}

/**
 * A random-looking unsigned 32-bit integer for a seed and a counter: the same for the same pair whatever was drawn
 * before, so that threads may share a seed by row. Two rounds of
 * {@link scramble32}. O(1).
 */
export function hash32(seed: number, counter: number): number {
  return scramble32((scramble32(seed | 0) + Math.imul(counter, 0x9e3779b9)) | 0) >>> 0;
}

/**
 * Scrambles 32 bits, one to one: the finaliser `lowbias32` of C. Wellons ("Prospecting for hash functions", 2018). The
 * result is a signed int32. O(1).
 */
export function scramble32(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
