import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** A reader who waits until all of this turn of the event loop have asked. */
export interface Asked {
  key: string;
  req: IncomingMessage;
  res: ServerResponse;
}

/** So many are answered before more are heard: who waits while V8 collects its youngest garbage is copied, with the request. */
const MOST = 32;

/**
 * Has the readers of a turn of the event loop answered together, at its end or when many wait: each step then finds its
 * code where the processor is quick to get it. Who asks a second time in a turn, over the same connection, is answered at
 * once: what has been sent over it is what keeps Node from reading more. docs/decisions/page-cache.md
 */
export function byTurns(answerAll: (asked: readonly Asked[]) => void): (asked: Asked) => void {
  let waiting: Asked[] = [];
  /** The connections over which somebody asked in this turn. */
  const heard = new Set<Socket>();
  const answer = () => {
    const all = waiting;
    waiting = [];
    answerAll(all);
  };
  const endTurn = () => {
    heard.clear();
    if (waiting.length > 0) answer();
  };
  return (asked) => {
    const { socket } = asked.req;
    if (heard.size === 0) setImmediate(endTurn);
    waiting.push(asked);
    if (heard.has(socket) || waiting.length === MOST) answer();
    heard.add(socket);
  };
}
