import { PayrhythmError, type PayrhythmErrorCode } from '../errors.ts';

/** An error as one thread sends it to another: what a structured copy would lose is spelt out. */
export interface SentError {
  /** Of a `PayrhythmError`, or of a system error. */
  readonly code?: string;
  readonly message: string;
  /** Of a `PayrhythmError` only. */
  readonly details?: Record<string, unknown>;
}

/** An error for another thread; `receiveError` makes the same of it there. O(1). */
export function sendError(error: unknown): SentError {
  const { code, message } = error as NodeJS.ErrnoException;
  return {
    ...(code === undefined ? {} : { code }),
    message,
    ...(error instanceof PayrhythmError ? { details: { ...error.details } } : {}),
  };
}

/** The error that another thread sent. O(1). */
export function receiveError({ code, message, details }: SentError): Error {
  if (details) return new PayrhythmError(code as PayrhythmErrorCode, message, details);
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}
