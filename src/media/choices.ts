import type { Picture } from "./picture.ts";
import type { MediaRepository } from "./repository.ts";

const NEWEST = 24;

/** Pictures to choose one from: the present one and the newest. */
export function pictureChoices(media: Pick<MediaRepository, "find" | "list">) {
  return (present: number | null): Picture[] => {
    const newest = media.list(NEWEST).flatMap(({ picture }) => picture ?? []);
    const chosen = present === null ? null : (media.find(present)?.picture ?? null);
    return chosen && newest.every(({ mediaId }) => mediaId !== chosen.mediaId) ? [chosen, ...newest] : newest;
  };
}
