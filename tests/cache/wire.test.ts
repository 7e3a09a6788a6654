import { once } from "node:events";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { bodyOf, takesWire, wireOf, writeWire } from "../../src/cache/wire.ts";

const LENGTH = 100_000;

it("keeps a passing answer as it is until a slow reader has all of it", async () => {
  const server = createServer((req, res) => {
    expect(takesWire(req, res)).toBe(true);
    const headers = { common: ["X-Paper", "Tidings"], own: ["Content-Length", String(LENGTH)] };
    writeWire(res, wireOf("200 OK", headers, bodyOf(Buffer.alloc(LENGTH, req.url![1])), true), 0);
    server.emit("written", res.socket!.writableLength > 0);
  }).listen(0);
  const { port } = server.address() as AddressInfo;
  const slow = connect(port, "127.0.0.1").setEncoding("latin1");
  let answers = 0;
  // Until the buffers of the system are full, because nobody reads.
  for (let isStuck = false; !isStuck; answers += 1) {
    slow.write("GET /a HTTP/1.1\r\nHost: paper\r\n\r\n");
    [isStuck] = (await once(server, "written")) as [boolean];
  }
  const other = await fetch(`http://127.0.0.1:${port}/~`);
  expect(other.headers.get("x-paper")).toBe("Tidings");
  expect(await other.text()).toBe("~".repeat(LENGTH));
  let heard = "";
  for await (const chunk of slow) {
    heard += String(chunk);
    if (heard.includes("~") || heard.split("a".repeat(LENGTH)).length > answers) break;
  }
  expect(heard).not.toContain("~");
  server.closeAllConnections();
  server.close();
});
