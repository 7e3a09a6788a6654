import cluster from "node:cluster";
import { backOff, SETTLED_MS } from "./back-off.ts";
import type { Act, Call } from "./calls.ts";
import { forkMember, type Idle, type Member } from "./member.ts";

/** How long a worker may finish what is under way: where all stop (`docker stop` kills after ten seconds), where one is replaced. */
const STOP_WITHIN_MS = 8500;
const RENEW_WITHIN_MS = 10_000;

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
  /** Workers die as fast as they are replaced, and none is left that has served for a while. */
  onHopeless: () => void;
}

/** Workers that share a port: started together, replaced when they die, renewed one after the other. */
export function crew({ size, program, begin, acts, log, onHopeless }: Parts) {
  const members = new Set<Member>();
  const pauseAfter = backOff(size);
  let isStopping = false;
  let renewing = Promise.resolve();
  cluster.setupPrimary({ exec: program, args: [] });

  /** Resolves with the port when a new worker listens. Rejects with its complaint where it ends before. */
  const join = async (): Promise<number> => {
    const member: Member = forkMember(
      begin,
      new Map<string, Act>([...acts, ["elsewhere", (call: Call) => tellOthers(member, call)]]),
    );
    members.add(member);
    void member.gone.then(() => {
      members.delete(member);
      const servedMs = member.servedMs();
      if (servedMs === undefined || member.isExpendable || isStopping) return;
      log.error({ worker: member.pid }, "a worker ended and is replaced");
      replace(servedMs);
    });
    const port = await member.serves;
    log.info({ worker: member.pid }, "a worker serves");
    return port;
  };
  const tellOthers = (teller: Member, call: Call) => {
    for (const member of members) if (member !== teller) member.call(call);
  };

  /** Puts a new worker in the place of one that served for so long. */
  function replace(servedMs: number): void {
    const { waitMs, isHopeless } = pauseAfter(servedMs, new Date());
    const isSettled = (member: Member) => (member.servedMs() ?? 0) >= SETTLED_MS;
    if (isHopeless && ![...members].some(isSettled)) return onHopeless();
    setTimeout(() => {
      if (isStopping) return;
      join().catch((error: unknown) => {
        if (isStopping) return;
        log.error({ error: String(error) }, "a worker could not start");
        replace(0);
      });
    }, waitMs);
  }

  const dismiss = (member: Member, idle: Idle, withinMs: number) => {
    member.isExpendable = true;
    return member.dismiss(idle, withinMs);
  };
  const renew = async (old: Member) => {
    old.isExpendable = true;
    try {
      await join();
    } catch (error) {
      old.isExpendable = false;
      if (!members.has(old)) replace(0);
      throw error;
    }
    await dismiss(old, "wait", RENEW_WITHIN_MS);
  };
  const renewAll = async () => {
    try {
      for (const member of [...members]) if (!isStopping && !member.isExpendable) await renew(member);
      log.info({ workers: size }, "all workers were renewed");
    } catch (error) {
      if (!isStopping)
        log.error({ error: String(error) }, "a new worker could not start; the old ones go on");
    }
  };

  return {
    /** Starts all workers and returns the port they listen on. Throws what the first one complains of. */
    async start(): Promise<number> {
      const port = await join();
      await Promise.all(Array.from({ length: size - 1 }, join));
      return port;
    },
    /**
     * Renews all workers, one after the other: a new one listens before an old one takes no more connections. Where a
     * new one cannot start, the old ones go on. Asked again meanwhile, it does so again afterwards.
     */
    restart: (): Promise<void> => (renewing = renewing.then(renewAll)),
    /** Lets all workers finish what is under way. Resolves when the last is gone. */
    async stop(): Promise<void> {
      isStopping = true;
      await Promise.all([...members].map((member) => dismiss(member, "cut", STOP_WITHIN_MS)));
    },
    /** Ends all workers at once. */
    kill(): void {
      isStopping = true;
      for (const { kill } of members) kill();
    },
  };
}
