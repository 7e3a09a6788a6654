import { keepAsking } from "./connection.ts";
import { histogram } from "./histogram.ts";
import type { Job, Measured } from "./load.ts";

/** The load generator, in a process of its own: takes jobs from its parent and reports what it measured. */
process.on("message", (job: Job) => void run(job).then((measured) => process.send!(measured)));

/**
 * Keeps `connections` requests under way for `seconds`; the requests are sent in their order, again and again. A
 * connection that breaks counts as an answer with the status 0. It does not sleep when it has nothing to read: a server
 * would pay for waking it, the slower one more often than the faster.
 */
async function run({ port, requests, connections, seconds }: Job): Promise<Measured> {
  const next = inTurn(requests);
  const times = histogram();
  const statuses: Record<number, number> = {};
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let answers = 0;
  const ask = () =>
    new Promise<void>((resolve) => {
      let asked = performance.now();
      const socket = keepAsking(port, next(), (status) => {
        const now = performance.now();
        times.add(now - asked);
        statuses[status] = (statuses[status] ?? 0) + 1;
        answers += 1;
        if (now >= end) return undefined;
        asked = now;
        return next();
      });
      socket.once("close", () => resolve());
      socket.once("error", () => (statuses[0] = (statuses[0] ?? 0) + 1));
    });
  let isAsking = true;
  const stayAwake = () => {
    if (isAsking) setImmediate(stayAwake);
  };
  stayAwake();
  await Promise.all(Array.from({ length: connections }, ask));
  isAsking = false;
  const elapsed = (performance.now() - begun) / 1000;
  return {
    ...{ answers, statuses, perSecond: answers / elapsed },
    ...{ p50: times.at(0.5), p95: times.at(0.95), p99: times.at(0.99) },
  };
}

/** The bytes of requests in turn, again and again. All lie in one piece of memory: collecting garbage does not look through them. */
function inTurn(requests: string[]): () => Buffer {
  const bytes = Buffer.from(requests.join(""), "latin1");
  const ends = new Uint32Array(requests.length);
  requests.forEach((request, index) => (ends[index] = (ends[index - 1] ?? 0) + request.length));
  let place = 0;
  return () => {
    const request = bytes.subarray(ends[place - 1] ?? 0, ends[place]);
    place = (place + 1) % ends.length;
    return request;
  };
}
