import { createHmac, randomBytes } from "node:crypto";
import { network } from "../web/network.ts";

export type Pace = ReturnType<typeof createPace>;

const HOUR_MS = 3_600_000;
const MAX_KEPT = 20_000;

/**
 * How fast people comment: when a form was first shown to an address, and when an address, e-mail address or account
 * last commented. It stands in the memory of the process, under hashes whose key dies with it, for an hour: no network
 * address is ever stored. docs/decisions/comments.md
 */
export function createPace() {
  const key = randomBytes(32);
  const hash = (...parts: string[]) => createHmac("sha256", key).update(parts.join("\n")).digest("base64");
  const shown = new Map<string, number>();
  const last = new Map<string, number>();
  const since = (kept: Map<string, number>, of: string, now: Date): number | null => {
    const at = kept.get(of);
    return at !== undefined && now.getTime() - at < HOUR_MS ? now.getTime() - at : null;
  };
  const peopleOf = ({ ip, email, userId }: Person) =>
    [
      hash("ip", network(ip)),
      email && hash("email", email.toLowerCase()),
      userId && hash("user", String(userId)),
    ].filter((name): name is string => typeof name === "string" && name !== "");
  return {
    /** A page with the form of this post was answered. The first time within the hour counts. */
    formShown(postId: number, ip: string, now: Date): void {
      const form = hash("form", network(ip), String(postId));
      if (since(shown, form, now) === null) keep(shown, form, now);
    },
    /** Null where nobody at this address was shown the form in the past hour, or by another process. */
    msOnForm: (postId: number, ip: string, now: Date): number | null =>
      since(shown, hash("form", network(ip), String(postId)), now),
    commented(person: Person, now: Date): void {
      for (const name of peopleOf(person)) keep(last, name, now);
    },
    /** Since the last comment from this address, by this e-mail address or this account; null for none in an hour. */
    msSinceLast(person: Person, now: Date): number | null {
      const times = peopleOf(person).map((name) => since(last, name, now));
      const known = times.filter((time) => time !== null);
      return known.length === 0 ? null : Math.min(...known);
    },
  };
}

export interface Person {
  ip: string;
  /** '' for none. */
  email: string;
  userId: number | null;
}

function keep(kept: Map<string, number>, name: string, now: Date) {
  kept.delete(name);
  kept.set(name, now.getTime());
  for (const [oldest, at] of kept) {
    if (kept.size <= MAX_KEPT && now.getTime() - at < HOUR_MS) break;
    kept.delete(oldest);
  }
}
