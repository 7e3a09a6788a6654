import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const RUN =
  "import { main } from './src/commands/main.ts'; process.exitCode = await main(['start'], process.env);";

export interface Program {
  /** The first group of `pattern` in what the program has printed so far, or prints next. Rejects where it ends before. */
  printed: (pattern: RegExp) => Promise<string>;
  /** Asks it to stop, as a service manager does. Resolves with the exit code. */
  stop: () => Promise<number | null>;
}

/** `broadsheet start` from the sources, as a process of its own on a free port, with nothing else in its environment. */
export function startProgram(env: Record<string, string>): Program {
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", RUN], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, errors] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => void (out += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => void (errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return {
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(out)?.[1];
          if (found !== undefined) resolve(found);
        };
        look();
        child.stdout.on("data", look);
        void ended.then((code) => reject(new Error(`ended with ${code}: ${out}${errors}`)));
      }),
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}
