import cluster from "node:cluster";
import { answerCalls, type Act, type Call } from "./calls.ts";

/** A worker that is not gone so long after its time is killed. */
const GRACE_MS = 1000;

export type Member = ReturnType<typeof forkMember>;

/** What becomes of kept connections when a worker leaves: they are cut, or waited for. */
export type Idle = "cut" | "wait";

/**
 * A worker, as the process that started it sees it. `begin` is the call that makes it serve; `acts` are what it may
 * call here.
 */
export function forkMember(begin: Call, acts: ReadonlyMap<string, Act>) {
  const worker = cluster.fork();
  const child = worker.process;
  let servesSince: number | undefined;
  let complaint = "a worker ended before it could serve";
  /** Resolves after the last of its calls was heard. */
  const gone = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const own = new Map<string, Act>([
    ["here", () => void worker.send(begin)],
    ["failed", (message: string) => void (complaint = message)],
  ]);
  worker.on("message", answerCalls(new Map([...acts, ...own])));
  const serves = new Promise<number>((resolve, reject) => {
    worker.once("listening", ({ port }) => {
      servesSince = Date.now();
      resolve(port);
    });
    void gone.then(() => reject(new Error(complaint))); // is too late to say anything once it has served
  });
  const call = (what: Call) => {
    if (servesSince !== undefined && worker.isConnected()) worker.send(what);
  };
  const kill = () => void child.kill("SIGKILL");

  return {
    pid: child.pid,
    /** Its end is no surprise: it was told to leave, or another one takes its place. */
    isExpendable: false,
    /** The port it listens on. Rejects with its complaint where it ends before. */
    serves,
    gone,
    /** How long it has served, in milliseconds; undefined where it has not begun. */
    servedMs: () => (servesSince === undefined ? undefined : Date.now() - servesSince),
    /** Calls a function of it, while it serves. */
    call,
    /** Tells it to finish what is under way; one that has not begun is killed. Resolves when it is gone. */
    async dismiss(idle: Idle, withinMs: number): Promise<void> {
      if (servesSince === undefined) kill();
      call({ call: "leave", args: [idle, withinMs] });
      const timer = setTimeout(kill, withinMs + GRACE_MS);
      await gone;
      clearTimeout(timer);
    },
    /** Ends it at once. */
    kill,
  };
}
