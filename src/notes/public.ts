import type { Request, Response } from "express";
import { TooManyRequests } from "../errors.ts";
import type { Paths } from "../paths.ts";
import type { PostRepository } from "../posts/repository.ts";
import type { WorkingPosts } from "../posts/working-posts.ts";
import type { FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import type { PreviewTokens } from "./links.ts";
import type { LinksRepository, PreviewLink } from "./links-repository.ts";
import type { NoteRepository } from "./repository.ts";
import type { ShowNotes } from "./show.ts";
import { linkOver } from "./views.ts";
import type { WriteNote } from "./writing.ts";

/** More notes than anybody reads: a link that got into wrong hands fills no disk. */
const MOST_NOTES = 1000;

interface Parts {
  posts: Pick<PostRepository, "isOpen">;
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
  /** Counts one note from a network address: 0 while it may, else the seconds to wait. */
  throttle: (ip: string) => number;
}
type ByToken = Request<{ token: string }, unknown, FormBody>;

/** What readers do not see yet, as people without an account see it through a link, and the notes they leave. */
export function publicPreview(parts: Parts) {
  const { posts, working, notes, links, tokens, showNotes, write, paths, words, render, clock, throttle } =
    parts;
  const baseOf = (token: string) => paths.sharedPreview(token);

  /** The link and its post; undefined where the link works no more, or the post was thrown away. */
  const find = (token: string) => {
    const link = tokens.find(token, clock());
    const found = link && working.find(link.postId);
    return found && found.post.status !== "trash" ? { link, ...found } : undefined;
  };
  const showOver = (res: Response) => {
    res.set({ "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer" });
    render(res.status(410), { title: words().t("notes.overTitle"), robots: "noindex" }, linkOver({}));
  };
  const shownTo = ({ name }: PreviewLink, token: string) => ({
    ...{ base: baseOf(token), mayResolve: false, asksName: true, typed: { name } },
  });

  return {
    show({ params: { token } }: ByToken, res: Response) {
      const found = find(token);
      if (!found) return showOver(res);
      const { link, post, isDraft } = found;
      res.set({ "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer" });
      if (!isDraft && posts.isOpen(post.id, clock())) return res.redirect(303, paths.post(post));
      links.noteOpening(link.id, clock());
      showNotes(res, post, { ...shownTo(link, token), isDraft });
    },
    create(req: ByToken, res: Response) {
      const { token } = req.params;
      const found = find(token);
      if (!found) return showOver(res);
      const { link, post, isDraft } = found;
      const wait = throttle(req.ip ?? "");
      if (wait > 0 || notes.count(post.id) >= MOST_NOTES)
        throw new TooManyRequests("Too many notes.", Math.max(wait, 60));
      const written = write(post, req.body, { linkId: link.id });
      if (!written.ok) {
        const shown = { ...shownTo(link, token), isDraft, typed: written.typed, errors: written.errors };
        return showNotes(res.status(422), post, shown);
      }
      res.set("Cache-Control", "private, no-store");
      res.redirect(303, `${baseOf(token)}#note-${written.thread}`);
    },
  };
}
