import type { Picture } from "./picture.ts";
import type { MediaRepository } from "./repository.ts";

const NEWEST = 24;

/** Pictures to choose one from: the present one and the newest, of all or of those that `query` finds. */
export function pictureChoices(media: Pick<MediaRepository, "find" | "list" | "search">) {
  return (present: number | null, query = ""): Picture[] => {
    const found = query === "" ? media.list(NEWEST) : media.search(query, NEWEST);
    const newest = found.flatMap(({ picture }) => picture ?? []);
    const chosen = present === null ? null : (media.find(present)?.picture ?? null);
    return chosen && newest.every(({ mediaId }) => mediaId !== chosen.mediaId) ? [chosen, ...newest] : newest;
  };
}
