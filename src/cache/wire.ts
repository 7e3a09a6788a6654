import type { IncomingMessage, ServerResponse } from "node:http";
import type { RawHeaders } from "./raw-headers.ts";

/** How long a kept connection may be idle, in seconds: what every answer says of it. */
export const KEEP_ALIVE_SECONDS = 5;

/** Headers of an answer: those that many answers have in common, as one array for all of them, and its own. */
export interface AnswerHeaders {
  common: RawHeaders;
  own: RawHeaders;
}

/** A whole answer as it goes over the wire: status line, headers and body in one piece of memory. */
export interface Wire {
  bytes: Buffer;
  /** The answer stands where the next passing one will stand: it is written at once, or lost. */
  isPassing: boolean;
  /** Where its date stands, and which second it tells. */
  dateAt: number;
  second: number;
  bodyAt: number;
}

const DATE = "Thu, 01 Jan 1970 00:00:00 GMT";

/** Where passing answers are put together. A longer one gets memory of its own. */
const DESK_BYTES = 128 * 1024;
let desk = Buffer.allocUnsafeSlow(DESK_BYTES);

/** An answer with these headers; `Date` and the state of the connection are added, as Node adds them. The body is its parts in turn. */
export function wireOf(
  status: "200 OK" | "304 Not Modified",
  { common, own }: AnswerHeaders,
  body: readonly Buffer[],
  isPassing = false,
): Wire {
  const lines = `HTTP/1.1 ${status}\r\n${commonLines(common)}${linesOf(own)}Date: `;
  const head = `${lines}${DATE}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${KEEP_ALIVE_SECONDS}\r\n\r\n`;
  const length = head.length + lengthOf(body);
  // Memory of its own: a piece of the shared pool would keep the pool alive.
  const bytes =
    isPassing && length <= desk.length ? desk.subarray(0, length) : Buffer.allocUnsafeSlow(length);
  bytes.write(head, "latin1");
  let at = head.length;
  for (const part of body) {
    bytes.set(part, at);
    at += part.length;
  }
  return { bytes, isPassing, dateAt: lines.length, second: 0, bodyAt: head.length };
}

const known = new WeakMap<RawHeaders, string>();

function commonLines(headers: RawHeaders): string {
  let lines = known.get(headers);
  if (lines === undefined) known.set(headers, (lines = linesOf(headers)));
  return lines;
}

function linesOf(headers: RawHeaders): string {
  let lines = "";
  for (let index = 0; index < headers.length; index += 2)
    lines += `${headers[index]!}: ${headers[index + 1]!}\r\n`;
  return lines;
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
  const socket = res.socket!;
  socket.write(wire.bytes, (error) => {
    if (!error) res.emit("finish");
  });
  // What the system has not taken yet stays where it is until it is sent.
  if (wire.isPassing && socket.writableLength > 0) desk = Buffer.allocUnsafeSlow(DESK_BYTES);
}

let told = { second: -1, date: "" };

function dateAt(second: number): string {
  if (told.second !== second) told = { second, date: new Date(second * 1000).toUTCString() };
  return told.date;
}
