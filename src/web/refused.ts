import type { Duplex } from "node:stream";

/** What Node's parser says of a request that no handler gets to see. */
export interface ParserError extends Error {
  code?: string;
  /** The bytes it was reading. */
  rawPacket?: Buffer;
}

/**
 * Answers a request that cannot be read: 414 where the address does not end, 431 where the headers do not, 408 where they
 * do not come, otherwise 400; after what was asked before it in the same turn of the event loop, which is answered at the
 * end of the turn. RFC 9110 §15.5, RFC 6585 §5
 */
export function answerRefused(error: ParserError, socket: Duplex): void {
  setImmediate(() => refuse(error, socket));
}

function refuse(error: ParserError, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  socket.end(`HTTP/1.1 ${statusOf(error)}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function statusOf({ code, rawPacket }: ParserError): string {
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return "408 Request Timeout";
  if (code !== "HPE_HEADER_OVERFLOW") return "400 Bad Request";
  return rawPacket?.includes("\r\n") ? "431 Request Header Fields Too Large" : "414 URI Too Long";
}
