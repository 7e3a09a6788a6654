import type { Message } from "../messages/translator.ts";
import { purgeAddressesOf, type SettingGroups } from "../settings/setting.ts";
import type { PurgeState } from "../settings/views.ts";
import type { CursorsRepository } from "./cursors-repository.ts";
import { ANSWER_WITHIN_MS } from "./request.ts";

/** How the last purge of each cache in front went, in the order in which they were typed. */
export function purgeStates(
  caching: SettingGroups["caching"],
  cursors: Pick<CursorsRepository, "list">,
): PurgeState[] {
  const list = cursors.list();
  return purgeAddressesOf(caching).map((address) => {
    const { purgedAt = null, failure = null, attempts = 0, nextAt = null } = list.get(address) ?? {};
    const hasFailed = failure !== null && nextAt !== null;
    return { address, purgedAt, failure: hasFailed ? { attempts, why: inWords(failure), nextAt } : null };
  });
}

function inWords(failure: string): Message {
  if (/^\d+$/.test(failure)) return { key: "settings.caching.answered", values: { status: failure } };
  if (failure === "timeout")
    return { key: "settings.caching.noAnswer", values: { seconds: ANSWER_WITHIN_MS / 1000 } };
  return { key: "settings.caching.noConnection", values: { code: failure } };
}
