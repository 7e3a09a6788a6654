import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { connect, type AddressInfo } from "node:net";
import express, { type Request } from "express";
import request from "supertest";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Taken } from "../../src/comments/public.ts";
import { COMMENT_FORM, strangersComments } from "../../src/comments/strangers.ts";
import { NotFound } from "../../src/errors.ts";
import { readForm } from "../../src/web/form-body.ts";

const form = "comment=Well+said.&name=Cleo";
const ownOrigin = "https://paper.example";
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

/** The front before a site that says what it has read; `outcome` becomes of every form of a stranger. */
function front(
  outcome: () => Promise<Taken> = () => Promise.resolve({ kind: "posted", address: "/tram#1" }),
  isBusy = false,
) {
  const taken: unknown[] = [];
  const site = express();
  site.use(readForm(COMMENT_FORM), (req: Request, res) => void res.json({ site: req.body as unknown }));
  const listener: RequestListener = strangersComments({
    take(postId, body, { ip, userAgent, viewer }) {
      taken.push({ postId, body: { ...body }, ip, userAgent, viewer });
      return outcome();
    },
    ...{
      look: () => undefined,
      ownOrigin: () => ownOrigin,
      addressOf: (req: IncomingMessage) => req.socket.remoteAddress ?? "",
    },
    isSiteBusy: () => isBusy,
    secure: (res) => res.setHeader("X-Content-Type-Options", "nosniff"),
  })(site as RequestListener);
  const server = createServer(listener).listen(0, "127.0.0.1");
  closing.push(() => server.close());
  const send = (path = "/comments/7") => request(server).post(path).type("form").set("User-Agent", "Firefox");
  return { taken, send, server };
}

describe("a stranger's comment", () => {
  it("is answered without the site when it is kept", async () => {
    const { taken, send } = front();
    const answer = await send().send(form).expect(303);
    expect(answer.headers).toMatchObject({
      ...{ location: "/tram#1", "cache-control": "private, no-store", "x-content-type-options": "nosniff" },
    });
    expect(taken).toEqual([
      {
        ...{ postId: "7", body: { comment: "Well said.", name: "Cleo" }, ip: "127.0.0.1" },
        ...{ userAgent: "Firefox", viewer: null },
      },
    ]);
  });

  it("is taken in one go with others that come while many read", async () => {
    const turns: number[] = [];
    let taken = 0;
    const outcome = (): Promise<Taken> => {
      if (taken === 0) setImmediate(() => (turns.push(taken), (taken = 0)));
      taken += 1;
      return Promise.resolve({ kind: "posted", address: "/tram#1" });
    };
    const { send } = front(outcome, true);
    await Promise.all(Array.from({ length: 8 }, () => send().send(form).expect(303)));
    expect(turns).toEqual([8]);
  });

  it("is taken with the address from which it came, also when who sent it has hung up", async () => {
    const { taken, server } = front(undefined, true);
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, "127.0.0.1");
    const head = `POST /comments/7 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n`;
    socket.write(`${head}Content-Length: ${form.length}\r\n\r\n${form}`);
    server.on("request", () => socket.resetAndDestroy());
    await vi.waitFor(() => expect(taken).toMatchObject([{ ip: "127.0.0.1" }]));
  });

  it.each<[string, () => Promise<Taken>]>([
    ["comes back", () => Promise.resolve({ kind: "shown", post: {} as never, shown: {} })],
    ["fails", () => Promise.reject(new NotFound("There is no such post."))],
  ])("is left to the site, with every word, when it %s", async (_what, outcome) => {
    const { taken, send } = front(outcome);
    const { body } = await send().send(form).expect(200);
    expect(body).toEqual({ site: { comment: "Well said.", name: "Cleo" } });
    expect(taken).toHaveLength(1);
  });

  it.each<[string, string, Record<string, string>]>([
    ["of somebody with a session", form, { Cookie: "sid=abc", "Sec-Fetch-Site": "same-origin" }],
    [
      "of a browser that remembers",
      form,
      { Cookie: "__Host-commenter=abc", "Sec-Fetch-Site": "same-origin" },
    ],
    ["that asks to be remembered", `${form}&remember=on`, {}],
    ["with too many fields", "a=1&".repeat(101), {}],
    ["that is too long", `comment=${"a".repeat(COMMENT_FORM.limit)}`, {}],
    ["from another site", form, { Origin: "https://evil.example" }],
  ])("%s is the site's to judge", async (_what, sent, headers) => {
    const { taken, send } = front();
    expect((await send().set(headers).send(sent)).status).not.toBe(303);
    expect(taken).toEqual([]);
  });

  it("is nothing that is sent to another address", async () => {
    const { taken, send } = front();
    for (const path of ["/comments/0", "/comments/7?x", "/comments/7/", "/views/7"])
      await send(path).send(form).expect(200);
    expect(taken).toEqual([]);
  });
});
