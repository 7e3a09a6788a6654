import type { Vault } from "../secrets/vault.ts";

/** A commenter's e-mail address for the queue: null where none was given, undefined where the keys no longer fit. */
export function openedEmail(vault: Vault, sealed: Buffer | null): string | null | undefined {
  if (sealed === null) return null;
  try {
    return vault.open(sealed);
  } catch {
    return undefined;
  }
}
