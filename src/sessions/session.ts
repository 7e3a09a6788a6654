import type { Message } from "../messages/translator.ts";
import type { Viewer } from "../users/user.ts";

/** One sentence for the next page, with an action that takes back what was done. */
export interface Flash {
  message: Message;
  tone: "done" | "problem";
  /** Where more of it can be read. */
  link?: { href: string; label: Message };
  undo?: { action: string; fields: Record<string, string> };
}

declare module "express-session" {
  interface SessionData {
    userId?: number;
    /** users.session_epoch at sign-in: a higher one there ends this session. */
    epoch?: number;
    /** Milliseconds since 1970. */
    startedAt?: number;
    flash?: Flash;
  }
}

declare module "express-serve-static-core" {
  interface Locals {
    /** Who is signed in; null for readers. Set by sessions/guard.ts on every request. */
    viewer: Viewer | null;
  }
}
