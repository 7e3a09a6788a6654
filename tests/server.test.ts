import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseConfig } from "../src/config.ts";
import { startServer } from "../src/server.ts";

it("says what to do where another program has the port", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  const dataDir = mkdtempSync(join(tmpdir(), "broadsheet-server-"));
  const start = startServer(parseConfig({ PORT: String(port), DATA_DIR: dataDir }));
  await expect(start).rejects.toThrow(`Port ${port} of 127.0.0.1 is taken`);
  other.close();
});

it("hears of a second host behind however many headers", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "broadsheet-server-"));
  const { address, stop } = await startServer(
    parseConfig({ PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "silent" }),
  );
  const socket = connect(Number(new URL(address).port), "127.0.0.1");
  socket.end(`GET /healthz HTTP/1.1\r\nHost: a\r\n${"x:\r\n".repeat(2000)}Host: b\r\n\r\n`);
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 400 /);
  await stop();
});

it("answers what was asked before bytes that nobody can read", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "broadsheet-server-"));
  const { address, stop } = await startServer(
    parseConfig({ PORT: "0", DATA_DIR: dataDir, LOG_LEVEL: "silent" }),
  );
  const { host, port } = new URL(address);
  const socket = connect(Number(port), "127.0.0.1");
  socket.write(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\nNONSENSE\r\n\r\n`);
  const heard = (await socket.toArray()).join("");
  expect(heard).toMatch(/^HTTP\/1\.1 200 OK/);
  expect(heard).toMatch(/HTTP\/1\.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n$/);
  await stop();
});
