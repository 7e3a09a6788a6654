import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** A site with one finished page, and the whole answer to a request for it with these headers. */
async function site() {
  const { app } = newsroom();
  const server = createServer(app).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const answer = (...headers: string[]) => answerTo("/", ...headers);
  const answerTo = (target: string, ...headers: string[]): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const lines = [`GET ${target} HTTP/1.1`, ...headers, "Accept-Encoding: identity"];
      const socket = connect(port, "127.0.0.1", () => socket.end(`${lines.join("\r\n")}\r\n\r\n`));
      let text = "";
      socket.on("data", (chunk) => (text += chunk.toString("latin1")));
      socket.on("error", reject);
      socket.on("close", () => resolve(text));
    });
  expect(await answer("Host: news.example")).toMatch(/^HTTP\/1\.1 200 /);
  return { answer, answerTo };
}

describe("a request", () => {
  it.each([
    ["two hosts", ["Host: news.example", "Host: evil.example"]],
    ["the same host twice", ["Host: news.example", "Accept: */*", "hOST: news.example"]],
    ["two hosts in one", ["Host: news.example evil.example"]],
    ["a path behind the host", ["Host: news.example/admin"]],
    ["somebody before the host", ["Host: cleo@news.example"]],
    ["a port that is none", ["Host: news.example:80a"]],
    ["an address without its bracket", ["Host: [::1"]],
    ["letters that no host has", ["Host: news\u00e9.example"]],
  ])("that names %s is refused, a finished page or not", async (_what, headers) => {
    const { answer } = await site();
    expect(await answer(...headers)).toMatch(/^HTTP\/1\.1 400 [^]*\r\nConnection: close\r\n[^]*\r\n\r\n$/);
  });

  it.each(["http://[::1/", "http:///", "http://news.example:99999999/", "http://"])(
    "for the address %s is refused: its host can be none",
    async (target) => {
      const { answerTo } = await site();
      expect(await answerTo(target, "Host: news.example")).toMatch(/^HTTP\/1\.1 400 [^]*\r\n\r\n$/);
    },
  );

  it.each(["http://news.example/", "https://news.example:8443/?a", "http://[::1]/"])(
    "for the address %s is answered as one for its path",
    async (target) => {
      const { answerTo } = await site();
      expect(await answerTo(target, "Host: news.example")).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  it.each([
    "news.example:3000",
    "NEWS.example.",
    "192.0.2.1:80",
    "[2001:db8::1]:80",
    "xn--nws-bma.example",
    "",
  ])("is answered under the host %j", async (host) => {
    const { answer } = await site();
    expect(await answer(`Host: ${host}`)).toMatch(/^HTTP\/1\.1 200 /);
  });
});
