import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import { Reader } from "./reader.ts";
import type { Visit } from "./visit.ts";

/**
 * Visits that are answered outside Express, as counting sees them. Whoever asks again over the same connection is the
 * same reader object, so that a reader is worked out once for a connection and not once for a page.
 */
export function arrivals(addressOf: (req: IncomingMessage) => string) {
  const readers = new WeakMap<Socket, Reader>();
  const readerOf = (req: IncomingMessage): Reader => {
    const address = addressOf(req);
    const userAgent = req.headers["user-agent"] ?? "";
    const known = readers.get(req.socket);
    if (known?.address === address && known.userAgent === userAgent) return known;
    const reader = new Reader(address, userAgent);
    readers.set(req.socket, reader);
    return reader;
  };
  return (req: IncomingMessage): Visit => ({
    method: req.method ?? "",
    path: req.url ?? "",
    reader: readerOf(req),
    get: (name) => req.headers[name] as string | undefined,
  });
}
