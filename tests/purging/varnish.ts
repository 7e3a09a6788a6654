import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const shipped = new URL("../../deploy/varnish.vcl", import.meta.url).pathname;

/** Why no Varnish can be started here; undefined where one can. Debian: apt-get install varnish varnish-modules. */
export function whyNoVarnish(): string | undefined {
  // Without a jail, as below: as root it would become a user who may not write where tests do.
  const check = ["-j", "none", "-C", "-f", shipped];
  const { error, status, stderr } = spawnSync("varnishd", check, { encoding: "utf8" });
  if (error) return "varnishd is not installed";
  return status === 0 ? undefined : `varnishd does not take deploy/varnish.vcl: ${stderr.slice(0, 500)}`;
}

/** A Varnish with the configuration that is shipped, in front of a port of this machine. */
export async function startVarnish(sitePort: number) {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-varnish-"));
  const file = join(folder, "site.vcl");
  writeFileSync(file, readFileSync(shipped, "utf8").replace('.port = "3000"', `.port = "${sitePort}"`));
  const port = await freePort();
  const process = spawn(
    "varnishd",
    [
      ...["-F", "-j", "none", "-n", join(folder, "work"), "-a", `127.0.0.1:${port}`],
      ...["-T", "none", "-f", file, "-s", "malloc,16m"],
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes("said Child starts")) resolve();
    };
    process.stdout.on("data", listen);
    process.stderr.on("data", listen);
    process.once("exit", () => reject(new Error(said)));
  });
  return {
    port,
    address: `http://127.0.0.1:${port}`,
    stop: async () => {
      const ended = once(process, "exit");
      process.kill("SIGTERM");
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
