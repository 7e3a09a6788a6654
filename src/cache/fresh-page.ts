import type { Response } from "express";
import type { Filling } from "./filling.ts";
import type { MadePage, ShownViews } from "./page.ts";
import { rawHeaders } from "./raw-headers.ts";
import { utf8Of, utf8OnDesk } from "./utf8.ts";
import { bodyOf, takesWire, wireOf, writeWire } from "./wire.ts";

/** Sends a page that is not kept. The content type is set already; `time` is in milliseconds since 1970. */
export function sendFresh(res: Response, texts: readonly string[], time: number): void {
  if (isPlain(res)) {
    const body = utf8OnDesk(texts);
    const headers = { common: rawHeaders(res.getHeaders()), own: ["Content-Length", String(body.length)] };
    writeWire(res, wireOf("200 OK", headers, bodyOf(body), true), time);
    // What fails from here on must not become an answer of its own: `headersSent` asks for this text.
    Object.assign(res, { _header: "sent" });
  } else {
    const body = utf8Of(texts);
    res.setHeader("Content-Length", body.length);
    res.end(res.req.method === "HEAD" ? undefined : body);
  }
}

/** Whether nobody waits for the headers to be written: a session does, which may set its cookie then. */
function isPlain(res: Response): boolean {
  return res.statusCode === 200 && res.req.headers.cookie === undefined && takesWire(res.req, res);
}

/** The texts of a page with its gaps filled. */
export function filled({ pieces }: MadePage, { texts }: Filling, views: ShownViews): string[] {
  return pieces.map((piece) => {
    if (typeof piece === "string") return piece;
    return "place" in piece ? texts.get(piece.place)! : views.texts.get(piece.viewsOf)!;
  });
}
