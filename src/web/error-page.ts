import { randomUUID } from "node:crypto";
import type { ErrorRequestHandler, Response } from "express";
import type { MessageKey } from "../messages/translator.ts";
import { cannotSave, TRY_AGAIN_SECONDS } from "../errors.ts";
import { inSources } from "./stack.ts";

/** What a failure looks like to a person. */
export interface ErrorPage {
  status: number;
  title: MessageKey;
  message: MessageKey;
  /** The number under which the log knows it; only where the log has more to say. */
  id?: string;
  /** Met by somebody who works in the admin and can go on there. */
  isAtDesk: boolean;
}

const PAGES: Record<number, [title: MessageKey, message: MessageKey]> = {
  400: ["errors.badRequestTitle", "errors.badRequest"],
  403: ["errors.notAllowedTitle", "errors.notAllowed"],
  404: ["errors.notFoundTitle", "errors.notFound"],
  405: ["errors.badRequestTitle", "errors.badRequest"],
  409: ["errors.conflictTitle", "errors.badRequest"],
  410: ["errors.goneTitle", "errors.gone"],
  413: ["errors.badRequestTitle", "errors.tooLarge"],
  414: ["errors.badRequestTitle", "errors.tooLarge"],
  415: ["errors.badRequestTitle", "errors.badRequest"],
  429: ["errors.tooManyTitle", "errors.tooMany"],
  503: ["errors.notSavedTitle", "errors.notSaved"],
};

/** The same where it is met in the admin. */
const AT_DESK: typeof PAGES = {
  404: ["errors.notFoundAtDeskTitle", "errors.notFoundAtDesk"],
};

/** The last handler: every failure becomes one page, and what was our fault is logged with an id. */
export function errorPages(
  show: (res: Response, page: ErrorPage) => void,
  log: { error: (details: object, message: string) => void },
): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) return next(error);
    const status = statusOf(error);
    // What broke on our side may have broken there too.
    const isAtDesk =
      status < 500 && Boolean(res.locals.viewer) && /^\/(?:admin|account)(?:\/|$)/.test(req.path);
    const page = { ...pageFor(status, error, isAtDesk), isAtDesk };
    if (page.id)
      log.error(
        { id: page.id, method: req.method, path: req.path, error: describe(error) },
        "request failed",
      );
    const { retryAfterSeconds = status === 503 ? TRY_AGAIN_SECONDS : undefined } = error as {
      retryAfterSeconds?: number;
    };
    if (retryAfterSeconds) res.set("Retry-After", String(retryAfterSeconds));
    res.status(page.status);
    res.set("Cache-Control", "private, no-store");
    show(res, page);
  };
}

function statusOf(error: unknown): number {
  if (error instanceof URIError) return 400;
  if (typeof error === "object" && error !== null) {
    const { status, code } = error as { status?: unknown; code?: unknown };
    if (typeof code === "string" && code.startsWith("LIMIT_")) return 413;
    if (cannotSave(error)) return 503;
    if (typeof status === "number" && status >= 400 && status < 500) return status;
  }
  return 500;
}

function pageFor(status: number, error: unknown, isAtDesk: boolean): Omit<ErrorPage, "isAtDesk"> {
  const id = status >= 500 ? randomUUID().slice(0, 8) : undefined;
  if (status === 500) return { status, title: "errors.brokenTitle", message: "errors.broken", id };
  const [title, message] = (isAtDesk ? AT_DESK[status] : undefined) ?? PAGES[status] ?? PAGES[400]!;
  const isCrossSite = error instanceof Error && error.message === "cross-site";
  return { status, title, message: isCrossSite ? "errors.crossSite" : message, id };
}

function describe(error: unknown) {
  return error instanceof Error
    ? { name: error.name, message: error.message, stack: error.stack && inSources(error.stack) }
    : String(error);
}
