// `broadsheet start` from the sources, for whoever needs it as a process of its own.
import { main } from "../../src/commands/main.ts";

process.exitCode = await main(["start"], process.env);
