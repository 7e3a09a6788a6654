import { NotAllowed, NotFound } from "../errors.ts";
import type { Viewer } from "../users/user.ts";
import type { DeskRepository } from "./desk-repository.ts";
import type { PostKind, PostSource } from "./post.ts";
import { mayEdit, mayKnow } from "./rights.ts";

interface Parts {
  kind: PostKind;
  desk: DeskRepository;
  clock: () => Date;
}

/**
 * Finds the post, or the page, of an address of the desk for somebody who wants to change it. Throws NotFound where
 * there is none that this person may know of, NotAllowed where it is somebody else's.
 */
export function editablePosts({ kind, desk, clock }: Parts) {
  return (req: { params: { id: string } }, viewer: Viewer): PostSource => {
    const post = /^\d{1,15}$/.test(req.params.id) ? desk.findSource(Number(req.params.id)) : undefined;
    if (post?.kind !== kind || !mayKnow(viewer, post, clock())) throw new NotFound("There is no such post.");
    if (!mayEdit(viewer, post)) throw new NotAllowed("This is somebody else's.");
    return post;
  };
}
