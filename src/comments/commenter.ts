import { randomBytes } from "node:crypto";
import type { Request, Response } from "express";
import type { Signer } from "../secrets/signer.ts";
import type { Vault } from "../secrets/vault.ts";
import { cookieOf } from "../web/cookies.ts";

/** Who a browser says it is, where its person asked it to remember. */
export interface Commenter {
  name: string;
  email: string;
  website: string;
  /** Random, made once for this browser: proof that later comments come from the same one. */
  token: string;
}

export type CommenterCookie = ReturnType<typeof commenterCookie>;

/** As long as WordPress remembers: 30,000,000 s, about 347 days. */
const REMEMBER_MS = 30_000_000_000;
const PURPOSE = "comments.commenter";

/**
 * The cookie of people who ticked "Save my name, email, and website". It is made on that choice only, sealed so that
 * no log on the way can read the address, and signed.
 */
export function commenterCookie({ signer, vault, isHttps }: Parts) {
  const name = isHttps ? "__Host-commenter" : "commenter";
  const attributes = { httpOnly: true, sameSite: "lax", secure: isHttps, path: "/" } as const;
  return {
    /** Who this browser remembers; undefined for none, an altered cookie or one that expired. */
    read(req: Request, now: Date): Commenter | undefined {
      const sealed = signer.verify(PURPOSE, cookieOf(req, name) ?? "", now);
      if (sealed === undefined) return undefined;
      return JSON.parse(vault.open(Buffer.from(sealed, "base64url"))) as Commenter;
    },
    remember(res: Response, commenter: Commenter, now: Date): void {
      const sealed = vault.seal(JSON.stringify(commenter)).toString("base64url");
      const expires = new Date(now.getTime() + REMEMBER_MS);
      res.cookie(name, signer.sign(PURPOSE, sealed, expires), { ...attributes, expires });
    },
    forget(res: Response): void {
      res.clearCookie(name, attributes);
    },
  };
}

export const newToken = (): string => randomBytes(24).toString("hex");

interface Parts {
  signer: Signer;
  vault: Vault;
  isHttps: boolean;
}
