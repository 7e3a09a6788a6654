import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { network } from "../web/network.ts";
import type { Elsewhere } from "../workers/elsewhere.ts";

/** Counts one attempt of an address: 0 while it may, else the seconds to wait. */
export type Throttle = (ip: string) => Promise<number>;

interface Limit {
  /** What is throttled: a word of its own. */
  name: string;
  elsewhere: Elsewhere;
  points?: number;
  seconds?: number;
}

/**
 * Twenty comments or previews in ten minutes from one network, unless said otherwise. Each process counts in memory
 * and tells the others.
 */
export function createThrottle({ name, elsewhere, points = 20, seconds = 600 }: Limit): Throttle {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  const countElsewhere = elsewhere(`throttle ${name}`, (from: string) => void limiter.penalty(from));
  return async (ip) => {
    const from = network(ip);
    countElsewhere(from);
    try {
      await limiter.consume(from);
      return 0;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw refused;
    }
  };
}
