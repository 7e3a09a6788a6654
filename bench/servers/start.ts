import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort, root, startProcess, type Running } from "../process.ts";
import type { Site } from "../site.ts";
import type { ServerName } from "../targets.ts";
import { answerOf, encodings, writeAnswers } from "./answers.ts";
import { hasNginx, startNginx } from "./nginx.ts";

/** How `npm start` starts the site: Node's options, the program and what it shall do. */
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: { start: string };
};
const [, ...AS_NPM_START] = scripts.start.split(" ");
/** The limits in Node have its code on large pages too, so that they show what the site's own code costs. */
const LARGE_PAGES = "--use-largepages=silent";

/** Starts the site on a data folder. It believes the forwarded addresses of this machine. */
export async function startSite(dataDir: string, workers = 1): Promise<Running> {
  const port = await freePort();
  return startProcess(process.execPath, AS_NPM_START, port, {
    ...{ DATA_DIR: dataDir, PORT: String(port), BASE_URL: `http://127.0.0.1:${port}` },
    ...{ TRUST_PROXY: "127.0.0.1", LOG_LEVEL: "silent", WORKERS: String(workers) },
  });
}

/** The servers that repeat what the site answers; nginx where it is installed. `folder` is for their files. */
export async function startLimits(
  site: Running,
  { story, posts }: Site,
  folder: string,
): Promise<Partial<Record<ServerName, Running>>> {
  const found = await Promise.all(encodings.map((encoding) => answerOf(site.port, story.address, encoding)));
  const answers = Object.fromEntries(encodings.map((encoding, index) => [encoding, found[index]!]));
  const file = join(folder, "answers.json");
  writeAnswers(file, answers);
  const addresses = join(folder, "addresses.json");
  writeFileSync(addresses, JSON.stringify(posts.map(({ address }) => address)));
  const start = async (name: string, ...args: string[]) => {
    const port = await freePort();
    const program = [LARGE_PAGES, "--import", "tsx", `bench/servers/${name}.ts`, String(port), ...args];
    return startProcess(process.execPath, program, port);
  };
  return {
    bare: await start("bare", file),
    express: await start("express", file),
    bareMix: await start("bare-mix", String(site.port), addresses, join(folder, "comments.db")),
    ...(hasNginx() && {
      nginx: await startNginx(join(folder, "nginx"), await freePort(), answers.identity!, answers.gzip!),
    }),
  };
}
