/** So many wait for nobody else: senders that wait for an answer before they send again would all wait. */
const CROWD = 8;

/**
 * Does what comes one by one in crowds, so that each finds code and data where the processor reaches them soonest, and all
 * may share one write. Work waits for more of it `gatherMs` milliseconds, 0 for not at all. It throws nothing.
 */
export function inCrowds(gatherMs: () => number): (work: () => void) => void {
  let waiting: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    clearTimeout(timer);
    timer = undefined;
    const all = waiting;
    waiting = [];
    for (const work of all) work();
  };
  return (work) => {
    waiting.push(work);
    const ms = waiting.length < CROWD ? gatherMs() : 0;
    if (ms === 0) begin();
    else timer ??= setTimeout(begin, ms);
  };
}
