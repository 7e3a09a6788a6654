import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import type { Paths } from "../paths.ts";
import type { DeskRepository } from "../posts/desk-repository.ts";
import { editablePosts } from "../posts/editable.ts";
import { isOut, type PostKind, type PostSource } from "../posts/post.ts";
import type { Sent } from "../posts/save-over.ts";
import { typedFrom } from "../posts/typed.ts";
import { viewerOf } from "../sessions/guard.ts";
import { textOf, type FormBody } from "../web/form.ts";
import { nearestPage, paginate } from "../web/pagination.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { compareTexts, compareWords } from "./compare.ts";
import type { RevisionRepository } from "./repository.ts";
import { compareSettings } from "./settings.ts";
import { typedAgain } from "./snapshot.ts";
import { revisionComparison, revisionList } from "./views.ts";

const PER_PAGE = 50;

interface Parts {
  kind: PostKind;
  desk: DeskRepository;
  revisions: RevisionRepository;
  /** Saves a former state as a form would; undefined where it answered something else. */
  save: (res: Response, post: PostSource, sent: Sent) => object | undefined;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}

/** The history of a post or a page: its revisions, any two compared, and the way back to one. */
export function adminRevisions(parts: Parts) {
  const { kind, desk, revisions, paths, words, render } = parts;
  const findPost = editablePosts(parts);
  const nameOf = ({ title }: { title: string }) => title || words().t("desk.untitled");
  const titleOf = (pageId: number) =>
    nameOf({ title: desk.findSource(pageId)?.title ?? words().t("revisions.pageGone") });

  /** Throws NotFound. */
  const find = (postId: number, number: number) => {
    const revision = revisions.find(postId, number);
    const snapshot = revisions.findSnapshot(postId, number);
    if (!revision || !snapshot) throw new NotFound("There is no such revision.");
    return { revision, snapshot, at: revision.at };
  };

  return {
    index(req: Request<{ id: string }>, res: Response) {
      const post = findPost(req, viewerOf(res));
      const total = revisions.count(post.id);
      const page = nearestPage(numberIn(req.query.page) ?? 1, total, PER_PAGE);
      const title = words().t("revisions.title", { title: nameOf(post) });
      const shown = revisions.list(post.id, { limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
      const to = shown[0]?.number ?? 1;
      const model = {
        ...{
          post,
          title,
          revisions: shown,
          to,
          from: shown[1]?.number ?? to,
          editHref: paths.admin.edit(post),
        },
        pagination: paginate(page, total, PER_PAGE, (other) => paths.admin.revisions(post, other)),
      };
      render(res, { title, section: `${kind}s` }, revisionList(model));
    },
    compare(req: Request<{ id: string }>, res: Response) {
      const post = findPost(req, viewerOf(res));
      const newest = revisions.newest(post.id);
      const wanted = numberIn(req.query.to) ?? newest;
      const other = numberIn(req.query.from) ?? revisions.previous(post.id, wanted) ?? wanted;
      const before = find(post.id, Math.min(wanted, other));
      const after = find(post.id, Math.max(wanted, other));
      const title = words().t("revisions.compareTitle", { title: nameOf(post) });
      const marked = (field: "title" | "excerpt") =>
        before.snapshot[field] === after.snapshot[field]
          ? null
          : compareWords(before.snapshot[field], after.snapshot[field]);
      const sides = before.revision.number === after.revision.number ? [after] : [before, after];
      const changes = {
        headline: marked("title"),
        excerpt: marked("excerpt"),
        settings: compareSettings(before, after, words(), titleOf),
        isPasswordChanged:
          before.snapshot.hasPassword &&
          after.snapshot.hasPassword &&
          revisions.hasNewPassword(post.id, before.revision.number, after.revision.number),
      };
      const model = {
        ...{ post, title, ...changes, version: post.revision, mayRestore: post.status !== "trash" },
        sides: sides.map(({ revision }) => ({ revision, isNewest: revision.number === newest })),
        body: compareTexts(before.snapshot.body, after.snapshot.body),
        isSame:
          !changes.headline &&
          !changes.excerpt &&
          changes.settings.length === 0 &&
          !changes.isPasswordChanged &&
          before.snapshot.body === after.snapshot.body,
      };
      render(res, { title, section: `${kind}s` }, revisionComparison(model));
    },
    restore(req: Request<{ id: string; number: string }, unknown, FormBody>, res: Response) {
      const post = findPost(req, viewerOf(res));
      const { revision, snapshot } = find(post.id, numberIn(req.params.number) ?? 0);
      const before = revisions.newest(post.id);
      const present = { ...typedFrom(post, words().timeZone), version: textOf(req.body, "version") };
      // What is out is changed for its editors first: readers may never have been shown that text.
      const action = post.status === "draft" ? "draft" : "keep";
      const typed = typedAgain(snapshot, present, words().timeZone);
      if (!parts.save(res, post, { typed, action, viewer: viewerOf(res), how: "restored" })) return;
      const after = revisions.newest(post.id);
      const values = { number: revision.number, as: after };
      const restored = !isOut(post.status)
        ? "revisions.restored"
        : post.hasDraft
          ? "revisions.restoredOverDraft"
          : "revisions.restoredAsDraft";
      const message = { key: after > before ? restored : "revisions.alreadySo", values } as const;
      req.session.flash = { tone: "done", message };
      res.redirect(303, paths.admin.edit(post));
    },
  };
}

/** A whole number from 1, or undefined. */
function numberIn(text: unknown): number | undefined {
  return typeof text === "string" && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
