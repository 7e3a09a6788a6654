import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const FROM_SOURCES = ["--import", "tsx", fileURLToPath(new URL("start.ts", import.meta.url))];
const FROM_BUILD = ["bin/broadsheet.js", "start"];

export interface Program {
  /** The first group of `pattern` in what the program has printed so far, or prints next. Rejects where it ends before. */
  printed: (pattern: RegExp) => Promise<string>;
  /** The same, of the first so many times. */
  printedTimes: (times: number, pattern: RegExp) => Promise<string[]>;
  signal: (name: NodeJS.Signals) => void;
  /** Asks it to stop, as a service manager does. Resolves with the exit code. */
  stop: () => Promise<number | null>;
}

/** `broadsheet start` from the sources, as a process of its own on a free port, with nothing else in its environment. */
export const startProgram = (env: Record<string, string>): Program => start(FROM_SOURCES, env);

/** The same from the build. */
export const startBuilt = (env: Record<string, string>): Program => start(FROM_BUILD, env);

function start(args: string[], env: Record<string, string>): Program {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, errors] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => void (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => void (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const printedTimes = (times: number, pattern: RegExp) =>
    new Promise<string[]>((resolve, reject) => {
      const look = () => {
        const found = [...out.matchAll(new RegExp(pattern, "g"))].map(([, group]) => group!);
        if (found.length >= times) resolve(found);
      };
      look();
      child.stdout.on("data", look);
      void ended.then((code) => reject(new Error(`ended with ${code}: ${out}${errors}`)));
    });
  return {
    printed: async (pattern) => (await printedTimes(1, pattern))[0]!,
    printedTimes,
    signal: (name) => void child.kill(name),
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
