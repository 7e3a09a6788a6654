import type { Server } from "node:http";
import { Server as NetServer } from "node:net";

const SWEEP_MS = 50;

export interface Draining {
  /**
   * What becomes of kept connections on which nothing is asked: `cut` ends them; `wait` answers what still comes on
   * them and asks their owners to leave, so that nobody's request is lost.
   */
  idle: "cut" | "wait";
  /** When whatever is left is cut. */
  withinMs: number;
}

/** Takes no new connections, finishes what is under way, and resolves when the last connection is gone. */
export function drain(http: Server, { idle, withinMs }: Draining): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => http.closeAllConnections(), withinMs);
    const sweep = idle === "cut" ? setInterval(() => http.closeIdleConnections(), SWEEP_MS) : undefined;
    http.prependListener("request", (_req, res) => {
      res.shouldKeepAlive = false; // says `Connection: close`: RFC 9112, section 9.6
    });
    // An HTTP server's own `close` cuts idle connections, also one on which a request is just arriving.
    NetServer.prototype.close.call(http, () => {
      clearTimeout(limit);
      clearInterval(sweep);
      resolve();
    });
    if (idle === "cut") http.closeIdleConnections();
  });
}
