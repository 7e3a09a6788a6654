/** The failures a person can meet. `web/error-page.ts` gives each its HTTP status and a page. */
export class NotFound extends Error {
  readonly status: number = 404;
}
/** What stood at this address was deleted for good. */
export class Gone extends Error {
  readonly status = 410;
}
export class NotAllowed extends Error {
  readonly status = 403;
}
/** The request contradicts what is stored, such as the same comment twice. */
export class Conflict extends Error {
  readonly status = 409;
}
export class TooManyRequests extends Error {
  readonly status = 429;
  readonly retryAfterSeconds: number;
  constructor(message: string, retryAfterSeconds: number) {
    super(message);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
/** The request cannot be understood, or is larger than this address accepts, or nothing answers to its method. */
export class BadRequest extends Error {
  readonly status: number;
  constructor(message: string, status: 400 | 405 | 413 | 415 = 400) {
    super(message);
    this.status = status;
  }
}

/** As SQLite says it, and as the system does. */
const CANNOT_SAVE = /^(?:SQLITE_(?:BUSY|FULL|IOERR|READONLY)|(?:ENOSPC|EDQUOT|EIO|EROFS)$)/;
export const TRY_AGAIN_SECONDS = 30;

/** Whether the disk is full, does not answer or is read-only, or another process is writing: nothing can be saved just now. */
export function cannotSave(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && CANNOT_SAVE.test(code);
}
