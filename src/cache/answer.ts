import type { IncomingMessage, ServerResponse } from "node:http";
import { brotliCompressSync, constants, gunzipSync } from "node:zlib";
import type { Filling } from "./filling.ts";
import type { Encoding, KeptPage } from "./kept-page.ts";
import { gzipLength, putGzip } from "./packed-page.ts";
import type { RawHeaders } from "./raw-headers.ts";
import { bodyOf, takesWire, wireOf, writeWire, type AnswerHeaders, type Body, type Wire } from "./wire.ts";

/**
 * From this many times on, an answer is kept that was put together of pieces, with gzip; from the first on where the answer
 * before was kept, which had other counts or widgets.
 */
const KEPT_FROM = 3;
/**
 * From this many times on, a page is worth compressing as a whole with Brotli where the browser takes it: a hundred times
 * the work. While many read there is no time left over for pages that only a few ask for.
 */
const WHOLE_FROM = 3;
const WHOLE_FROM_WHEN_BUSY = 50;
const BROTLI_QUALITY = 5;

/** Which ways of compressing a browser takes, by the header that says so: there are few different ones. */
const accepted = new Map<string, { gzip: boolean; br: boolean }>();
const MOST_HEADERS = 1000;
/** In letters. Longer ones are no browser's, and read each time. */
const LONGEST_REMEMBERED = 100;

/** How things stand when a page is sent. */
export interface Moment {
  filling: Filling;
  /** Milliseconds since 1970. */
  time: number;
  /** Whether many read just now. */
  isBusy: boolean;
}

/** Sends a kept page, or says that the browser has it already (304). */
export function sendKept(page: KeptPage, now: Moment, req: IncomingMessage, res: ServerResponse): void {
  const { filling } = now;
  const way = choose(page, now, req);
  const { encoding } = way;
  if (isKnown(page, now, req)) {
    res.writeHead(304, all(headersOf304(page, filling, encoding))).end();
    return;
  }
  // Before the answer is kept, which may take its room from the page itself.
  const own = ownHeaders(page, filling, encoding);
  const { bytes, bodyAt } = pageIn(page, filling, { ...way, isPassing: false });
  own.push(...aboutBody(encoding, bytes.length - bodyAt));
  res.writeHead(200, all({ common: page.headers, own }));
  res.end(req.method === "HEAD" ? undefined : bytes.subarray(bodyAt));
}

/** The same in front of the site, as it goes over the wire. */
export function writeKept(page: KeptPage, now: Moment, req: IncomingMessage, res: ServerResponse): void {
  if (!takesWire(req, res)) return sendKept(page, now, req, res);
  const { filling, time } = now;
  const way = choose(page, now, req);
  if (!isKnown(page, now, req)) return writeWire(res, pageIn(page, filling, way), time);
  res.statusCode = 304;
  writeWire(res, notModifiedIn(page, filling, way), time);
}

/** How an answer goes out. */
interface Way {
  encoding: Encoding;
  isKept: boolean;
  /** Put together where the next such answer will be: it is written at once. */
  isPassing: boolean;
}

/** The page, kept where it is asked for often enough: most pages of a large archive are asked for once in a while. */
function pageIn(page: KeptPage, filling: Filling, way: Way): Wire {
  const { encoding, isKept } = way;
  const known = page.answers[encoding];
  if (known?.page) return known.page;
  const wire = make(page, filling, way);
  if (isKept) page.keepAnswer(encoding, { page: wire, notModified: known?.notModified });
  return wire;
}

const NO_BODY = Buffer.alloc(0);

function notModifiedIn(page: KeptPage, filling: Filling, { encoding, isKept }: Way): Wire {
  const known = page.answers[encoding];
  if (known?.notModified) return known.notModified;
  const headers = headersOf304(page, filling, encoding);
  const wire = wireOf("304 Not Modified", headers, bodyOf(NO_BODY));
  if (isKept) page.keepAnswer(encoding, { page: known?.page, notModified: wire });
  return wire;
}

/**
 * In which encoding the page goes out, and whether it is asked for often enough to be kept so. What was made for another
 * filling of its places is forgotten.
 */
function choose(page: KeptPage, { filling, isBusy }: Moment, req: IncomingMessage): Way {
  if (page.hasPlaces && page.filling !== filling.number) {
    page.forgetAnswers();
    page.filling = filling.number;
  }
  page.sent += 1;
  page.isWanted = true;
  const isWhole = !page.isPassing && page.sent >= (isBusy ? WHOLE_FROM_WHEN_BUSY : WHOLE_FROM);
  const encoding = chosen(req.headers["accept-encoding"], page, isWhole);
  const isOften = page.wasKept || page.sent >= KEPT_FROM;
  const isKept = encoding === "gzip" ? isOften && !page.isPassing : isWhole;
  return { encoding, isKept, isPassing: !isKept };
}

