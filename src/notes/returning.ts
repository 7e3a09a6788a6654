import type { NotesOfPosts } from "../editor/parts.ts";
import type { LinksRepository } from "./links-repository.ts";
import { LONGEST_NOTE } from "./note.ts";
import type { NoteRepository } from "./repository.ts";

/** What the editor and the lists of posts need to know of notes. */
export function returning({ notes, links }: { notes: NoteRepository; links: LinksRepository }): NotesOfPosts {
  return {
    countWaiting: notes.countWaiting,
    summary(postId, now) {
      const returned = notes.findReturn(postId);
      return {
        waiting: notes.countWaiting([postId]).get(postId) ?? 0,
        links: links.count(postId, now),
        returned: returned ? { author: returned.author, text: returned.text, at: returned.at } : null,
      };
    },
    giveBack(postId, text, by, now) {
      const words = text.replaceAll("\r\n", "\n").trim().slice(0, LONGEST_NOTE);
      if (words === "") return;
      notes.add(
        {
          ...{ postId, parentId: null, kind: "return", userId: by.id, linkId: null },
          ...{ author: by.name, block: null, quote: "", text: words },
        },
        now,
      );
    },
  };
}
