import { purgeAddressesOf, type SettingGroups } from "../settings/setting.ts";

/** A cache in front of the site, as the settings describe it. */
export interface PurgeTarget {
  address: string;
  method: "varnish" | "hook";
  /** '' for none. */
  secret: string;
}

/** What is no longer right: names as they stand in Surrogate-Key, and addresses of pages where they are known. */
export interface Purge {
  tags: string[];
  /** Absolute. */
  urls: string[];
}

export type SendPurge = (target: PurgeTarget, purge: Purge, signal: AbortSignal) => Promise<void>;

export function purgeTargets(caching: SettingGroups["caching"]): PurgeTarget[] {
  const { purgeMethod: method, purgeSecret: secret } = caching;
  return purgeAddressesOf(caching).map((address) => ({ address, method, secret }));
}

export const ANSWER_WITHIN_MS = 5000;

/** Why a purge did not arrive: a status, 'timeout', or the code of a broken connection. */
export class PurgeFailed extends Error {}

/**
 * Sends one purge to exactly the address it is given: a redirect is a failure. Throws PurgeFailed. Varnish gets what its
 * users know (PURGE with the names in a header, as deploy/varnish.vcl reads it), a hook a POST of JSON.
 */
export const sendPurge: SendPurge = async ({ address, method, secret }, { tags, urls }, signal) => {
  const authorization: Record<string, string> = secret === "" ? {} : { Authorization: `Bearer ${secret}` };
  const request =
    method === "varnish"
      ? { method: "PURGE", headers: { ...authorization, "Surrogate-Key": tags.join(" ") } }
      : {
          method: "POST",
          headers: { ...authorization, "Content-Type": "application/json" },
          body: JSON.stringify({ tags, urls }),
        };
  const until = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
  let status: number;
  try {
    const answer = await fetch(address, { ...request, redirect: "manual", signal: until });
    await answer.body?.cancel();
    status = answer.status;
  } catch (error) {
    throw new PurgeFailed(reasonOf(error));
  }
  if (status < 200 || status > 299) throw new PurgeFailed(String(status));
};

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error.name === "TimeoutError") return "timeout";
  const { code, message } = (error.cause ?? {}) as { code?: string; message?: string };
  return code ?? message ?? error.name;
}
