import { createHmac, timingSafeEqual } from "node:crypto";
import type { Keys } from "./keys.ts";

export type Signer = ReturnType<typeof createSigner>;

/** Signed values that a browser keeps for us: bound to a purpose, with an expiry. `payload.expires.signature`, URL-safe. */
export function createSigner(keys: Pick<Keys, "tokens">) {
  const key = Buffer.from(keys.tokens, "hex");
  const signature = (purpose: string, signed: string) =>
    createHmac("sha256", key).update(`${purpose}\n${signed}`).digest("base64url");
  return {
    sign(purpose: string, payload: string, expiresAt: Date): string {
      const signed = `${Buffer.from(payload, "utf8").toString("base64url")}.${expiresAt.getTime().toString(36)}`;
      return `${signed}.${signature(purpose, signed)}`;
    },
    /** The payload, or undefined for a token of another purpose, an altered one or one that expired. */
    verify(purpose: string, token: string, now: Date): string | undefined {
      const [payload, expires, given, ...rest] = token.split(".");
      if (payload === undefined || expires === undefined || given === undefined || rest.length > 0)
        return undefined;
      const expected = Buffer.from(signature(purpose, `${payload}.${expires}`));
      const actual = Buffer.from(given);
      if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return undefined;
      if (Number.parseInt(expires, 36) <= now.getTime()) return undefined;
      return Buffer.from(payload, "base64url").toString("utf8");
    },
  };
}
