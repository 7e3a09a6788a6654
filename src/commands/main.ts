import { Command, CommanderError } from "commander";
import { BadConfig } from "../config.ts";
import { importCommand } from "./import.ts";
import { rerenderCommand } from "./rerender.ts";
import { seedCommand } from "./seed.ts";
import { UsageError, type Env } from "./site.ts";
import { startCommand } from "./start.ts";
import { userCommand } from "./user.ts";

const COMMANDS = [startCommand, userCommand, importCommand, seedCommand, rerenderCommand];

/** The program `broadsheet`. Returns the exit code, or undefined while a server keeps running. */
export async function main(argv: string[], env: Env): Promise<number | undefined> {
  const program = new Command("broadsheet")
    .description("A self-hosted blog and news engine: one process, one data folder.")
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "broadsheet: ")) });
  for (const add of COMMANDS) program.addCommand(speaking(add(env), program));
  try {
    await program.parseAsync(argv, { from: "user" });
    return undefined;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    process.stderr.write(`broadsheet: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError || error instanceof BadConfig ? 2 : 1;
  }
}

/** A command complains as the program does, and so do those below it. */
function speaking(command: Command, program: Command): Command {
  command.copyInheritedSettings(program);
  for (const below of command.commands) speaking(below, program);
  return command;
}
