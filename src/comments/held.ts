import type { Request } from "express";
import type { Signer } from "../secrets/signer.ts";

const PURPOSE = "comments.held";
/** As long as WordPress shows a waiting comment to the person who wrote it. */
const HELD_MS = 600_000;

/** What the address of a page carries so that it shows a comment that waits, to the one who wrote it. */
export function heldToken(signer: Signer, id: number, now: Date): string {
  return signer.sign(PURPOSE, `${id} ${now.getTime()}`, new Date(now.getTime() + HELD_MS));
}

/**
 * The waiting comment that this address may show; undefined for none, a forged token or one older than ten minutes. When
 * it was written is part of it: the number of a comment that was deleted may be given to another.
 */
export function heldOf(
  signer: Signer,
  req: Pick<Request, "query">,
  now: Date,
): { id: number; writtenAt: number } | undefined {
  const { held } = req.query;
  if (typeof held !== "string") return undefined;
  const [id, writtenAt] = signer.verify(PURPOSE, held, now)?.split(" ").map(Number) ?? [];
  return id === undefined || writtenAt === undefined ? undefined : { id, writtenAt };
}
