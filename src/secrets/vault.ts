import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { Keys } from "./keys.ts";

export type Vault = ReturnType<typeof createVault>;

/**
 * Keeps e-mail addresses of commenters: encrypted (AES-256-GCM: 12 bytes nonce, 16 bytes tag, text), and findable by a
 * keyed hash (HMAC-SHA-256 of the trimmed, lower-case address). Without the keys neither says anything.
 */
export function createVault(keys: Pick<Keys, "email" | "emailHash">) {
  const cipherKey = Buffer.from(keys.email, "hex");
  const hashKey = Buffer.from(keys.emailHash, "hex");
  return {
    seal(text: string): Buffer {
      const nonce = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", cipherKey, nonce);
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    /** The text again. Throws where the bytes were not sealed with these keys. */
    open(sealed: Buffer): string {
      const decipher = createDecipheriv("aes-256-gcm", cipherKey, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]).toString("utf8");
    },
    fingerprint(text: string): Buffer {
      return createHmac("sha256", hashKey).update(text.trim().toLowerCase()).digest();
    },
  };
}
