/**
 * Gives the memory of one ledger column: that many bytes, all zero. Plain memory by default; a caller that hands a
 * ledger to worker threads gives `(bytes) => new SharedArrayBuffer(bytes)`, and nothing has to be copied for them.
 */
export type Allocate = (bytes: number) => ArrayBufferLike;

/** Plain memory, of this thread alone. */
export const allocatePlain: Allocate = (bytes) => new ArrayBuffer(bytes);
