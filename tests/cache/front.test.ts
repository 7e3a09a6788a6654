import { once } from "node:events";
import { createServer, IncomingMessage, request as ask, ServerResponse } from "node:http";
import { connect, Socket, type AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { heapKeptBy } from "../support/heap.ts";
import { newsroom, type Newsroom } from "../support/newsroom.ts";

/** What a browser gets over the wire that takes these encodings; other clients unpack it unasked. */
async function bytesOf({ app }: Newsroom, path: string, encoding: string, method = "GET") {
  const server = createServer(app).listen(0);
  const { port } = server.address() as AddressInfo;
  const asked = ask({ port, path, method, headers: { "Accept-Encoding": encoding } }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  const body = Buffer.concat(await answer.toArray());
  server.close();
  return { body, headers: answer.headers, encoding: answer.headers["content-encoding"] };
}

/** Everything the site says over one connection to what is sent at once, until it or we hang up. */
async function conversation({ app }: Newsroom, said: string, isOver: (heard: string) => boolean) {
  const server = createServer(app).listen(0);
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  socket.setEncoding("latin1").write(said);
  let heard = "";
  for await (const chunk of socket) {
    heard += String(chunk);
    if (isOver(heard)) break;
  }
  server.closeAllConnections();
  server.close();
  return heard;
}

describe("a page from the cache", () => {
  it("takes no memory for how long a stranger says what is taken", async () => {
    const { reader, post } = newsroom();
    const { address } = post();
    const ask = (encodings: string) => reader.get(address).set("Accept-Encoding", encodings).expect(200);
    await ask("gzip");
    const kept = await heapKeptBy(async () => {
      for (let index = 0; index < 400; index += 1) await ask(`gzip, x${index}${"y".repeat(14_000)}`);
    });
    expect(kept).toBeLessThan(3 * 2 ** 20);
  });

  it("is the same text in every encoding, each with a tag of its own", async () => {
    const room = newsroom();
    const { address } = room.post();
    const plain = await bytesOf(room, address, "identity");
    expect(plain.encoding).toBeUndefined();
    const gzip = await bytesOf(room, address, "gzip");
    expect(gunzipSync(gzip.body)).toEqual(plain.body);
    const br = await bytesOf(room, address, "gzip, br");
    expect(br.encoding).toBe("br");
    expect(brotliDecompressSync(br.body)).toEqual(plain.body);
    expect(new Set([plain, gzip, br].map(({ headers }) => headers.etag)).size).toBe(3);
    for (const { headers } of [plain, gzip, br]) expect(headers.vary).toBe("Accept-Encoding");
    expect((await bytesOf(room, address, "gzip;q=0, br;q=0")).encoding).toBeUndefined();
  });

  it("is compressed with Brotli, much smaller, once it is asked for again and again", async () => {
    const room = newsroom();
    const { address } = room.post();
    const [first, , third] = [
      await bytesOf(room, address, "gzip, br"),
      await bytesOf(room, address, "gzip, br"),
      await bytesOf(room, address, "gzip, br"),
    ];
    expect([first.encoding, third.encoding]).toEqual(["gzip", "br"]);
    expect(third.body.length).toBeLessThan(0.9 * first.body.length);
    expect(brotliDecompressSync(third.body)).toEqual(gunzipSync(first.body));
  });

  it("does not repeat in one piece what stands in another", async () => {
    const room = newsroom();
    for (let index = 0; index < 9; index += 1) room.post();
    const { body } = await bytesOf(room, "/", "gzip");
    expect(body.length).toBeLessThan(1.5 * gzipSync(gunzipSync(body)).length);
  });

  it("is left in pieces while many read, unless very many read it", async () => {
    const room = newsroom();
    const [busy, other] = [room.post().address, room.post().address];
    for (let reader = 0; reader < 100; reader += 1) room.parts.traffic.note(room.now().getTime());
    const first = await bytesOf(room, busy, "gzip");
    for (let reader = 0; reader < 50; reader += 1) await bytesOf(room, other, "gzip");
    const again = [await bytesOf(room, busy, "gzip"), await bytesOf(room, busy, "gzip, br")];
    for (const { body, encoding } of again) expect([encoding, body]).toEqual(["gzip", first.body]);
    expect((await bytesOf(room, other, "gzip, br")).encoding).toBe("br");
  });

  it("answers 304 to whoever has it, in whatever encoding, until it is another page", async () => {
    const { post, reader, parts } = newsroom();
    const { address, id } = post();
    const etag = (await reader.get(address).expect(200)).headers.etag!;
    const again = await reader.get(address).set("If-None-Match", `W/${etag}`).expect(304);
    expect(again.headers.etag).toBe(etag);
    expect(again.headers["content-length"]).toBeUndefined();
    await reader.get(address).set({ "If-None-Match": etag, "Accept-Encoding": "identity" }).expect(304);
    await reader.get(address).set("If-None-Match", '"another", "third"').expect(200);
    parts.content.prepare("UPDATE posts SET title = 'New' WHERE id = ?").run(id);
    await reader.get(address).set("If-None-Match", etag).expect(200);
  });

  it("has the headers of the site's own answer", async () => {
    const { post, reader } = newsroom();
    const { address } = post();
    await reader.get(address);
    const kept = (await reader.get(address).expect(200)).headers;
    const own = (await reader.get(`${address}?x=1`).expect(200)).headers;
    for (const name of [
      "content-security-policy",
      "x-content-type-options",
      "referrer-policy",
      "content-type",
    ])
      expect(kept[name], name).toBe(own[name]);
    expect(kept["cache-control"]).toBe("public, max-age=0, must-revalidate");
    expect(kept["set-cookie"]).toBeUndefined();
  });

  it("keeps its turn among requests that were sent at once", async () => {
    const room = newsroom();
    const { address } = room.post({ title: "Kept" });
    await room.reader.get(address).expect(200);
    const paths = [address, `${address}?anew`, address, "/nothing", address, address];
    const asked = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: paper.example\r\n\r\n`).join("");
    const heard = await conversation(room, asked, (text) => text.split("</html>").length > paths.length);
    const statuses = [...heard.matchAll(/^HTTP\/1\.1 (\d+) /gm)].map(([, status]) => status);
    expect(statuses).toEqual(["200", "200", "200", "404", "200", "200"]);
    for (const answer of heard.split(/^(?=HTTP\/1\.1 )/m)) {
      const [head, body] = answer.split("\r\n\r\n") as [string, string];
      expect(Number(/^content-length: (\d+)/im.exec(head)?.[1])).toBe(body.length);
    }
  });

  it("reaches each of many who ask in one moment, also beside some who hang up", async () => {
    const { app, post, reader } = newsroom();
    const posts = Array.from({ length: 6 }, (_, index) => post({ title: `The story of ${index}` }));
    for (const { address } of posts) await reader.get(address).expect(200);
    const server = createServer(app).listen(0);
    const { port } = server.address() as AddressInfo;
    const sockets = posts.flatMap(({ address }) => [address, address]).map(() => connect(port, "127.0.0.1"));
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    sockets.forEach((socket, index) => {
      socket.write(
        `GET ${posts[index >> 1]!.address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
      );
      if (index % 2 === 1) socket.resetAndDestroy();
    });
    const stayed = sockets.filter((_, index) => index % 2 === 0);
    const heard = await Promise.all(
      stayed.map(async (socket) => Buffer.concat(await socket.toArray()).toString()),
    );
    heard.forEach((answer, index) => expect(answer).toContain(`The story of ${index}</h1>`));
    server.close();
  });

  it("is sent at once where somebody asks again over the same connection", async () => {
    const { app, post, reader } = newsroom();
    const { address } = post();
    await reader.get(address).expect(200);
    const ask = (socket: Socket) => {
      const req = Object.assign(new IncomingMessage(socket), { method: "GET", url: address });
      req.headers.host = "localhost";
      const res = new ServerResponse(req);
      app(req, res);
      return res;
    };
    const [hasty, patient] = [new Socket(), new Socket()];
    const answers = [ask(patient), ask(hasty)];
    expect(answers.map(({ writableEnded }) => writableEnded)).toEqual([false, false]);
    answers.push(ask(hasty));
    expect(answers.map(({ writableEnded }) => writableEnded)).toEqual([true, true, true]);
  });

  it("says when it was sent, also that nothing is new", async () => {
    const room = newsroom();
    const { address } = room.post();
    for (const time of ["2026-11-23T10:00:00.000Z", "2026-11-23T10:00:01.900Z"]) {
      room.at(time);
      const { headers } = await room.reader.get(address).expect(200);
      for (const known of ["", `If-None-Match: ${headers.etag}\r\n`]) {
        const asked = `GET ${address} HTTP/1.1\r\nHost: paper.example\r\n${known}\r\n`;
        const heard = await conversation(room, asked, (text) => text.includes("\r\n\r\n"));
        expect(heard).toMatch(known ? /^HTTP\/1\.1 304 / : /^HTTP\/1\.1 200 /);
        expect(heard).toContain(`\r\nDate: ${new Date(time).toUTCString()}\r\n`);
      }
    }
  });

  it.each(["HTTP/1.1\r\nHost: paper.example\r\nConnection: close", "HTTP/1.0"])(
    "lets the connection go where that is wished (%j)",
    async (wish) => {
      const room = newsroom();
      const { address } = room.post();
      await room.reader.get(address).expect(200);
      const heard = await conversation(room, `GET ${address} ${wish}\r\n\r\n`, () => false);
      expect(heard).toMatch(/^connection: close/im);
      expect(heard).toContain("</html>");
    },
  );

  it("has no body for HEAD, and the length that GET has", async () => {
    const room = newsroom();
    const { address } = room.post();
    const head = await bytesOf(room, address, "gzip", "HEAD");
    const whole = await bytesOf(room, address, "gzip");
    expect(head.body).toHaveLength(0);
    expect(head.headers.etag).toBe(whole.headers.etag);
    expect(head.headers["content-length"]).toBe(String(whole.body.length));
  });
});

