import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { network } from "../web/network.ts";

/** Counts one attempt of an address: 0 while it may, else the seconds to wait. */
export type Throttle = (ip: string) => Promise<number>;

/** Twenty comments or previews in ten minutes from one network, kept in memory. */
export function createThrottle({ points = 20, seconds = 600 } = {}): Throttle {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (ip) => {
    try {
      await limiter.consume(network(ip));
      return 0;
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw refused;
    }
  };
}
