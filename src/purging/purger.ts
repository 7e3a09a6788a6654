import type { ChangeReader } from "../cache/change-reader.ts";
import { EVERYTHING, type Tag } from "../cache/tags.ts";
import type { ChangedAddresses } from "./addresses.ts";
import type { Cursor, CursorsRepository, Told } from "./cursors-repository.ts";
import { inBatches, surrogateKeys } from "./names.ts";
import { PurgeFailed, type PurgeTarget, type SendPurge } from "./request.ts";

export type Purger = ReturnType<typeof purger>;

interface Parts {
  cursors: CursorsRepository;
  reader: ChangeReader;
  /** Where purges go at present. */
  targets: () => PurgeTarget[];
  /** Digest of what stands in the widgets. */
  widgetsNow: (now: Date) => string;
  addressesOf: ChangedAddresses;
  send: SendPurge;
  /** A text that moves with every commit to the content, of whatever process. */
  version: () => string;
  isWriting: () => boolean;
  clock: () => Date;
  log: { error: (details: object, message: string) => void };
}

/** How often it looks whether something changed, and how long it then gathers: pages that were under way arrive before their purge. */
const LOOK_EVERY_MS = 100;
export const GATHER_MS = 200;
/** After the first failure; twice as long after each further one. */
const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 5 * 60_000;

/**
 * Tells the caches in front of the site what changed. Each address has a bookmark of its own in the log of changes,
 * which moves when a purge has arrived: a restart, a failure or a change by another process loses nothing, and what
 * failed is sent again with all that came since. Nothing here throws. One process of a site runs it; a second one
 * would purge twice.
 */
export function purger(parts: Parts) {
  const { cursors, reader, targets, widgetsNow, addressesOf, send, version, isWriting, clock, log } = parts;
  /** When each address is to be told, in milliseconds since 1970: after a change, or after a failure. */
  const due = new Map<string, number>();
  const underWay = new Set<string>();
  let stopped = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let seen = "";
  let known = "";
  let nextMoment = 0;
  let isFailing = false;

  /** Once after the start, and when the settings change: everybody is asked anew, whatever failed before. */
  const meet = (all: PurgeTarget[], time: number) => {
    const text = JSON.stringify(all);
    if (text === known) return;
    const list = cursors.list();
    due.clear();
    for (const { address } of all)
      due.set(address, known === "" ? (list.get(address)?.nextAt?.getTime() ?? time) : time + GATHER_MS);
    cursors.keepOnly(all.map(({ address }) => address));
    known = text;
  };

  /** Notices that something changed, and gives each address its time. */
  const notice = (all: PurgeTarget[], now: Date) => {
    const current = version();
    if (current === seen && now.getTime() < nextMoment) return;
    seen = current;
    nextMoment = reader.nextMoment(now).getTime();
    for (const { address } of all) if (!due.has(address)) due.set(address, now.getTime() + GATHER_MS);
  };

  const purge = async (target: PurgeTarget): Promise<void> => {
    const now = clock();
    const cursor = cursors.list().get(target.address);
    const { told, changed } = changesFor(cursor, now);
    if (changed.length === 0) return;
    const keys = surrogateKeys(changed, cursor?.told?.widgets !== told.widgets);
    const urls = addressesOf(changed);
    try {
      for (const [index, tags] of inBatches(keys).entries())
        await send(target, { tags, urls: index === 0 ? urls : [] }, stopped.signal);
    } catch (error) {
      if (!stopped.signal.aborted) postpone(target, cursor, error);
      return;
    }
    if (!stopped.signal.aborted) cursors.succeed(target.address, told, clock());
  };
  const changesFor = (cursor: Cursor | undefined, now: Date): { told: Told; changed: Tag[] } => {
    const widgets = widgetsNow(now);
    if (!cursor?.told) return { told: { ...reader.end(now), widgets }, changed: [EVERYTHING] };
    const { tags, ...read } = reader.since(cursor.told, now);
    return { told: { ...read, widgets }, changed: tags };
  };
  const postpone = ({ address }: PurgeTarget, cursor: Cursor | undefined, error: unknown) => {
    const attempts = (cursor?.attempts ?? 0) + 1;
    const failure = error instanceof PurgeFailed ? error.message : String(error);
    const wait = Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS);
    const nextAt = new Date(clock().getTime() + wait);
    cursors.fail(address, { attempts, nextAt, failure });
    due.set(address, nextAt.getTime());
    if (attempts === 1) log.error({ address, failure }, "a purge failed and is tried again");
  };

  /** Looks once. Resolves when what was due at this moment has been sent, or has failed. */
  const look = async (): Promise<void> => {
    try {
      if (isWriting()) return;
      const all = targets();
      if (all.length === 0 && known === "") return;
      const now = clock();
      meet(all, now.getTime());
      notice(all, now);
      const isDue = ({ address }: PurgeTarget) =>
        !underWay.has(address) && (due.get(address) ?? Infinity) <= now.getTime();
      await Promise.all(all.filter(isDue).map(tell));
      isFailing = false;
    } catch (error) {
      // The data cannot be read or written: what was not noted down is sent again.
      if (!isFailing) log.error({ error: String(error) }, "the caches in front could not be told of changes");
      isFailing = true;
    }
  };
  const tell = async (target: PurgeTarget): Promise<void> => {
    const { address } = target;
    due.delete(address);
    underWay.add(address);
    try {
      await purge(target);
    } catch (error) {
      due.set(address, clock().getTime() + FIRST_RETRY_MS);
      throw error;
    } finally {
      underWay.delete(address);
    }
  };

  return {
    look,
    start(): void {
      stopped = new AbortController();
      timer ??= setInterval(() => void look(), LOOK_EVERY_MS).unref();
    },
    /** What is under way is given up, and sent again after the next start. */
    stop(): void {
      clearInterval(timer);
      timer = undefined;
      stopped.abort();
    },
  };
}
