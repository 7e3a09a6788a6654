import type { Request, Response } from "express";
import { planning } from "../plans/planning.ts";
import { editablePosts } from "../posts/editable.ts";
import { toAction } from "../posts/form.ts";
import { isOut, type PostSource } from "../posts/post.ts";
import { mayEdit, mayPublish } from "../posts/rights.ts";
import type { Outcome, Sent } from "../posts/save-over.ts";
import { typedOf, type PostTyped } from "../posts/typed.ts";
import { viewerOf } from "../sessions/guard.ts";
import { isShownAgain, sentFields, textOf, type FormBody } from "../web/form.ts";
import type { Words } from "../web/words.ts";
import { announcing } from "./announcing.ts";
import { autosaving } from "./autosaving.ts";
import { conversionPage } from "./conversion-page.ts";
import { editorPage } from "./page.ts";
import type { EditingParts } from "./parts.ts";
import { rehearsing } from "./rehearsing.ts";

type ById = Request<{ id: string }, unknown, FormBody>;

/** Writing and changing a post or a page: what each button of the editor does. */
export function postEditing(parts: EditingParts) {
  const { kind, desk, publishing, saves, settings, paths, words, clock } = parts;
  const find = editablePosts({ kind, desk, clock });
  const { show, showThrown, showTrashed } = editorPage(parts);
  const showConversion = conversionPage({ ...parts, show });
  const { lookThrough, preview } = rehearsing({ ...parts, show });
  const announce = announcing(parts);

  /** Answers what was not saved; returns what was. */
  const answerUnsaved = (res: Response, post: PostSource | undefined, sent: Sent, outcome: Outcome) => {
    if (outcome.is === "saved") return outcome;
    if (outcome.is === "refused") show(res.status(422), post, outcome.typed, { errors: outcome.errors });
    else if (outcome.is === "thrown") showThrown(res, outcome.post, sent.typed);
    else res.redirect(303, paths.admin.aside({ kind, id: post!.id }, outcome.number, sent.action));
    return undefined;
  };
  const save = (res: Response, post: PostSource, sent: Sent) =>
    answerUnsaved(res, post, sent, saves.update(post.id, sent));
  /** Saves over a post, or a new one, and goes back to the editor with a word about it. */
  const saveAndAnnounce = async (
    req: Pick<Request, "session">,
    res: Response,
    post: PostSource | undefined,
    sent: Sent,
  ) => {
    const { outcome, flash } = await parts.disk.synced(() => {
      const outcome = post ? saves.update(post.id, sent) : saves.create(sent);
      return { outcome, flash: outcome.is === "saved" ? announce(post, outcome) : undefined };
    });
    const saved = answerUnsaved(res, post, sent, outcome);
    if (!saved) return;
    req.session.flash = flash;
    res.redirect(303, paths.admin.edit({ kind, id: saved.id }));
  };
  const plan = planning({
    ...{ ...parts, show, preview },
    keep: (res, post, typed) =>
      save(res, post, { typed, action: isOut(post.status) ? "keep" : "update", viewer: viewerOf(res) }) !==
      undefined,
  });
  /** What needs no save; whether it was asked for. */
  const answerUnkept = (
    res: Response,
    post: PostSource | undefined,
    body: FormBody,
    typed: PostTyped,
  ): boolean => {
    if (isShownAgain(body)) {
      show(res, post, typed);
      return true;
    }
    switch (textOf(body, "do")) {
      case "convert":
        showConversion(res, post, body);
        return true;
      case "check":
        lookThrough(res, post, typed);
        return true;
      case "preview":
        preview(res, post, typed, sentFields(body));
        return true;
      default:
        return false;
    }
  };
  const throwAway = (req: Request, res: Response, post: PostSource) => {
    publishing.trash([post], clock());
    const undo = { action: paths.admin.bulk(kind), fields: { do: "restore", ids: String(post.id) } };
    req.session.flash = { tone: "done", message: { key: "desk.done.trash", values: { count: 1 } }, undo };
    res.redirect(303, paths.admin.list(kind));
  };
  const discard = (req: Request, res: Response, post: PostSource) => {
    publishing.discard(post.id, { by: viewerOf(res).id, began: post.revision, tab: null }, clock());
    const link = { href: paths.admin.revisions(post), label: "revisions.history" } as const;
    req.session.flash = { tone: "done", message: "desk.discarded", link };
    res.redirect(303, paths.admin.edit(post));
  };
  const giveBack = (req: Request, res: Response, post: PostSource, sent: Sent) => {
    if (!save(res, post, sent)) return;
    parts.notes.giveBack(post.id, textOf(req.body as FormBody, "returnNote"), viewerOf(res), clock());
    req.session.flash = { tone: "done", message: "desk.returned" };
    res.redirect(303, paths.admin.list(kind));
  };

  return {
    new(_req: Request, res: Response) {
      const typed = {
        ...typedOf({}),
        commentsOpen: kind === "post" && settings.get("discussion").commentsOpen,
      };
      show(res, undefined, { ...typed, authors: [viewerOf(res).id] }, { isSaved: true });
    },
    async create(req: Request<object, unknown, FormBody>, res: Response) {
      const typed = typedOf(req.body);
      if (answerUnkept(res, undefined, req.body, typed)) return;
      const action = toAction(textOf(req.body, "do"), "draft");
      const sent = { typed, action, viewer: viewerOf(res) };
      const made = saves.madeBy(typed);
      if (made && mayEdit(sent.viewer, made.post))
        return saveAndAnnounce(req, res, made.post, { ...sent, typed: made.typed });
      await saveAndAnnounce(req, res, undefined, sent);
    },
    edit(req: Request<{ id: string }>, res: Response) {
      const post = find(req, viewerOf(res));
      if (post.status === "trash") return showTrashed(res, post);
      const typed = saves.present(post);
      parts.workAhead(typed);
      show(res, post, typed, { isSaved: true });
    },
    async update(req: ById, res: Response) {
      const typed = typedOf(req.body);
      const action = textOf(req.body, "do");
      const isDeleted =
        /^\d{1,15}$/.test(req.params.id) && desk.listByIds([Number(req.params.id)]).length === 0;
      if (`${typed.title}${typed.body}` !== "" && isDeleted)
        return show(res.status(409), undefined, { ...typed, version: "" }, { isDeleted: true });
      const post = find(req, viewerOf(res));
      const mayDecide = mayPublish(viewerOf(res), kind);
      if (answerUnkept(res, post, req.body, typed)) return;
      if (action === "trash") return throwAway(req as Request, res, post);
      if (action === "discard") return discard(req as Request, res, post);
      if (action.startsWith("plan") && mayDecide) return plan(req, res, post, typed, action);
      const isReturn = action === "return" && post.status === "pending" && mayDecide;
      const otherwise = post.status === "draft" || isReturn ? "draft" : "update";
      const sent = { typed, action: toAction(action, otherwise), viewer: viewerOf(res) };
      if (isReturn) return giveBack(req as Request, res, post, sent);
      await saveAndAnnounce(req, res, post, sent);
    },
    announce,
    answerUnsaved,
    /** Saves a form over a post and says what became of it; answers by itself, and returns undefined, what was not saved. */
    save,
    present: saves.present,
    autosave: autosaving(parts),
    saveAndAnnounce,
    /** A new draft like this one: as it is typed where it comes from the editor, else as it was saved. */
    duplicate(req: ById, res: Response) {
      const post = find(req, viewerOf(res));
      const typed = textOf(req.body, "version") === "" ? saves.present(post) : typedOf(req.body);
      const copy = { ...copyOf(typed, words().t), tab: "" };
      const sent = { typed: copy, action: "draft", viewer: viewerOf(res) } as const;
      const saved = answerUnsaved(res, undefined, sent, saves.create(sent));
      if (!saved) return;
      req.session.flash = { tone: "done", message: "desk.duplicated" };
      res.redirect(303, paths.admin.edit({ kind, id: saved.id }));
    },
    /** The page of a post as it was last saved, for whoever may edit it. */
    preview(req: Request<{ id: string }>, res: Response) {
      const { id } = find(req, viewerOf(res));
      const { post } = parts.working.find(id)!;
      parts.showPreview(res, post, { editHref: paths.admin.edit({ kind, id }), typed: null });
    },
    /** The same with what is typed; nothing is saved. */
    previewTyped(req: ById, res: Response) {
      preview(res, find(req, viewerOf(res)), typedOf(req.body), sentFields(req.body));
    },
  };
}

/** A copy to begin with: a draft without a date, open to everybody once it is published, under an address of its own. */
function copyOf(typed: PostTyped, t: Words["t"]): PostTyped {
  return {
    ...typed,
    title: t("desk.copyOf", { title: typed.title || t("desk.untitled") }),
    ...{ slug: "", publishOn: "", expiresOn: "", canonicalUrl: "", version: "" },
    ...{ visibility: "public", password: "", isSticky: false },
  };
}
