import type { Request, Response } from "express";
import { BodyTooLarge, LONGEST_BODY } from "../html/render.ts";
import type { Message, MessageKey } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import { viewerOf } from "../sessions/guard.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { Viewer } from "../users/user.ts";
import { textOf, type FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { View } from "../web/view.ts";
import type { CurrentWords } from "../web/words.ts";
import { postConversion } from "./admin-views.ts";
import type { ConvertedBody } from "./conversion.ts";
import type { DeskRepository } from "./desk-repository.ts";
import type { DraftsRepository } from "./drafts-repository.ts";
import { editablePosts } from "./editable.ts";
import { toEditor, type Editor, type EditorChoices, type EditorNotes } from "./editor.ts";
import { typedFrom, typedOf, type PostAction, type PostTyped } from "./form.ts";
import { autosaving } from "./autosaving.ts";
import { changesText } from "./bulk.ts";
import { copyOf, withQuickFields } from "./quick.ts";
import { listAddress } from "./list-query.ts";
import type { PlannedChanges } from "./planned-changes.ts";
import { planning } from "./planning.ts";
import { isOut, stateOf, type Post, type PostKind, type PostSource, type PostStatus } from "./post.ts";
import type { PresenceRepository } from "./presence-repository.ts";
import type { ShowPreview } from "./preview.ts";
import type { PostPublishing } from "./publishing.ts";
import type { PostHistory } from "./history.ts";
import { mayEdit, mayPublish } from "./rights.ts";
import type { PostRepository } from "./repository.ts";
import { mergedMessage } from "./merged-message.ts";
import { saveOver, type Outcome, type Sent } from "./save-over.ts";

/** What is noted about posts: another feature keeps it. */
export interface NotesOfPosts {
  /** How many notes on each of these posts wait; posts without any are missing. */
  countWaiting: (postIds: number[]) => Map<number, number>;
  summary: (postId: number, now: Date) => EditorNotes;
  /** Keeps why an editor gave a post back; '' for no reason. */
  giveBack: (postId: number, text: string, by: Viewer, now: Date) => void;
}

export interface EditingParts {
  kind: PostKind;
  desk: DeskRepository;
  posts: PostRepository;
  publishing: PostPublishing;
  history: PostHistory;
  drafts: DraftsRepository;
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  /** Everything the editor offers for this post; undefined for a new one. */
  choicesFor: (post: PostSource | undefined, typed: PostTyped) => EditorChoices;
  hasPicture: (id: number) => boolean;
  showPreview: ShowPreview;
  notes: NotesOfPosts;
  plans: PlannedChanges;
  /** What readers would miss in a post as it was saved. */
  findingsFor: (postId: number) => Message[];
  /** An HTML body as Markdown. Throws BodyTooLarge. */
  convert: (html: string) => ConvertedBody;
  presence: PresenceRepository;
  /** Takes out autosaves that age has made needless. */
  thinRevisions: (now: Date) => void;
  /** How many revisions a post has. */
  countRevisions: (postId: number) => number;
  form: (model: Editor) => View;
  trashed: (model: { post: PostSource }) => View;
}

type ById = Request<{ id: string }, unknown, FormBody>;

/** Writing and changing a post or a page: the form, what is wrong with it, and its preview. */
export function postEditing(parts: EditingParts) {
  const { kind, desk, posts, publishing, settings, paths, words, render, clock } = parts;
  const hrefOf = (id: number) => (kind === "page" ? paths.admin.page(id) : paths.admin.post(id));
  const previewHref = kind === "page" ? paths.admin.previewPage : paths.admin.previewPost;
  const bulkHref = kind === "page" ? paths.admin.bulkPages() : paths.admin.bulkPosts();
  const listHref = kind === "page" ? paths.admin.pages() : paths.admin.posts();

  const find = editablePosts({ kind, desk, clock });
  const isDeleted = (id: string) => /^\d{1,15}$/.test(id) && desk.findSource(Number(id)) === undefined;
  const saves = saveOver(parts);
  const autosaveOf = (res: Response, post: PostSource | undefined): Editor["autosave"] => {
    if (post?.status === "trash") return null;
    const { id: user } = viewerOf(res);
    const names = post ? parts.presence.listOthers(post.id, user, clock()) : [];
    const of = kind === "page" ? paths.admin.autosavePage : paths.admin.autosavePost;
    return {
      ...{ user, href: of(post?.id), presence: post ? paths.admin.presence(post) : "" },
      tabs: post ? parts.history.listTabs(post.id) : [],
      here: { names: new Intl.ListFormat(words().language).format(names), count: names.length },
    };
  };
  const show = (
    res: Response,
    post: PostSource | undefined,
    typed: PostTyped,
    more: Partial<Pick<Editor, "errors" | "theirs" | "isDeleted" | "findings" | "applyOn">> & {
      isSaved?: boolean;
    } = {},
  ) => {
    const { at, isDraft } = post ? saves.present(post) : { at: null, isDraft: false };
    const { t } = words();
    const model = toEditor(post, typed, {
      ...{ kind, viewer: viewerOf(res), now: clock(), choices: parts.choicesFor(post, typed) },
      ...{ timeZone: words().timeZone, language: words().language, ...more, isUnsaved: !more.isSaved },
      nameOf: (visibility) => t(`desk.visibilities.${visibility}`),
      findings: more.findings ?? (post ? parts.findingsFor(post.id) : null),
      plan: post && parts.plans.find(post.id),
      notes: post ? parts.notes.summary(post.id, clock()) : null,
      ...{ savedAt: at, hasDraft: isDraft, autosave: autosaveOf(res, post) },
      revisionCount: post ? parts.countRevisions(post.id) : 0,
      address: ({ address }) => paths.post(address),
    });
    const isPage = kind === "page";
    const title = post
      ? t("desk.editing", { title: post.title || t("desk.untitled") })
      : t(isPage ? "desk.newPage" : "desk.newPost");
    render(res, { title, section: isPage ? "pages" : "posts" }, parts.form(model));
  };
  /** Shows what is typed beside what was saved before the post was thrown away. */
  const showThrown = (res: Response, post: PostSource, typed: PostTyped) => {
    const theirs = { title: post.title, excerpt: post.excerpt, body: post.bodySource, at: post.updatedAt };
    show(res.status(409), post, { ...typed, version: String(post.revision) }, { theirs });
  };
  /** Shows what an HTML body would be as Markdown; nothing is saved, and both ways on lead back to the form. */
  const showConversion = (res: Response, post: PostSource | undefined, body: FormBody) => {
    const typed = typedOf(body);
    const others = fieldsOf(body).filter(([name]) => name !== "body" && name !== "bodyFormat");
    const way = (text: string, format: PostTyped["bodyFormat"], label: MessageKey) => ({
      fields: [...others, ["body", text], ["bodyFormat", format]] as [string, string][],
      ...{ label, isPrimary: format === "markdown" },
    });
    try {
      const converted = parts.convert(typed.body);
      const ways = [
        way(converted.markdown, "markdown", "desk.convert.take"),
        way(typed.body, "html", "desk.convert.leave"),
      ];
      const title = words().t("desk.convert.title");
      const action = post ? hrefOf(post.id) : listHref;
      render(res, { title, section: `${kind}s` }, postConversion({ body: converted, action, ways }));
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error;
      const tooLong = { key: "desk.bodyTooLong", values: { max: LONGEST_BODY } } as const;
      show(res.status(422), post, typed, { errors: { body: tooLong } });
    }
  };
  /** Answers what was not saved; returns what was. */
  const answerUnsaved = (res: Response, post: PostSource | undefined, sent: Sent, outcome: Outcome) => {
    if (outcome.is === "saved") return outcome;
    if (outcome.is === "refused") show(res.status(422), post, outcome.typed, { errors: outcome.errors });
    else if (outcome.is === "thrown") showThrown(res, outcome.post, sent.typed);
    else res.redirect(303, paths.admin.aside({ kind, id: post!.id }, outcome.number, sent.action));
    return undefined;
  };
  const announce = (
    req: Pick<Request, "session">,
    before: PostSource | undefined,
    { id, merged }: Extract<Outcome, { is: "saved" }>,
  ) => {
    const after = desk.findSource(id)!;
    const state = stateOf(after, clock());
    const isSame = state === (before ? stateOf(before, clock()) : "new");
    const when = after.publishedAt ? words().date(after.publishedAt, "full") : "";
    const { isDraft } = saves.present(after);
    const saved: Message = isDraft
      ? "desk.saved.kept"
      : isSame && state !== "draft"
        ? "desk.savedAgain"
        : { key: SAVED[state], values: { when } };
    const numbers = merged && [merged.from, merged.to].map((version) => parts.history.numberAt(id, version));
    const [from, to] = numbers ?? [];
    const changes = changesText([before ?? { ...after, status: "draft", publishedAt: null }]);
    const undo = { action: bulkHref, fields: { do: "reinstate", changes } };
    req.session.flash = {
      tone: "done",
      message: merged ? mergedMessage(words(), merged) : saved,
      ...(from &&
        to && {
          link: { href: paths.admin.compareRevisions({ kind, id }, { from, to }), label: "desk.mergedLink" },
        }),
      ...(!isSame && isOut(after.status) && { undo }),
    };
  };
  /** Shows what readers would miss in what is typed; nothing is saved. */
  const lookThrough = (res: Response, post: PostSource | undefined, typed: PostTyped) => {
    const viewer = viewerOf(res);
    const form = saves.check(typed, post && isOut(post.status) ? "update" : "draft", post, viewer);
    if (!form.ok) return show(res.status(422), post, typed, { errors: form.errors });
    const from = { by: viewer.id, began: post?.revision ?? 0, tab: null };
    const findings = publishing.rehearse(() => {
      const id = post?.id ?? publishing.create(form.value, from, clock());
      if (post) publishing.update(id, form.value, from, clock());
      return parts.findingsFor(id);
    });
    show(res, post, typed, { findings });
  };
  /** What is typed over a post that readers see, shown as its page; nothing is saved. */
  const rehearse = (
    res: Response,
    post: PostSource,
    typed: PostTyped,
    fields: [name: string, value: string][] | null,
  ) => {
    const viewer = viewerOf(res);
    const form = saves.check(typed, "update", post, viewer);
    if (!form.ok) return show(res.status(422), post, typed, { errors: form.errors });
    const from = { by: viewer.id, began: post.revision, tab: null };
    const rehearsed = publishing.rehearse((): Post => {
      publishing.update(post.id, form.value, from, clock());
      return posts.findAny(post.id)!;
    });
    parts.showPreview(res, rehearsed, { editHref: hrefOf(post.id), typed: fields });
  };

  const save = (res: Response, post: PostSource, sent: Sent) =>
    answerUnsaved(res, post, sent, saves.update(post.id, sent));

  const change = (
    res: Response,
    post: PostSource,
    how: (typed: PostTyped) => PostTyped,
    action: PostAction,
  ) => {
    const viewer = viewerOf(res);
    const sent = { typed: how(typedFrom(post, words().timeZone)), action, viewer };
    return answerUnsaved(res, post, sent, saves.change(post.id, how, action, viewer));
  };

  const plan = planning({ plans: parts.plans, ...{ saves, words, clock, hrefOf, show, rehearse } });

  const saveAndAnnounce = (req: Pick<Request, "session">, res: Response, post: PostSource, sent: Sent) => {
    const saved = save(res, post, sent);
    if (!saved) return;
    announce(req, post, saved);
    res.redirect(303, hrefOf(post.id));
  };

  return {
    new(_req: Request, res: Response) {
      const typed = {
        ...typedOf({}),
        commentsOpen: kind === "post" && settings.get("discussion").commentsOpen,
      };
      show(res, undefined, { ...typed, authors: [viewerOf(res).id] }, { isSaved: true });
    },
    create(req: Request<object, unknown, FormBody>, res: Response) {
      const typed = typedOf(req.body);
      const action = textOf(req.body, "do");
      if (action === "edit") return show(res, undefined, typed);
      if (action === "convert") return showConversion(res, undefined, req.body);
      if (action === "check") return lookThrough(res, undefined, typed);
      const sent = { typed, action: toAction(action, "draft"), viewer: viewerOf(res) };
      const made = saves.madeBy(typed);
      if (made && mayEdit(sent.viewer, made.post))
        return saveAndAnnounce(req, res, made.post, { ...sent, typed: made.typed });
      const saved = answerUnsaved(res, undefined, sent, saves.create(sent));
      if (!saved) return;
      if (action === "preview") return res.redirect(303, previewHref(saved.id));
      announce(req, undefined, saved);
      res.redirect(303, hrefOf(saved.id));
    },
    edit(req: Request<{ id: string }>, res: Response) {
      const post = find(req, viewerOf(res));
      if (post.status !== "trash") return show(res, post, saves.present(post).typed, { isSaved: true });
      const title = post.title || words().t("desk.untitled");
      render(res, { title, section: `${kind}s` }, parts.trashed({ post }));
    },
    update(req: ById, res: Response) {
      const typed = typedOf(req.body);
      const action = textOf(req.body, "do");
      if (`${typed.title}${typed.body}` !== "" && isDeleted(req.params.id))
        return show(res.status(409), undefined, { ...typed, version: "" }, { isDeleted: true });
      const post = find(req, viewerOf(res));
      if (action === "edit") return show(res, post, typed);
      if (action === "convert") return showConversion(res, post, req.body);
      if (action === "check") return lookThrough(res, post, typed);
      if (action === "trash") {
        publishing.trash([post], clock());
        const undo = { action: bulkHref, fields: { do: "restore", ids: String(post.id) } };
        req.session.flash = { tone: "done", message: { key: "desk.done.trash", values: { count: 1 } }, undo };
        return res.redirect(303, listHref);
      }
      if (action === "discard") {
        const from = { by: viewerOf(res).id, began: post.revision, tab: null };
        publishing.discard(post.id, from, clock());
        const link = { href: paths.admin.revisions(post), label: "revisions.history" } as const;
        req.session.flash = { tone: "done", message: "desk.discarded", link };
        return res.redirect(303, hrefOf(post.id));
      }
      if (action === "preview" && isOut(post.status)) return rehearse(res, post, typed, fieldsOf(req.body));
      if (action.startsWith("plan") && mayPublish(viewerOf(res), kind))
        return plan(req, res, post, typed, action);
      const isReturn = action === "return" && post.status === "pending" && mayPublish(viewerOf(res), kind);
      const otherwise = post.status === "draft" || isReturn ? "draft" : "update";
      const sent = { typed, action: toAction(action, otherwise), viewer: viewerOf(res) };
      if (isReturn) {
        if (!save(res, post, sent)) return;
        parts.notes.giveBack(post.id, textOf(req.body, "returnNote"), viewerOf(res), clock());
        req.session.flash = { tone: "done", message: "desk.returned" };
        return res.redirect(303, listHref);
      }
      if (action !== "preview") return saveAndAnnounce(req, res, post, sent);
      if (save(res, post, sent)) res.redirect(303, previewHref(post.id));
    },
    /** Saves a form over a post and says what became of it; answers by itself, and returns undefined, what was not saved. */
    save,
    present: saves.present,
    autosave: autosaving({ ...parts, saves }),
    /** The same, and goes back to the editor with a word about it. */
    saveAndAnnounce,
    /** A new draft like this one: as it is typed where it comes from the editor, else as it was saved. */
    duplicate(req: ById, res: Response) {
      const post = find(req, viewerOf(res));
      const typed = textOf(req.body, "version") === "" ? saves.present(post).typed : typedOf(req.body);
      const copy = { ...copyOf(typed, words().t), tab: "" };
      const sent = { typed: copy, action: "draft", viewer: viewerOf(res) } as const;
      const saved = answerUnsaved(res, undefined, sent, saves.create(sent));
      if (!saved) return;
      req.session.flash = { tone: "done", message: "desk.duplicated" };
      res.redirect(303, hrefOf(saved.id));
    },
    /** Saves what was typed into a row of the list. Where something is wrong, the whole editor shows it. */
    quickEdit(req: ById, res: Response) {
      const post = find(req, viewerOf(res));
      const action = toAction(textOf(req.body, "do"), post.status === "draft" ? "draft" : "update");
      const saved = change(res, post, (typed) => withQuickFields(typed, req.body), action);
      if (!saved) return;
      announce(req, post, saved);
      res.redirect(303, listAddress(kind, textOf(req.body, "back"), paths));
    },
    /** Changes several posts as if each was opened, changed and saved by this person; says which were refused. */
    saveEach: (
      viewer: Viewer,
      several: PostSource[],
      how: (typed: PostTyped) => PostTyped,
      action: PostAction | "",
    ): PostSource[] =>
      several.filter((post) => {
        const wanted = action || (post.status === "draft" ? "draft" : "update");
        return saves.change(post.id, how, wanted, viewer).is !== "saved";
      }),
    /** Changes a post as its form would, whatever page that was asked on; false where something else is shown instead. */
    saveChanged: (res: Response, post: PostSource, how: (typed: PostTyped) => PostTyped): boolean =>
      change(res, post, how, post.status === "draft" ? "draft" : "update") !== undefined,
    /** The page of a post as it was last saved, for whoever may edit it. */
    preview(req: Request<{ id: string }>, res: Response) {
      const post = find(req, viewerOf(res));
      const { typed, isDraft } = saves.present(post);
      if (isDraft) return rehearse(res, post, typed, null);
      parts.showPreview(res, posts.findAny(post.id)!, { editHref: hrefOf(post.id), typed: null });
    },
    /** The same with what is typed; nothing is saved. */
    previewTyped(req: ById, res: Response) {
      rehearse(res, find(req, viewerOf(res)), typedOf(req.body), fieldsOf(req.body));
    },
  };
}

const SAVED: Record<PostStatus | "scheduled", MessageKey> = {
  draft: "desk.saved.draft",
  pending: "desk.saved.pending",
  published: "desk.saved.published",
  private: "desk.saved.private",
  scheduled: "desk.saved.scheduled",
  trash: "desk.savedAgain",
};

/** What a button asked for; `otherwise` for the preview and anything unknown. */
export function toAction(action: string, otherwise: PostAction): PostAction {
  const known = ["draft", "review", "publish", "publish-now", "schedule", "update", "keep"] as const;
  return known.find((name) => name === action) ?? otherwise;
}

/** Every typed field, so that a page can carry them back to the form. */
function fieldsOf(body: FormBody): [string, string][] {
  return Object.entries(body ?? {})
    .filter(([name]) => name !== "do")
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value])
        .filter((entry): entry is string => typeof entry === "string")
        .map((entry): [string, string] => [name, entry]),
    );
}
