import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { isStranger } from "../cache/key.ts";
import { isCrossSite } from "../web/csrf.ts";
import { isTicked, type FormBody } from "../web/form.ts";
import { parseForm } from "../web/form-body.ts";
import { inCrowds } from "./crowd.ts";
import type { From, Taken } from "./public.ts";

interface Parts {
  take: (postId: string, body: FormBody, from: From) => Promise<Taken>;
  /** Does what is due before anybody reads or writes. */
  look: () => unknown;
  ownOrigin: () => string;
  addressOf: (req: IncomingMessage) => string;
  isSiteBusy: () => boolean;
  /** Writes the headers of every answer. */
  secure: (res: ServerResponse) => void;
}

const COMMENTS = /^\/comments\/([1-9]\d{0,14})$/;
const FORM = "application/x-www-form-urlencoded";
/** As the site reads such forms. */
export const COMMENT_FORM = { limit: 100 * 1024, mostFields: 100 };
/** How long a comment waits for others while the site is busy: nobody notices. */
const GATHER_MS = 25;

/**
 * Comments of strangers, in front of the site: what is kept is answered here, since the way through Express costs as much
 * as the comment itself. Whatever else becomes of a form is left to the site, which finds it read and does not judge it
 * again.
 */
export function strangersComments({ take, look, ownOrigin, addressOf, isSiteBusy, secure }: Parts) {
  const gather = inCrowds(() => (isSiteBusy() ? GATHER_MS : 0));
  return (site: RequestListener): RequestListener =>
    (req, res) => {
      const postId = req.method === "POST" ? COMMENTS.exec(req.url ?? "")?.[1] : undefined;
      if (
        postId === undefined ||
        !isPlainForm(req) ||
        !isStranger(req.headers) ||
        isCrossSite(req, ownOrigin)
      )
        return site(req, res);
      // A connection that is closed has no address any more, also while a comment waits.
      const ip = addressOf(req);
      const pieces: Buffer[] = [];
      req.on("data", (piece: Buffer) => pieces.push(piece));
      const judge = () => {
        const bytes = Buffer.concat(pieces);
        const leave = () => site(Object.assign(req, { body: bytes }), res);
        const body = read(bytes);
        if (body === undefined || isTicked(body, "remember")) return leave();
        const from = { req, viewer: null, ip, userAgent: req.headers["user-agent"] ?? "" };
        const taking = async () => {
          look();
          return await take(postId, body, { remember: () => undefined, ...from });
        };
        const answer = (outcome: Taken) => {
          if (outcome.kind !== "posted") return leave();
          secure(res);
          res.writeHead(303, {
            ...{ "Cache-Control": "private, no-store", "Content-Length": 0 },
            Location: outcome.address,
          });
          res.end();
        };
        taking().then(answer).catch(leave);
      };
      req.on("end", () => gather(judge));
    };
}

/** A form that is as long as it says, and not too long. */
function isPlainForm({ headers }: IncomingMessage): boolean {
  const length = Number(headers["content-length"]);
  return (
    headers["content-type"] === FORM &&
    headers["content-encoding"] === undefined &&
    length <= COMMENT_FORM.limit
  );
}

/** The fields, or undefined for a form that cannot be read: the site says so. */
function read(bytes: Buffer): FormBody | undefined {
  try {
    return parseForm(bytes, COMMENT_FORM.mostFields);
  } catch {
    return undefined;
  }
}
