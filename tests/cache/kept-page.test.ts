import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeKept } from "../../src/cache/answer.ts";
import { filling, pageOf, views } from "./sample-page.ts";

const page = pageOf("The tide.");
let server: Server;
const read = async () => {
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return answer.text();
};

beforeEach(() => {
  server = createServer((req, res) => writeKept(page, { filling, time: 0, isBusy: true }, req, res)).listen(
    0,
  );
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe("the answer of a page, while many read", () => {
  it("is kept from the third reader on, and at once when only its counts have moved since", async () => {
    await read();
    await read();
    expect(page.answers.gzip).toBeUndefined();
    await read();
    expect(page.answers.gzip).toBeDefined();
    page.recount(views(13));
    expect(page.answers.gzip).toBeUndefined();
    expect(await read()).toContain("read 13 times");
    expect(page.answers.gzip).toBeDefined();
  });

  it("is not put together with a count that takes another number of bytes", async () => {
    expect(page.recount(views(14))).toBe(true);
    expect(page.recount(views(100))).toBe(false);
    expect(await read()).toContain("<p>The tide.</p>read 14 times<p>The tide.</p>");
  });
});
