import { Command } from "commander";
import { parseConfig } from "../config.ts";
import { startServer } from "../server.ts";
import type { Env } from "./site.ts";

/** `broadsheet start`: migrates the data, listens, prints the address, and the set-up link while nobody has an account. */
export function startCommand(env: Env) {
  return new Command("start").description("run the site").action(async () => {
    const server = await startServer(parseConfig(env));
    process.stdout.write(`Broadsheet is at ${server.address}\n`);
    if (server.setupLink) process.stdout.write(`Set up your site: ${server.setupLink}\n`);
    let isStopping = false;
    const stop = () => {
      if (isStopping) process.exit(0);
      isStopping = true;
      void server.stop().then(() => process.exit(0));
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
}
