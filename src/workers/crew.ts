import cluster, { type Worker } from "node:cluster";
import { answerCalls, type Act, type Call } from "./calls.ts";
import { backOff } from "./back-off.ts";

export type Crew = ReturnType<typeof crew>;

/** How long a worker may finish what is under way: where all stop (`docker stop` kills after ten seconds), where one is replaced. */
const STOP_WITHIN_MS = 8500;
const REPLACE_WITHIN_MS = 10_000;
/** A worker that has not left so long after its time is killed. */
const GRACE_MS = 1000;

interface Parts {
  /** How many workers there should be. */
  size: number;
  /** The file that a worker runs. */
  program: string;
  /** The call that makes a worker serve. */
  begin: Call;
  /** What workers may call in this process. */
  acts: ReadonlyMap<string, Act>;
  log: Record<"info" | "error", (details: object, message: string) => void>;
  /** Workers die as fast as they are replaced. */
  onHopeless: () => void;
}

interface Member {
  worker: Worker;
  /** When it began to listen, in milliseconds since 1970; undefined before. */
  servesSince: number | undefined;
  /** It was told to leave, or another one takes its place: its end is no surprise. */
  isExpendable: boolean;
  /** Its end, after the last of its calls was heard. */
  gone: Promise<void>;
}

/** Workers that share a port: started together, replaced when they die, renewed one after the other. */
export function crew({ size, program, begin, acts, log, onHopeless }: Parts) {
  const members = new Set<Member>();
  const waitBefore = backOff(size);
  let port: number | undefined;
  let isStopping = false;
  let isRenewing = false;
  cluster.setupPrimary({ exec: program, args: [] });

  /** Resolves when a new worker listens. Rejects with its complaint where it ends before. */
  const join = (): Promise<Member> => {
    const worker = cluster.fork();
    let complaint = "a worker ended before it could serve";
    const member: Member = {
      ...{ worker, servesSince: undefined, isExpendable: false },
      gone: new Promise((resolve) => worker.process.once("close", () => resolve())),
    };
    members.add(member);
    const answer = answerCalls(
      new Map<string, Act>([
        ...acts,
        ["elsewhere", (call: Call) => tellOthers(member, call)],
        ["here", () => void worker.send(begin)],
        ["failed", (message: string) => void (complaint = message)],
      ]),
    );
    worker.on("message", answer);
    return new Promise((resolve, reject) => {
      worker.once("listening", (address) => {
        port ??= address.port;
        member.servesSince = Date.now();
        log.info({ worker: worker.process.pid }, "a worker serves");
        resolve(member);
      });
      void member.gone.then(() => {
        members.delete(member);
        reject(new Error(complaint)); // says nothing to whoever has seen it listen
        if (member.servesSince === undefined || member.isExpendable || isStopping) return;
        log.error({ worker: worker.process.pid }, "a worker ended and is replaced");
        replace(Date.now() - member.servesSince);
      });
    });
  };

  const tellOthers = (teller: Member, call: Call) => {
    for (const member of members)
      if (member !== teller && member.servesSince !== undefined && member.worker.isConnected())
        member.worker.send(call);
  };

  /** Puts a new worker in the place of one that served for so long. */
  function replace(servedMs: number): void {
    const waitMs = waitBefore(servedMs, new Date());
    if (waitMs === undefined) return onHopeless();
    setTimeout(() => {
      if (isStopping) return;
      join().catch((error: unknown) => {
        if (isStopping) return;
        log.error({ error: String(error) }, "a worker could not start");
        replace(0);
      });
    }, waitMs);
  }

  /** Tells a worker to leave, and resolves when it has. */
  const dismiss = async (member: Member, idle: "cut" | "wait", withinMs: number) => {
    member.isExpendable = true;
    const leave: Call = { call: "leave", args: [idle, withinMs] };
    if (member.servesSince === undefined) kill(member);
    else if (member.worker.isConnected()) member.worker.send(leave);
    const timer = setTimeout(() => kill(member), withinMs + GRACE_MS);
    await member.gone;
    clearTimeout(timer);
  };
  const kill = ({ worker }: Member) => void worker.process.kill("SIGKILL");

  const renew = async (old: Member) => {
    old.isExpendable = true;
    try {
      await join();
    } catch (error) {
      old.isExpendable = false;
      if (!members.has(old)) replace(0);
      throw error;
    }
    await dismiss(old, "wait", REPLACE_WITHIN_MS);
  };

  return {
    /** Starts all workers and returns the port they listen on. Throws what the first one complains of. */
    async start(): Promise<number> {
      await join();
      await Promise.all(Array.from({ length: size - 1 }, join));
      return port!;
    },
    /**
     * Renews all workers, one after the other: a new one listens before an old one takes no more connections. Where a
     * new one cannot start, the old ones go on.
     */
    async restart(): Promise<void> {
      if (isRenewing) return;
      isRenewing = true;
      try {
        for (const member of [...members]) if (!isStopping && !member.isExpendable) await renew(member);
        log.info({ workers: size }, "all workers were renewed");
      } catch (error) {
        if (!isStopping)
          log.error({ error: String(error) }, "a new worker could not start; the old ones go on");
      } finally {
        isRenewing = false;
      }
    },
    /** Lets all workers finish what is under way. Resolves when the last has left. */
    async stop(): Promise<void> {
      isStopping = true;
      await Promise.all([...members].map((member) => dismiss(member, "cut", STOP_WITHIN_MS)));
    },
    /** Ends all workers at once. */
    kill(): void {
      isStopping = true;
      members.forEach(kill);
    },
  };
}
