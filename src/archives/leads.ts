import { rangeOf } from "../messages/dates.ts";
import type { TopicRepository } from "../topics/repository.ts";
import type { UserRepository } from "../users/repository.ts";
import { readDay } from "./archive.ts";
import type { ArchiveRepository } from "./repository.ts";

interface Parts {
  topics: Pick<TopicRepository, "findByPath">;
  users: Pick<UserRepository, "findBySlug">;
  archives: Pick<ArchiveRepository, "countByAuthor" | "countWithin">;
  timeZone: () => string;
  clock: () => Date;
}

/** Whether readers find an archive at a path, which is decoded, in lower case, without slashes around it. */
export function archiveLeads({ topics, users, archives, timeZone, clock }: Parts) {
  return (path: string): boolean => {
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
}
