import { createHmac } from "node:crypto";
import { network } from "../web/network.ts";
import type { LoginTries } from "./login-tries-repository.ts";

export type LoginLimits = ReturnType<typeof loginLimits>;

const MINUTE_MS = 60_000;
/** Failures in a row that cost nothing: by one network at one account, and by one network at all accounts. */
const FREE_AT_ACCOUNT = 5;
const FREE_AT_ALL = 20;
/** The wait after the last free failure, then after each further one. */
const WAITS_MS = [1, 2, 4, 8, 15].map((minutes) => minutes * MINUTE_MS);
/** Failures are forgotten after this long without another. */
const FORGET_ACCOUNT_MS = 24 * 60 * MINUTE_MS;
const FORGET_ALL_MS = 60 * MINUTE_MS;

/**
 * Slows down who guesses passwords. A network that failed too often waits before its next try; other networks do not,
 * so that nobody can lock a person out of their account. The counts are on disk and survive a restart.
 */
export function loginLimits(tries: LoginTries, key: string) {
  const subjects = (ip: string, email: string) => {
    const hash = (...parts: string[]) =>
      createHmac("sha256", Buffer.from(key, "hex"))
        .update(`login\n${parts.join("\n")}`)
        .digest();
    const from = network(ip);
    return {
      account: {
        subject: hash(from, email.trim().toLowerCase()),
        free: FREE_AT_ACCOUNT,
        forgetMs: FORGET_ACCOUNT_MS,
      },
      all: { subject: hash(from), free: FREE_AT_ALL, forgetMs: FORGET_ALL_MS },
    };
  };
  return {
    /**
     * Milliseconds to wait, or 0 where the password may be looked at. The try then counts as failed until `succeeded`
     * says otherwise: many at the same moment are as slow as many in a row.
     */
    begin: (ip: string, email: string, now: Date): number =>
      tries.together(() => {
        const at = now.getTime();
        tries.purge(at - FORGET_ACCOUNT_MS);
        const known = Object.values(subjects(ip, email)).map((one) => {
          const found = tries.find(one.subject);
          return {
            ...one,
            ...(found && at - found.lastAt < one.forgetMs ? found : { failures: 0, closedUntil: 0 }),
          };
        });
        const wait = Math.max(...known.map(({ closedUntil }) => closedUntil - at));
        if (wait > 0) return wait;
        for (const { subject, failures, free } of known) {
          const step = failures + 1 - free;
          const closedMs = step < 0 ? 0 : WAITS_MS[Math.min(step, WAITS_MS.length - 1)]!;
          tries.put(subject, failures + 1, at, at + closedMs);
        }
        return 0;
      }),
    /** The password was right: the account starts afresh here. */
    succeeded(ip: string, email: string): void {
      const { account, all } = subjects(ip, email);
      tries.together(() => {
        tries.forget(account.subject);
        tries.takeBack(all.subject);
      });
    },
  };
}

/** A wait as people hear it: whole minutes, at least one. */
export function minutesOf(waitMs: number): number {
  return Math.max(1, Math.ceil(waitMs / MINUTE_MS));
}
