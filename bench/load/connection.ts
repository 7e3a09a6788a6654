import { connect, type Socket } from "node:net";

const HEAD_END = Buffer.from("\r\n\r\n");
const LENGTH = Buffer.from("\r\nContent-Length: ");
const STATUS_AT = "HTTP/1.1 ".length;
const ZERO = 48;
const READ_BYTES = 64 * 1024;

/**
 * One kept-alive connection that sends a request, reads the whole answer, says so, and sends the next: `answered` hears
 * the status and returns the bytes of the next request, or undefined to stop. Answers tell their length (or are a 304,
 * which has no body); nothing else is looked at, and everything is read into the same memory, so that the generator costs
 * less than what it measures.
 */
export function keepAsking(
  port: number,
  first: Buffer,
  answered: (status: number) => Buffer | undefined,
): Socket {
  let pending: Buffer | undefined;
  let status = 0;
  let left = -1; // bytes of the body still to come; -1 while its head is being read
  const next = () => {
    left = -1;
    const request = answered(status);
    if (request) socket.write(request);
    else socket.end();
  };
  const take = (length: number, memory: Uint8Array): boolean => {
    if (left > 0) {
      left -= length;
      if (left === 0) next();
      return true;
    }
    const chunk = Buffer.from(memory.buffer, memory.byteOffset, length);
    const data = pending ? Buffer.concat([pending, chunk]) : chunk;
    const end = data.indexOf(HEAD_END);
    pending = end === -1 ? Buffer.from(data) : undefined;
    if (end === -1) return true;
    status = Number(data.toString("latin1", STATUS_AT, STATUS_AT + 3));
    left = lengthIn(data, end, status) - (data.length - end - HEAD_END.length);
    if (left === 0) next();
    return true;
  };
  const onread = { buffer: Buffer.allocUnsafeSlow(READ_BYTES), callback: take };
  const socket = connect({ port, host: "127.0.0.1", noDelay: true, onread });
  socket.once("connect", () => socket.write(first));
  return socket;
}

function lengthIn(data: Buffer, end: number, status: number): number {
  if (status === 304 || status === 204) return 0;
  const at = data.indexOf(LENGTH);
  if (at === -1 || at > end)
    throw new Error(`An answer does not tell its length:\n${data.toString("latin1", 0, end)}`);
  let length = 0;
  for (let place = at + LENGTH.length; data[place]! >= ZERO; place += 1)
    length = length * 10 + data[place]! - ZERO;
  return length;
}
