import { fork } from "node:child_process";
import { once } from "node:events";
import { briefOptions, programFile } from "../installation.ts";
import { RefusedFile } from "./media.ts";
import type { Answer } from "./picture-process.ts";
import type { MadePicture } from "./pictures.ts";

export interface Log {
  error: (details: object, message: string) => void;
}

/** Longer than the largest picture takes on a slow machine: nobody else's picture is made meanwhile. */
const LONGEST_MS = 120_000;

/**
 * Makes the files of one picture in a process of its own, which ends when they are made: the memory that took is free
 * again, and a decoder that crashes or hangs takes nothing else along. Throws RefusedFile, also then, and where no process
 * can be started.
 */
export async function makePictureBeside(file: string, log: Log): Promise<MadePicture> {
  const answer = await ask(file).catch((error: unknown) => {
    log.error({ error: String(error) }, "the process that makes a picture gave no answer");
    throw new RefusedFile("media.crashed");
  });
  if ("refused" in answer) throw new RefusedFile(answer.refused);
  return answer;
}

async function ask(file: string): Promise<Answer> {
  const child = fork(programFile("media/picture-process"), [file], {
    // All it gets of the environment. Threads that each keep free memory for themselves would need more.
    env: { MALLOC_ARENA_MAX: "1" },
    execArgv: briefOptions(),
    serialization: "advanced",
    // Ctrl+C in a terminal is meant for the site, which finishes what is under way.
    detached: true,
    ...{ timeout: LONGEST_MS, killSignal: "SIGKILL" },
  });
  let answer = undefined as Answer | undefined;
  child.once("message", (message: Answer) => (answer = message));
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  if (!answer) throw new Error(`It ended early: ${signal ?? code}`);
  return answer;
}
