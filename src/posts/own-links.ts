import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TopicRepository } from "../topics/repository.ts";
import type { UserRepository } from "../users/repository.ts";
import { readings, readSegments } from "./address.ts";
import { RESERVED } from "./reserved.ts";

interface Parts {
  baseUrl: () => string;
  mediaFolder: string;
  topics: Pick<TopicRepository, "findByPath">;
  users: Pick<UserRepository, "findBySlug">;
  /** Whether a post, a page or a former address of one stands at a path. */
  leadsToPost: Leads;
}

/** Whether readers find something at an address; `apartFromRedirects`, without being led on by a former address. */
export type Leads = (address: string, how?: { apartFromRedirects: boolean }) => boolean;

/** Whether readers find something at an address of this site; `url` may be relative to its root. */
export function ownLinks({ baseUrl, mediaFolder, topics, users, leadsToPost }: Parts): Leads {
  return (url, how) => {
    if (!URL.canParse(url, `${baseUrl()}/`)) return false;
    const { pathname, searchParams } = new URL(url, `${baseUrl()}/`);
    const segments = readSegments(pathname);
    if (!segments) return false;
    const [first = "", ...rest] = segments;
    if (first === "" || searchParams.has("p") || searchParams.has("page_id")) return true;
    if (first === "media") return rest.length > 0 && existsSync(join(mediaFolder, ...rest));
    if (/^\d{4}$/.test(first) && rest.every((part) => /^\d{1,2}$/.test(part))) return true;
    if (first === "category" || first === "tag") {
      const paths = readings(rest).map(({ path }) => path);
      return paths.some((path) => topics.findByPath(first, path) !== undefined) || leadsToPost(pathname, how);
    }
    if (first === "author") return users.findBySlug(rest[0] ?? "") !== undefined;
    // Reserved for what leads on from there: nothing stands below it.
    return (RESERVED.has(first) && first !== "wp-content") || leadsToPost(pathname, how);
  };
}
