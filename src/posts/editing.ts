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
import { editablePosts } from "./editable.ts";
import { toEditor, type Editor, type EditorChoices, type EditorNotes } from "./editor.ts";
import {
  parsePostForm,
  typedFrom,
  typedOf,
  type PostAction,
  type PostFormContext,
  type PostTyped,
} from "./form.ts";
import { changesText } from "./bulk.ts";
import { copyOf, withQuickFields } from "./quick.ts";
import { listAddress } from "./list-query.ts";
import { mayPublish } from "./rights.ts";
import { stateOf, type Post, type PostKind, type PostSource, type PostStatus } from "./post.ts";
import type { ShowPreview } from "./preview.ts";
import type { PostPublishing, SaveKind } from "./publishing.ts";
import type { PostRepository } from "./repository.ts";

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
  /** What readers would miss in a post as it was saved. */
  findingsFor: (postId: number) => Message[];
  /** An HTML body as Markdown. Throws BodyTooLarge. */
  convert: (html: string) => ConvertedBody;
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
  const show = (
    res: Response,
    post: PostSource | undefined,
    typed: PostTyped,
    more: Partial<Pick<Editor, "errors" | "theirs" | "isDeleted" | "findings">> & { isSaved?: boolean } = {},
  ) => {
    const { t } = words();
    const model = toEditor(post, typed, {
      ...{ kind, viewer: viewerOf(res), now: clock(), choices: parts.choicesFor(post, typed) },
      ...{ timeZone: words().timeZone, language: words().language, ...more, isUnsaved: !more.isSaved },
      nameOf: (visibility) => t(`desk.visibilities.${visibility}`),
      findings: more.findings ?? (post ? parts.findingsFor(post.id) : null),
      notes: post ? parts.notes.summary(post.id, clock()) : null,
      revisionCount: post ? parts.countRevisions(post.id) : 0,
      address: ({ address }) => paths.post(address),
    });
    const isPage = kind === "page";
    const title = post
      ? t("desk.editing", { title: post.title || t("desk.untitled") })
      : t(isPage ? "desk.newPage" : "desk.newPost");
    render(res, { title, section: isPage ? "pages" : "posts" }, parts.form(model));
  };
  const check = (typed: PostTyped, action: PostAction, post: PostSource | undefined, viewer: Viewer) => {
    const choices = parts.choicesFor(post, typed);
    const ids = (list: { value: number }[]) => new Set(list.map(({ value }) => value));
    const context: PostFormContext = {
      ...{ kind, viewer, previous: post, now: clock(), timeZone: words().timeZone },
      ...{ categoryIds: ids(choices.categories), authorIds: ids(choices.authors) },
      ...{ parentIds: ids(choices.parents), hasPicture: parts.hasPicture },
    };
    return parsePostForm(typed, action, context);
  };
  /** Saves, or shows the form again with what is wrong; undefined then. */
  const save = (
    res: Response,
    post: PostSource | undefined,
    typed: PostTyped,
    action: PostAction,
    how?: SaveKind,
  ) => {
    const { id: by } = viewerOf(res);
    const form = check(typed, action, post, viewerOf(res));
    if (!form.ok) {
      show(res.status(422), post, typed, { errors: form.errors });
      return undefined;
    }
    try {
      if (!post) return publishing.create(form.value, by, clock());
      publishing.update(post.id, form.value, by, clock(), how);
      return post.id;
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error;
      const tooLong = { key: "desk.bodyTooLong", values: { max: LONGEST_BODY } } as const;
      show(res.status(422), post, typed, { errors: { body: tooLong } });
      return undefined;
    }
  };
  /** Shows what is typed beside what somebody else saved meanwhile, or threw away. */
  const showConflict = (res: Response, post: PostSource, typed: PostTyped) => {
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
  const announce = (req: Pick<Request, "session">, before: PostSource | undefined, id: number) => {
    const after = desk.findSource(id)!;
    const state = stateOf(after, clock());
    const isSame = state === (before ? stateOf(before, clock()) : "new");
    const when = after.publishedAt ? words().date(after.publishedAt, "full") : "";
    const message: Message =
      isSame && state !== "draft" ? "desk.savedAgain" : { key: SAVED[state], values: { when } };
    const isOut = after.status === "published" || after.status === "private";
    const changes = changesText([before ?? { ...after, status: "draft", publishedAt: null }]);
    const undo = { action: bulkHref, fields: { do: "reinstate", changes } };
    req.session.flash = { tone: "done", message, ...(!isSame && isOut && { undo }) };
  };
  const saveTyped = (res: Response, post: PostSource, typed: PostTyped, how?: SaveKind): boolean => {
    if (typed.version !== String(post.revision) || post.status === "trash") {
      showConflict(res, post, typed);
      return false;
    }
    return save(res, post, typed, post.status === "draft" ? "draft" : "update", how) !== undefined;
  };
  /** Shows what readers would miss in what is typed; nothing is saved. */
  const lookThrough = (res: Response, post: PostSource | undefined, typed: PostTyped) => {
    const isOut = post?.status === "published" || post?.status === "private";
    const form = check(typed, isOut ? "update" : "draft", post, viewerOf(res));
    if (!form.ok) return show(res.status(422), post, typed, { errors: form.errors });
    const { id: by } = viewerOf(res);
    const findings = publishing.rehearse(() => {
      const id = post?.id ?? publishing.create(form.value, by, clock());
      if (post) publishing.update(id, form.value, by, clock());
      return parts.findingsFor(id);
    });
    show(res, post, typed, { findings });
  };
  /** What is typed over a post that readers see, shown as its page; nothing is saved. */
  const rehearse = (res: Response, post: PostSource, body: FormBody) => {
    const typed = typedOf(body);
    const form = check(typed, "update", post, viewerOf(res));
    if (!form.ok) return show(res.status(422), post, typed, { errors: form.errors });
    const rehearsed = publishing.rehearse((): Post => {
      publishing.update(post.id, form.value, viewerOf(res).id, clock());
      return posts.findAny(post.id)!;
    });
    parts.showPreview(res, rehearsed, { editHref: hrefOf(post.id), typed: fieldsOf(body) });
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
      const id = save(res, undefined, typed, toAction(action, "draft"));
      if (id === undefined) return;
      if (action === "preview") return res.redirect(303, previewHref(id));
      announce(req, undefined, id);
      res.redirect(303, hrefOf(id));
    },
    edit(req: Request<{ id: string }>, res: Response) {
      const post = find(req, viewerOf(res));
      if (post.status !== "trash")
        return show(res, post, typedFrom(post, words().timeZone), { isSaved: true });
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
      const isStale = typed.version !== "" && typed.version !== String(post.revision);
      const isSaved = action === "draft" && typed.version !== "" && !isStale;
      if (isStale || (post.status === "trash" && !isSaved)) return showConflict(res, post, typed);
      if (action === "preview" && (post.status === "published" || post.status === "private"))
        return rehearse(res, post, req.body);
      const isReturn = action === "return" && post.status === "pending" && mayPublish(viewerOf(res), kind);
      const otherwise = post.status === "draft" || isReturn ? "draft" : "update";
      const id = save(res, post, typed, toAction(action, otherwise));
      if (id === undefined) return;
      if (isReturn) {
        parts.notes.giveBack(id, textOf(req.body, "returnNote"), viewerOf(res), clock());
        req.session.flash = { tone: "done", message: "desk.returned" };
        return res.redirect(303, listHref);
      }
      if (action === "preview") return res.redirect(303, previewHref(id));
      announce(req, post, id);
      res.redirect(303, hrefOf(id));
    },
    /** A new draft like this one: as it is typed where it comes from the editor, else as it was saved. */
    duplicate(req: ById, res: Response) {
      const post = find(req, viewerOf(res));
      const stored = typedFrom(post, words().timeZone);
      const typed = textOf(req.body, "version") === "" ? stored : typedOf(req.body);
      const id = save(res, undefined, copyOf(typed, words().t), "draft");
      if (id === undefined) return;
      req.session.flash = { tone: "done", message: "desk.duplicated" };
      res.redirect(303, hrefOf(id));
    },
    /** Saves what was typed into a row of the list. Where something is wrong, the whole editor shows it. */
    quickEdit(req: ById, res: Response) {
      const post = find(req, viewerOf(res));
      const typed = withQuickFields(typedFrom(post, words().timeZone), req.body);
      if (typed.version !== String(post.revision) || post.status === "trash")
        return showConflict(res, post, typed);
      const action = toAction(textOf(req.body, "do"), post.status === "draft" ? "draft" : "update");
      const id = save(res, post, typed, action);
      if (id === undefined) return;
      announce(req, post, id);
      res.redirect(303, listAddress(kind, textOf(req.body, "back"), paths));
    },
    /** Changes several posts as if each was opened, changed and saved by this person; says which were refused. */
    saveEach(
      viewer: Viewer,
      posts: PostSource[],
      change: (typed: PostTyped) => PostTyped,
      action: PostAction | "",
    ) {
      const refused: PostSource[] = [];
      for (const post of posts) {
        const typed = change(typedFrom(post, words().timeZone));
        const form = check(typed, action || (post.status === "draft" ? "draft" : "update"), post, viewer);
        if (form.ok) publishing.update(post.id, form.value, viewer.id, clock());
        else refused.push(post);
      }
      return refused;
    },
    /** Saves a post as its form would, whatever page the change was made on; false where the editor is shown instead. */
    saveTyped,
    /**
     * Saves a former state over a post as its form would. False where that was refused, and the editor shown with the
     * former state in it: the post was saved or thrown away since `typed.version`, or something in it fits no more.
     */
    restore: (res: Response, post: PostSource, typed: PostTyped): boolean =>
      saveTyped(res, post, typed, "restored"),
    /** The page of a post as it was last saved, for whoever may edit it. */
    preview(req: Request<{ id: string }>, res: Response) {
      const { id } = find(req, viewerOf(res));
      parts.showPreview(res, posts.findAny(id)!, { editHref: hrefOf(id), typed: null });
    },
    /** The same with what is typed; nothing is saved. */
    previewTyped(req: ById, res: Response) {
      rehearse(res, find(req, viewerOf(res)), req.body);
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
function toAction(action: string, otherwise: PostAction): PostAction {
  const known = ["draft", "review", "publish", "publish-now", "schedule", "update"] as const;
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
