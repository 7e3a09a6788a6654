import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { rangeOf } from "../messages/dates.ts";
import type { TopicRepository } from "../topics/repository.ts";
import type { UserRepository } from "../users/repository.ts";
import { readings, readSegments, type Reading } from "./address.ts";
import { readDay } from "./archive.ts";
import type { ArchiveRepository } from "./archives-repository.ts";

interface Parts {
  baseUrl: () => string;
  timeZone: () => string;
  mediaFolder: string;
  topics: Pick<TopicRepository, "findByPath">;
  users: Pick<UserRepository, "findBySlug">;
  archives: Pick<ArchiveRepository, "countByAuthor" | "countWithin">;
  clock: () => Date;
  /** Whether the product answers an address itself, whatever was written. */
  answers: (address: string) => boolean;
  /** Whether a post, a page or a former address of one stands at a path. */
  leadsToPost: Leads;
}

/** Whether readers find something at an address; `apartFromRedirects`, without being led on by a former address. */
export type Leads = (address: string, how?: { apartFromRedirects: boolean }) => boolean;

/** Whether readers find something at an address of this site; `url` may be relative to its root. */
export function ownLinks(parts: Parts): Leads {
  const { baseUrl, timeZone, mediaFolder, topics, users, archives, clock, answers, leadsToPost } = parts;
  const isArchive = (path: string): boolean => {
    const [first = "", ...rest] = path.split("/");
    if (first === "category" || first === "tag")
      return topics.findByPath(first, rest.join("/")) !== undefined;
    if (first === "author") {
      const author = users.findBySlug(rest.join("/"));
      return author !== undefined && archives.countByAuthor(author.id, clock()) > 0;
    }
    const [, year, month, day] = /^(\d{4})(?:\/(\d{1,2})(?:\/(\d{1,2}))?)?$/.exec(path) ?? [];
    const range = year === undefined ? undefined : rangeOf(readDay(year, month, day), timeZone());
    return range !== undefined && archives.countWithin([range], clock())[0]! > 0;
  };
  return (url, how) => {
    if (!URL.canParse(url, `${baseUrl()}/`)) return false;
    const { pathname } = new URL(url, `${baseUrl()}/`);
    const segments = readSegments(pathname);
    if (!segments) return false;
    if (segments[0] === "media" && isFile(join(mediaFolder, ...segments.slice(1)))) return true;
    const [whole, ...others] = readings(segments);
    return (
      answers(`/${whole!.path}`) ||
      [whole!, ...others.filter(isOfList)].some(({ path }) => isArchive(path)) ||
      leadsToPost(pathname, how)
    );
  };
}

/** Whether it is read as a feed or another page of a list: nothing else stands behind the address of an archive. */
const isOfList = ({ suffix }: Reading) => suffix.kind === "feed" || suffix.kind === "page";

const isFile = (path: string) => existsSync(path) && statSync(path).isFile();
