import { pictureChoices } from "../media/choices.ts";
import type { Picture } from "../media/picture.ts";
import type { MediaRepository } from "../media/repository.ts";
import type { TopicRepository } from "../topics/repository.ts";
import type { UserRepository } from "../users/repository.ts";
import type { DeskRepository } from "./desk-repository.ts";
import { inTreeOrder } from "./page-tree.ts";
import type { PostKind, PostSource } from "./post.ts";
import type { PostTyped } from "./typed.ts";

/** A choice in a list; `depth` indents it below its parent. */
export interface Choice {
  value: number;
  label: string;
  depth: number;
}

/** What can be chosen in the row of a list. */
export interface RowChoices {
  categories: Choice[];
  authors: Choice[];
  parents: Choice[];
}

/** What can be chosen in the editor. */
export interface EditorChoices extends RowChoices {
  pictures: Picture[];
  /** For cards. */
  sharingPictures: Picture[];
}

interface Parts {
  users: UserRepository;
  topics: TopicRepository;
  media: MediaRepository;
  desk: DeskRepository;
  untitled: () => string;
}

/** What the editor offers: categories as a tree, people, the newest pictures; for pages, parents that make no circle. */
export function editorChoices({ users, topics, media, desk, untitled }: Parts) {
  const categories = (): Choice[] =>
    topics.list("category").map(({ id, name, depth }) => ({ value: id, label: name, depth }));
  const pictures = pictureChoices(media);
  const parents = (post: PostSource | undefined): Choice[] => {
    const below = new Set(post ? desk.listBelow(post.id) : []);
    return inTreeOrder(desk.listPages())
      .filter(({ item }) => !below.has(item.id))
      .map(({ item, depth }) => ({ value: item.id, label: item.title || untitled(), depth }));
  };
  const rowChoicesFor =
    (kind: PostKind) =>
    (post: PostSource | undefined): RowChoices => ({
      categories: kind === "post" ? categories() : [],
      authors: users.list().map(({ id, name }) => ({ value: id, label: name, depth: 0 })),
      parents: kind === "page" ? parents(post) : [],
    });
  return {
    rowChoicesFor,
    hasPicture: (id: number): boolean => Boolean(media.find(id)?.picture),
    choicesFor:
      (kind: PostKind) =>
      (post: PostSource | undefined, typed: PostTyped): EditorChoices => ({
        ...rowChoicesFor(kind)(post),
        pictures: pictures(typed.picture, typed.pictureQuery),
        sharingPictures: pictures(typed.sharingPicture, typed.pictureQuery),
      }),
  };
}
