import { network } from "../web/network.ts";
import type { Elsewhere } from "../workers/elsewhere.ts";

/** Counts one attempt of an address: 0 while it may, else the seconds to wait. */
export type Throttle = (ip: string) => number;

interface Limit {
  /** What is throttled: a word of its own. */
  name: string;
  elsewhere: Elsewhere;
  points?: number;
  seconds?: number;
}

/** Networks remembered at most, some two megabytes: where more come, those that came first are forgotten first. */
const MOST_NETWORKS = 20_000;

/** What a network did since its first attempt. */
interface Stretch {
  attempts: number;
  /** When they are forgotten, in milliseconds of `performance.now`. */
  until: number;
}

/**
 * Twenty comments or previews in ten minutes from one network, unless said otherwise. Each process counts in memory
 * and tells the others.
 */
export function createThrottle({ name, elsewhere, points = 20, seconds = 600 }: Limit): Throttle {
  /** In the order in which they end. */
  const stretches = new Map<string, Stretch>();
  const begin = (from: string, now: number): Stretch => {
    const stretch = { attempts: 0, until: now + seconds * 1000 };
    stretches.delete(from);
    stretches.set(from, stretch);
    for (const [oldest, { until }] of stretches) {
      if (stretches.size <= MOST_NETWORKS && now < until) break;
      stretches.delete(oldest);
    }
    return stretch;
  };
  const count = (from: string, now: number): Stretch => {
    const known = stretches.get(from);
    const stretch = known && now < known.until ? known : begin(from, now);
    stretch.attempts += 1;
    return stretch;
  };
  const countElsewhere = elsewhere(`throttle ${name}`, (from: string) => void count(from, performance.now()));
  return (ip) => {
    const from = network(ip);
    countElsewhere(from);
    const now = performance.now();
    const { attempts, until } = count(from, now);
    return attempts <= points ? 0 : Math.max(1, Math.ceil((until - now) / 1000));
  };
}