describe("what a stranger may vary", () => {
  const poison = {
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "ftp",
    "X-Original-URL": "/admin",
    "X-Rewrite-URL": "/admin",
    "X-HTTP-Method-Override": "POST",
    "Accept-Language": "de",
    Forwarded: "host=evil.example",
    Range: "bytes=0-10",
    Host: "evil.example",
  };

  it.each(Object.entries(poison))(
    "does not get into the page of the next reader: %s",
    async (name, value) => {
      const clean = newsroom();
      const first = await clean.reader.get(clean.post({ slug: "same" }).address).expect(200);
      const { post, browser } = newsroom();
      const { address } = post({ slug: "same" });
      await browser().get(address).set(name, value);
      const next = await browser().get(address).expect(200);
      expect(next.text.replace(/\d+ views?|data-views="\d+"/g, "")).toBe(
        first.text.replace(/\d+ views?|data-views="\d+"/g, ""),
      );
    },
  );

  it("does not make a second page: marks of campaigns", async () => {
    const { post, reader } = newsroom();
    const { address } = post();
    const { etag } = (await reader.get(address)).headers;
    const marked = await reader.get(`${address}?utm_source=x&fbclid=y`).expect(200);
    expect(marked.headers.etag).toBe(etag);
  });

  it.each(["/x.css", "/%2e%2e/x", ";.css", "/x.js", "%00"])(
    "never shows somebody's own page to the next: %s",
    async (suffix) => {
      const { admin, reader } = newsroom();
      for (const path of ["/account", "/admin"]) {
        const own = await admin.get(path + suffix);
        expect(own.headers["cache-control"] ?? "no-store").toContain("no-store");
        const next = await reader.get(path + suffix);
        expect(next.text).not.toContain("Ada Admin");
      }
    },
  );
});

