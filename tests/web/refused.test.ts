import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerRefused } from "../../src/web/refused.ts";

const server = createServer({ maxHeaderSize: 16_384 }, (_, res) => res.end());
server.on("clientError", answerRefused);

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

/** The first line of the answer to these bytes. */
function answerTo(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.write(bytes));
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
    socket.on("error", () => resolve(answer.split("\r\n")[0]!));
    socket.on("close", () => resolve(answer.split("\r\n")[0]!));
  });
}

describe("a request that cannot be read", () => {
  it("is told when its address is too long", async () =>
    expect(await answerTo(`GET /search?q=${"a".repeat(30_000)}`)).toBe("HTTP/1.1 414 URI Too Long"));

  it("is told when its headers are", async () =>
    expect(await answerTo(`GET / HTTP/1.1\r\nHost: a\r\nX: ${"a".repeat(30_000)}`)).toBe(
      "HTTP/1.1 431 Request Header Fields Too Large",
    ));

  it("is told when it is no HTTP", async () =>
    expect(await answerTo("NONSENSE\r\n\r\n")).toBe("HTTP/1.1 400 Bad Request"));
});
