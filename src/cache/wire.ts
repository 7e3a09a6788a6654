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

type Status = "200 OK" | "304 Not Modified";

const DATE = "Thu, 01 Jan 1970 00:00:00 GMT";

/** Where passing answers are put together. A longer one gets memory of its own. */
const DESK_BYTES = 128 * 1024;
let desk = Buffer.allocUnsafeSlow(DESK_BYTES);

/** What follows the headers: so many bytes, written to where they shall stand. */
export interface Body {
  length: number;
  put: (memory: Buffer, at: number) => void;
}

export function bodyOf(bytes: Buffer): Body {
  return { length: bytes.length, put: (memory, at) => memory.set(bytes, at) };
}

/** An answer with these headers; `Date` and the state of the connection are added, as Node adds them. */
export function wireOf(status: Status, { common, own }: AnswerHeaders, body: Body, isPassing = false): Wire {
  const first = beginning(status, common);
  const lines = `${linesOf(own)}Date: `;
  const last = `${lines}${DATE}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${KEEP_ALIVE_SECONDS}\r\n\r\n`;
  const bodyAt = first.length + last.length;
  const length = bodyAt + body.length;
  // Memory of its own: a piece of the shared pool would keep the pool alive.
  const bytes =
    isPassing && length <= desk.length ? desk.subarray(0, length) : Buffer.allocUnsafeSlow(length);
  bytes.set(first);
  bytes.write(last, first.length, "latin1");
  body.put(bytes, bodyAt);
  return { bytes, isPassing, dateAt: first.length + lines.length, second: 0, bodyAt };
}

const beginnings = {
  "200 OK": new WeakMap<RawHeaders, Buffer>(),
  "304 Not Modified": new WeakMap<RawHeaders, Buffer>(),
};

/** How all answers with this status and these headers begin. */
function beginning(status: Status, headers: RawHeaders): Buffer {
  let bytes = beginnings[status].get(headers);
  if (!bytes) {
    bytes = Buffer.from(`HTTP/1.1 ${status}\r\n${linesOf(headers)}`, "latin1");
    beginnings[status].set(headers, bytes);
  }
  return bytes;
}

function linesOf(headers: RawHeaders): string {
  let lines = "";
  for (let index = 0; index < headers.length; index += 2)
    lines += `${headers[index]!}: ${headers[index + 1]!}\r\n`;
  return lines;
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
