import { Command, CommanderError } from "commander";
import { BadConfig } from "../config.ts";
import { startCommand } from "./start.ts";

/** A mistake of the person who typed the command: one plain line, exit code 2, nothing changed. */
export class UsageError extends Error {}

/** The program `broadsheet`. Returns the exit code, or undefined while a server keeps running. */
export async function main(
  argv: string[],
  env: Record<string, string | undefined>,
): Promise<number | undefined> {
  const program = new Command("broadsheet")
    .description("A self-hosted blog and news engine: one process, one data folder.")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "broadsheet: ")) });
  for (const add of [startCommand]) program.addCommand(add(env).exitOverride());
  try {
    await program.parseAsync(argv, { from: "user" });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`broadsheet: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError || error instanceof BadConfig ? 2 : 1;
  }
}
