import type { SettingGroups } from "../settings/setting.ts";
import type { Viewer } from "../users/user.ts";
import type { CommentErrors, TypedComment } from "./form.ts";
import type { CommentForm } from "./views.ts";

/** The form below a post, or on a page of its own, as its template prints it. */
export function formModel({
  post,
  action,
  typed,
  discussion,
  viewer,
  replyTo,
  errors = {},
}: Given): CommentForm {
  return {
    post,
    action,
    typed,
    errors,
    replyTo,
    signedInAs: viewer?.name ?? null,
    needsAccount: discussion.requireAccount && !viewer,
    isBlank: isBlank(typed) && Object.keys(errors).length === 0,
    fields: {
      isSignedIn: viewer !== null,
      isPersonRequired: discussion.requireNameAndEmail,
      offersToRemember: discussion.offerToRemember,
    },
  };
}

function isBlank({ comment, name, email, website, remember }: TypedComment): boolean {
  return comment === "" && name === "" && email === "" && website === "" && !remember;
}

interface Given {
  post: CommentForm["post"];
  action: string;
  typed: TypedComment;
  discussion: SettingGroups["discussion"];
  viewer: Viewer | null;
  /** The name of who is answered; null for a comment of its own. */
  replyTo: string | null;
  errors?: CommentErrors;
}
