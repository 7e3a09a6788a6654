import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import type { Paths } from "../paths.ts";
import type { DeskRepository } from "../posts/desk-repository.ts";
import { editablePosts } from "../posts/editable.ts";
import type { PostKind } from "../posts/post.ts";
import type { WorkingPosts } from "../posts/working-posts.ts";
import { viewerOf } from "../sessions/guard.ts";
import { idOf, lineOf, type FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import type { PreviewTokens } from "./links.ts";
import type { LinksRepository } from "./links-repository.ts";
import type { NoteRepository } from "./repository.ts";
import type { ShowNotes } from "./show.ts";
import { linksPage } from "./views.ts";
import type { WriteNote } from "./writing.ts";

/** How long a preview link may work, in days. */
export const LINK_DAYS = [1, 7, 30] as const;
const LONGEST_NAME = 100;

interface Parts {
  kind: PostKind;
  desk: DeskRepository;
  working: WorkingPosts;
  notes: NoteRepository;
  links: LinksRepository;
  tokens: PreviewTokens;
  showNotes: ShowNotes;
  write: WriteNote;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}
type ById = Request<{ id: string }, unknown, FormBody>;

/** What whoever may edit a post does with its notes and its preview links. */
export function adminNotes(parts: Parts) {
  const { kind, desk, working, notes, links, tokens, showNotes, write, paths, words, render, clock } = parts;
  const find = editablePosts({ kind, desk, clock });
  const baseOf = (id: number) => paths.admin.notes({ kind, id });
  const editHref = (id: number) => paths.admin.edit({ kind, id });

  const show = (res: Response, id: number, more: Partial<Parameters<ShowNotes>[2]> = {}) => {
    const { post, isDraft } = working.find(id)!;
    showNotes(res, post, {
      ...{ isDraft, base: baseOf(id), mayResolve: true, asksName: false, typed: { name: "" }, ...more },
      preview: { editHref: editHref(id), typed: null, says: "notes.bar" },
    });
  };
  const showLinks = (
    res: Response,
    id: number,
    typed: { name: string; days: number } = { name: "", days: 7 },
    isWrong = false,
  ) => {
    const now = clock();
    const source = desk.findSource(id)!;
    const post = { id, kind, title: source.title || words().t("desk.untitled") };
    const title = words().t("notes.linksTitle", { title: post.title });
    const model = {
      ...{ post, title, editHref: editHref(id), notesHref: baseOf(id), base: paths.admin.previewLinks(post) },
      links: links.list(id).map((link) => ({
        link,
        address: paths.absolute(paths.sharedPreview(tokens.of(link))),
        isOver: link.expiresAt <= now,
      })),
      ...{ days: LINK_DAYS, typed, errors: isWrong ? { name: "form.required" as const } : {} },
    };
    render(res, { title, section: `${kind}s` }, linksPage(model));
  };

  return {
    index: (req: ById, res: Response) => show(res, find(req, viewerOf(res)).id),
    create(req: ById, res: Response) {
      const { id } = find(req, viewerOf(res));
      const written = write(working.find(id)!.post, req.body, { user: viewerOf(res) });
      if (!written.ok) return show(res.status(422), id, { typed: written.typed, errors: written.errors });
      res.redirect(303, `${baseOf(id)}#note-${written.thread}`);
    },
    /** Ticks a note off, or lets it wait again. */
    resolve(req: Request<{ id: string; note: string }, unknown, FormBody>, res: Response) {
      const { id } = find(req, viewerOf(res));
      const note = notes.find(idOf(req.params, "note") ?? 0, id);
      if (!note) throw new NotFound("There is no such note.");
      notes.resolve(note.id, id, note.resolvedAt === null ? clock() : null);
      res.redirect(303, `${baseOf(id)}#note-${note.id}`);
    },
    links: (req: ById, res: Response) => showLinks(res, find(req, viewerOf(res)).id),
    createLink(req: ById, res: Response) {
      const { id } = find(req, viewerOf(res));
      const typed = { name: lineOf(req.body, "name"), days: idOf(req.body, "days") ?? 7 };
      const days = LINK_DAYS.find((known) => known === typed.days);
      if (typed.name === "" || typed.name.length > LONGEST_NAME || days === undefined)
        return showLinks(res.status(422), id, typed, true);
      const now = clock();
      const expiresAt = new Date(now.getTime() + days * 86_400_000);
      links.create({ postId: id, name: typed.name, by: viewerOf(res).id, expiresAt }, now);
      req.session.flash = { tone: "done", message: { key: "notes.linkMade", values: { name: typed.name } } };
      res.redirect(303, paths.admin.previewLinks({ kind, id }));
    },
    revokeLink(req: Request<{ id: string; link: string }, unknown, FormBody>, res: Response) {
      const { id } = find(req, viewerOf(res));
      links.revoke(idOf(req.params, "link") ?? 0, id);
      req.session.flash = { tone: "done", message: "notes.linkRevoked" };
      res.redirect(303, paths.admin.previewLinks({ kind, id }));
    },
  };
}