const tagOf = (page: KeptPage, filling: Filling) =>
  page.hash + (page.hasPlaces ? filling.hash : "") + (page.counted.length > 0 ? page.views.hash : "");

/**
 * Whether the browser has this very page. Tags are compared weakly (RFC 9110, section 13.1.2): whatever way its copy was
 * compressed, it is the same page. Without a tag the date decides, where the page has one (section 13.1.3); not one that is
 * still to come, which a wrong clock gave.
 */
function isKnown(page: KeptPage, { filling, time }: Moment, { headers }: IncomingMessage): boolean {
  const wanted = headers["if-none-match"];
  if (wanted !== undefined) return wanted === "*" || wanted.includes(`"${tagOf(page, filling)}`);
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return page.modified !== undefined && since >= page.modified && since <= time;
}

function chosen(header: string | undefined, page: KeptPage, isWhole: boolean): Encoding {
  const takes = acceptedBy(header);
  if (takes.br && (page.answers.br?.page || isWhole || !takes.gzip)) return "br";
  return takes.gzip ? "gzip" : "identity";
}

function acceptedBy(header = "") {
  let takes = accepted.get(header);
  if (!takes) {
    const offers = new Map(
      header.split(",").map((offer) => {
        const [name = "", ...parameters] = offer.split(";").map((part) => part.trim().toLowerCase());
        const quality = parameters.find((parameter) => parameter.startsWith("q="));
        return [name, quality === undefined || Number(quality.slice(2)) > 0];
      }),
    );
    const offered = (name: string) => offers.get(name) ?? offers.get("*") ?? false;
    takes = { gzip: offered("gzip"), br: offered("br") };
    if (accepted.size < MOST_HEADERS && header.length <= LONGEST_REMEMBERED) accepted.set(header, takes);
  }
  return takes;
}

function make(page: KeptPage, filling: Filling, { encoding, isPassing }: Way): Wire {
  const inPieces = gzipOf(page, filling);
  const body = encoding === "gzip" ? inPieces : bodyOf(encoded(gunzipSync(written(inPieces)), encoding));
  return wireOf("200 OK", headersOf(page, filling, encoding, body.length), body, isPassing);
}

/** The page put together of pieces that were compressed apart. */
function gzipOf({ bytes, views }: KeptPage, { deflated }: Filling): Body {
  const gaps = { places: deflated, counts: views.pieces };
  return {
    length: gzipLength(bytes, gaps),
    put: (memory, at) => putGzip(bytes, gaps, memory, at),
  };
}

function written({ length, put }: Body): Buffer {
  const memory = Buffer.allocUnsafe(length);
  put(memory, 0);
  return memory;
}

const encoded = (text: Buffer, encoding: "br" | "identity") => (encoding === "br" ? brotli(text) : text);

const all = ({ common, own }: AnswerHeaders): string[] => [...common, ...own];

function headersOf(page: KeptPage, filling: Filling, encoding: Encoding, length: number): AnswerHeaders {
  return {
    common: page.headers,
    own: [...ownHeaders(page, filling, encoding), ...aboutBody(encoding, length)],
  };
}

function aboutBody(encoding: Encoding, length: number): string[] {
  const size = ["Content-Length", String(length)];
  return encoding === "identity" ? size : ["Content-Encoding", encoding, ...size];
}

function ownHeaders(page: KeptPage, filling: Filling, encoding: Encoding): string[] {
  const suffix = encoding === "identity" ? "" : `-${encoding}`;
  const own = ["ETag", `"${tagOf(page, filling)}${suffix}"`];
  const { modified, surrogateKey } = page;
  if (modified !== undefined) own.push("Last-Modified", new Date(modified).toUTCString());
  if (surrogateKey) own.push("Surrogate-Key", surrogateKey);
  return own;
}

function brotli(text: Buffer): Buffer {
  return brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
    },
  });
}

function headersOf304(page: KeptPage, filling: Filling, encoding: Encoding): AnswerHeaders {
  return { common: withoutType(page.headers), own: ownHeaders(page, filling, encoding) };
}

const typeless = new WeakMap<RawHeaders, RawHeaders>();

/** A 304 has no body to describe. RFC 9110, section 15.4.5. */
function withoutType(headers: RawHeaders): RawHeaders {
  let others = typeless.get(headers);
  if (!others) {
    const type = headers.indexOf("content-type");
    typeless.set(headers, (others = type === -1 ? headers : headers.toSpliced(type, 2)));
  }
  return others;
}
