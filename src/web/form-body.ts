import express, { type RequestHandler } from "express";
import { BadRequest } from "../errors.ts";
import type { FormBody } from "./form.ts";

interface Bounds {
  /** Bytes, or as Express writes them: "4mb". */
  limit: number | string;
  mostFields: number;
}

/**
 * Reads what a form sends (application/x-www-form-urlencoded) into `req.body`. Works on bytes, since a text of a million
 * characters is full of escapes, and each would be garbage if it was taken out as a string of its own.
 */
export function readForm({ limit, mostFields }: Bounds): RequestHandler {
  const read = express.raw({ type: "application/x-www-form-urlencoded", limit });
  return express.Router().use(read, (req, _res, next) => {
    if (Buffer.isBuffer(req.body)) req.body = parseForm(req.body, mostFields);
    next();
  });
}

/** The signs that mean something, as bytes. */
const [AND, EQUALS, PLUS, PERCENT, SPACE] = [0x26, 0x3d, 0x2b, 0x25, 0x20];

/** URL Standard, §5.1; a name that comes more than once has all its values. Throws BadRequest. */
export function parseForm(bytes: Buffer, mostFields: number): NonNullable<FormBody> {
  const fields = Object.create(null) as Record<string, string | string[]>;
  let count = 0;
  for (let at = 0; at < bytes.length;) {
    const next = bytes.indexOf(AND, at);
    const end = next === -1 ? bytes.length : next;
    const pair = bytes.subarray(at, end);
    at = end + 1;
    if (pair.length === 0) continue;
    count += 1;
    if (count > mostFields) throw new BadRequest("The form has too many fields.", 413);
    const equals = pair.indexOf(EQUALS);
    const name = decode(equals === -1 ? pair : pair.subarray(0, equals));
    const value = equals === -1 ? "" : decode(pair.subarray(equals + 1));
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

function decode(bytes: Buffer): string {
  const text = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at]!;
    if (byte === PLUS) text[length++] = SPACE;
    else if (byte !== PERCENT) text[length++] = byte;
    else {
      const [high, low] = [digit(bytes[at + 1]), digit(bytes[at + 2])];
      if (high < 0 || low < 0) text[length++] = byte;
      else {
        text[length++] = 16 * high + low;
        at += 2;
      }
    }
  }
  return text.toString("utf8", 0, length);
}

/** The value of a hexadecimal digit, -1 for any other byte. */
function digit(byte = 0): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
