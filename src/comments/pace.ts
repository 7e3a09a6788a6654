import { hash as digest, randomBytes } from "node:crypto";
import { network } from "../web/network.ts";
import { nowhereElse, type Elsewhere } from "../workers/elsewhere.ts";

export type Pace = ReturnType<typeof createPace>;

const HOUR_MS = 3_600_000;
const MAX_KEPT = 20_000;

/**
 * How fast people comment: when a form was first shown to an address, and when an address, e-mail address or account
 * last commented. It stands in the memory of each process, under hashes whose key dies with it, for an hour: no network
 * address is ever stored. docs/decisions/comments.md
 */
export function createPace(elsewhere: Elsewhere = nowhereElse) {
  const key = randomBytes(32).toString("base64");
  const hash = (...parts: string[]) => digest("sha256", [key, ...parts].join("\n"), "base64");
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
  const noteForm = (postId: number, ip: string, at: number): boolean => {
    const form = hash("form", network(ip), String(postId));
    const isFirst = since(shown, form, new Date(at)) === null;
    if (isFirst) keep(shown, form, at);
    return isFirst;
  };
  const noteComment = (person: Person, at: number) => {
    for (const name of peopleOf(person)) keep(last, name, at);
  };
  const noteFormElsewhere = elsewhere("a form was shown", noteForm);
  const noteCommentElsewhere = elsewhere("somebody commented", noteComment);
  return {
    /** A page with the form of this post was answered. The first time within the hour counts. */
    formShown(postId: number, ip: string, now: Date): void {
      if (noteForm(postId, ip, now.getTime())) noteFormElsewhere(postId, ip, now.getTime());
    },
    /** Null where nobody at this address was shown the form in the past hour, as far as this process knows. */
    msOnForm: (postId: number, ip: string, now: Date): number | null =>
      since(shown, hash("form", network(ip), String(postId)), now),
    commented(person: Person, now: Date): void {
      noteComment(person, now.getTime());
      noteCommentElsewhere(person, now.getTime());
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

function keep(kept: Map<string, number>, name: string, now: number) {
  kept.delete(name);
  kept.set(name, now);
  for (const [oldest, at] of kept) {
    if (kept.size <= MAX_KEPT && now - at < HOUR_MS) break;
    kept.delete(oldest);
  }
}
