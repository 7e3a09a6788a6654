import type { IncomingMessage, ServerResponse } from "node:http";
import type { RawHeaders } from "./kept-page.ts";

/** How long a kept connection may be idle, in seconds: what every answer says of it. */
export const KEEP_ALIVE_SECONDS = 5;

/** A whole answer as it goes over the wire: status line, headers and body in one piece of memory. */
export interface Wire {
  bytes: Buffer;
  /** Where its date stands, and which second it tells. */
  dateAt: number;
  second: number;
  bodyAt: number;
}

const DATE = "Thu, 01 Jan 1970 00:00:00 GMT";

/** An answer with these headers; `Date` and the state of the connection are added, as Node adds them. The body is its parts in turn. */
export function wireOf(
  status: "200 OK" | "304 Not Modified",
  headers: RawHeaders,
  body: readonly Buffer[],
): Wire {
  let head = `HTTP/1.1 ${status}\r\n`;
  for (let index = 0; index < headers.length; index += 2)
    head += `${headers[index]!}: ${headers[index + 1]!}\r\n`;
  const dateAt = head.length + "Date: ".length;
  head += `Date: ${DATE}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${KEEP_ALIVE_SECONDS}\r\n\r\n`;
  // Memory of its own: a piece of the shared pool would keep the pool alive.
  const bytes = Buffer.allocUnsafeSlow(head.length + lengthOf(body));
  bytes.write(head, "latin1");
  let at = head.length;
  for (const part of body) at += part.copy(bytes, at);
  return { bytes, dateAt, second: 0, bodyAt: head.length };
}

/** Bytes of a body in parts. */
export function lengthOf(body: readonly Buffer[]): number {
  return body.reduce((sum, part) => sum + part.length, 0);
}

/**
 * Whether an answer may go out as it is: to a GET over a connection that stays open, on which no earlier answer is still
 * under way.
 */
export function takesWire(req: IncomingMessage, res: ServerResponse): boolean {
  return res.socket !== null && res.shouldKeepAlive && req.httpVersionMinor === 1 && req.method === "GET";
}

/**
 * Writes an answer in one call. Node would put its headers together and check them anew each time, which costs as much
 * as everything else about a finished page. The answer is finished when the bytes are with the system, as any other:
 * only then Node takes the next request of the connection. `time` is in milliseconds since 1970.
 */
export function writeWire(res: ServerResponse, wire: Wire, time: number): void {
  const second = Math.floor(time / 1000);
  if (wire.second !== second) {
    wire.bytes.write(dateAt(second), wire.dateAt, "latin1");
    wire.second = second;
  }
  res.socket!.write(wire.bytes, (error) => {
    if (!error) res.emit("finish");
  });
}

let known = { second: -1, text: "" };

function dateAt(second: number): string {
  if (known.second !== second) known = { second, text: new Date(second * 1000).toUTCString() };
  return known.text;
}
