import { createServer, request as ask, type IncomingMessage } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import { describe, expect, it } from "vitest";
import { clientAddress } from "../../src/web/client-address.ts";

/** What we and Express take for the address of a client that sends this through proxies which are trusted. */
async function addresses(trustProxy: string[], forwarded: string | undefined) {
  const app = express().set("trust proxy", trustProxy);
  const addressOf = clientAddress(app);
  const found: { ours?: string; theirs?: string } = {};
  app.use((req, res) => {
    found.theirs = req.ip ?? "";
    res.end();
  });
  const server = createServer((req, res) => {
    found.ours = addressOf(req);
    app(req, res);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const headers = forwarded === undefined ? {} : { "X-Forwarded-For": forwarded };
  const asked = ask({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", headers }).end();
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  answer.resume();
  server.close();
  return found;
}

describe("the address of a client", () => {
  it.each([
    [[], undefined, "127.0.0.1"],
    [[], "198.51.100.7", "127.0.0.1"],
    [["127.0.0.1"], undefined, "127.0.0.1"],
    [["127.0.0.1"], "198.51.100.7", "198.51.100.7"],
    [["127.0.0.1"], " 198.51.100.7 ", "198.51.100.7"],
    [["127.0.0.1"], "127.0.0.1", "127.0.0.1"],
    [["127.0.0.1"], "203.0.113.9, 198.51.100.7", "198.51.100.7"],
    [["127.0.0.1", "198.51.100.7"], "203.0.113.9, 198.51.100.7", "203.0.113.9"],
    [["loopback", "198.51.100.0/24"], "2001:db8::1, 198.51.100.7", "2001:db8::1"],
  ])("behind %j, with %j forwarded, is %s, as Express sees it", async (trusted, forwarded, expected) => {
    expect(await addresses(trusted, forwarded)).toEqual({ ours: expected, theirs: expected });
  });
});
