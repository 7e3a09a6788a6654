import type { Response } from "express";
import type { PostSource } from "../posts/post.ts";
import { purgedAt } from "../posts/publishing.ts";
import type { PostTyped } from "../posts/typed.ts";
import { viewerOf } from "../sessions/guard.ts";
import { toEditor, type Editor } from "./editor.ts";
import type { EditingParts } from "./parts.ts";
import { postEditor, postTrashed } from "./views.ts";

export type EditorPage = ReturnType<typeof editorPage>;

type More = Partial<Pick<Editor, "errors" | "theirs" | "isDeleted" | "findings" | "applyOn">> & {
  isSaved?: boolean;
};

/** The editor on its page, with whatever was typed so far. */
export function editorPage(parts: EditingParts) {
  const { kind, saves, paths, words, render, clock } = parts;
  const section = `${kind}s` as const;

  /** The tab whose words wait as a planned change. */
  const plannedTab = (id: number) => {
    const change = parts.plans.find(id)?.change;
    return change ? [`${change.tab}@${change.version}`] : [];
  };
  const autosaveOf = (res: Response, post: PostSource | undefined): Editor["autosave"] => {
    if (post?.status === "trash") return null;
    const { id: user } = viewerOf(res);
    const names = post ? parts.presence.listOthers(post.id, user, clock()) : [];
    return {
      ...{ user, href: paths.admin.autosave({ kind, id: post?.id }) },
      presence: post ? paths.admin.presence(post) : "",
      tabs: post ? [...parts.history.listTabs(post.id), ...plannedTab(post.id)] : [],
      here: { names: new Intl.ListFormat(words().language).format(names), count: names.length },
    };
  };
  const show = (res: Response, post: PostSource | undefined, typed: PostTyped, more: More = {}) => {
    const { t } = words();
    const model = toEditor(post, typed, {
      ...{ kind, viewer: viewerOf(res), now: clock(), choices: parts.choicesFor(post, typed) },
      ...{ timeZone: words().timeZone, language: words().language, ...more, isUnsaved: !more.isSaved },
      nameOf: (visibility) => t(`desk.visibilities.${visibility}`),
      isChecked: more.findings !== undefined,
      findings: more.findings ?? (post ? parts.findingsFor(post.id) : null),
      plan: post && parts.plans.find(post.id),
      aside: post && parts.history.openAside(post.id, viewerOf(res).id),
      notes: post ? parts.notes.summary(post.id, clock()) : null,
      ...{
        savedAt: post ? saves.savedAt(post) : null,
        hasDraft: post?.hasDraft ?? false,
        autosave: autosaveOf(res, post),
      },
      revisionCount: post ? parts.countRevisions(post.id) : 0,
      address: ({ address }) => paths.post(address),
    });
    const title = post
      ? t("desk.editing", { title: post.title || t("desk.untitled") })
      : t(kind === "page" ? "desk.newPage" : "desk.newPost");
    render(res, { title, section }, postEditor(model));
  };

  return {
    show,
    /** Shows what is typed beside what was saved before the post was thrown away. */
    showThrown(res: Response, post: PostSource, typed: PostTyped) {
      const theirs = { title: post.title, excerpt: post.excerpt, body: post.bodySource, at: post.updatedAt };
      show(res.status(409), post, { ...typed, version: String(post.revision) }, { theirs });
    },
    /** Shows a post that lies in the trash. */
    showTrashed(res: Response, post: PostSource) {
      const thrownAt = post.trashedAt ?? post.updatedAt;
      const title = post.title || words().t("desk.untitled");
      render(res, { title, section }, postTrashed({ post, purgedAt: purgedAt(thrownAt) }));
    },
  };
}