describe("somebody's own page", () => {
  it("is made for them alone: staff, remembered commenters, those who wait for approval", async () => {
    const { post, reader, admin, browser, parts, now } = newsroom();
    const { address, id } = post();
    await reader.get(address).expect(200);
    const staff = await admin.get(address).expect(200);
    expect(staff.text).toContain("Ada Admin");
    expect(staff.headers["cache-control"]).toBe("private, no-store");
    expect((await reader.get(address)).text).not.toContain("Ada Admin");
    parts.settings.update("discussion", { previouslyApproved: false } as never, now());
    const cleo = browser();
    const sent = await cleo.post(`/comments/${id}`, {
      ...{ comment: "A thought.", name: "Cleo", email: "cleo@home.example", remember: "yes" },
    });
    expect(sent.status).toBe(303);
    const hers = await cleo.get(address).expect(200);
    expect(hers.text).toContain('value="cleo@home.example"');
    expect((await reader.get(address)).text).not.toContain("cleo@home.example");
  });

  it("never comes from a password page", async () => {
    const { post, reader } = newsroom();
    const { address } = post({ password: "secret", bodySource: "Hidden words." });
    const locked = await reader.get(address).expect(200);
    expect(locked.headers["cache-control"]).toBe("private, no-store");
    expect(locked.text).not.toContain("Hidden words.");
  });
});
