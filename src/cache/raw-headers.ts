import type { OutgoingHttpHeaders } from "node:http";

/** Names and values of headers in turn, as `writeHead` takes them. */
export type RawHeaders = readonly string[];

const MOST_HEADERS = 1000;
const known = new Map<string, RawHeaders>();

/** Headers that were set on an answer. What many answers say is one array for all of them. */
export function rawHeaders(headers: OutgoingHttpHeaders): RawHeaders {
  const own: string[] = [];
  for (const [name, value] of Object.entries(headers))
    if (Array.isArray(value)) for (const one of value) own.push(name, one);
    else own.push(name, String(value));
  const text = own.join("\n");
  const same = known.get(text);
  if (same) return same;
  if (known.size < MOST_HEADERS) known.set(text, own);
  return own;
}
