import { Command } from "commander";
import { parseConfig } from "../config.ts";
import { startPrimary } from "../primary.ts";
import { startServer, type RunningSite } from "../server.ts";
import type { Env } from "./site.ts";

/**
 * `broadsheet start`: migrates the data, listens, prints the address, and the set-up link while nobody has an account.
 * SIGTERM or SIGINT stop it cleanly, a second one at once; SIGHUP renews the workers where there are several.
 */
export function startCommand(env: Env) {
  return new Command("start").description("run the site").action(async () => {
    const config = parseConfig(env);
    let site: RunningSite | undefined = undefined;
    // While it starts, there is nothing to renew.
    if (config.workers > 1) process.on("SIGHUP", () => void site?.restart?.());
    site = await (config.workers > 1 ? startPrimary(config) : startServer(config));
    process.stdout.write(`Broadsheet is at ${site.address}\n`);
    if (site.setupLink) process.stdout.write(`Set up your site: ${site.setupLink}\n`);
    stopOnSignal(site);
  });
}

function stopOnSignal(site: RunningSite) {
  let isStopping = false;
  const stop = () => {
    if (isStopping) {
      site.abandon();
      process.exit(0);
    }
    isStopping = true;
    void site.stop().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
