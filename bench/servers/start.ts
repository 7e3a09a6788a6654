import { join } from "node:path";
import { freePort, startProcess, type Running } from "../process.ts";
import type { ServerName } from "../targets.ts";
import { answerOf, encodings, writeAnswers } from "./answers.ts";
import { hasNginx, startNginx } from "./nginx.ts";

/** The bounds of memory that package.json gives the site. */
const AS_NPM_START = [
  ...["--max-old-space-size=1024", "--heap-growing-percent=20", "--v8-pool-size=2"],
  ...["--min-semi-space-size=4", "--max-semi-space-size=4"],
];

/** Starts the site on a data folder. It believes the forwarded addresses of this machine. */
export async function startSite(dataDir: string, workers = 1): Promise<Running> {
  const port = await freePort();
  return startProcess(process.execPath, [...AS_NPM_START, "bin/broadsheet.js", "start"], port, {
    ...{ DATA_DIR: dataDir, PORT: String(port), BASE_URL: `http://127.0.0.1:${port}` },
    ...{ TRUST_PROXY: "127.0.0.1", LOG_LEVEL: "silent", WORKERS: String(workers) },
  });
}

/** The servers that repeat what the site answers at `path`; nginx where it is installed. `folder` is for their files. */
export async function startLimits(
  site: Running,
  path: string,
  folder: string,
): Promise<Partial<Record<ServerName, Running>>> {
  const found = await Promise.all(encodings.map((encoding) => answerOf(site.port, path, encoding)));
  const answers = Object.fromEntries(encodings.map((encoding, index) => [encoding, found[index]!]));
  const file = join(folder, "answers.json");
  writeAnswers(file, answers);
  const start = async (name: string) => {
    const port = await freePort();
    return startProcess(
      process.execPath,
      ["--import", "tsx", `bench/servers/${name}.ts`, file, String(port)],
      port,
    );
  };
  return {
    bare: await start("bare"),
    express: await start("express"),
    ...(hasNginx() && {
      nginx: await startNginx(join(folder, "nginx"), await freePort(), answers.identity!, answers.gzip!),
    }),
  };
}
