import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
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
