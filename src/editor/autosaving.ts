import type { Request, Response } from "express";
import type { Paths } from "../paths.ts";
import type { DeskRepository } from "../posts/desk-repository.ts";
import { editablePosts } from "../posts/editable.ts";
import type { PostAction } from "../posts/form.ts";
import type { PostHistory } from "../posts/history.ts";
import { isOut, type PostKind, type PostSource } from "../posts/post.ts";
import { mayEdit } from "../posts/rights.ts";
import type { Merged, Outcome, SaveOver } from "../posts/save-over.ts";
import { sentAs, typedOf, type PostTyped } from "../posts/typed.ts";
import { viewerOf } from "../sessions/guard.ts";
import { textOf, type FormBody } from "../web/form.ts";
import { say, type Message } from "../messages/translator.ts";
import type { CurrentWords } from "../web/words.ts";
import { mergedMessage } from "./merged-message.ts";
import type { PresenceRepository } from "./presence-repository.ts";

interface Parts {
  kind: PostKind;
  desk: DeskRepository;
  saves: SaveOver;
  history: PostHistory;
  presence: PresenceRepository;
  paths: Paths;
  words: CurrentWords;
  clock: () => Date;
}

type ById = Request<{ id: string }, unknown, FormBody>;

/** What the script of the editor sends by itself, and the answers it reads: JSON, with sentences ready to be shown. */
export function autosaving({ kind, desk, saves, history, presence, paths, words, clock }: Parts) {
  const find = editablePosts({ kind, desk, clock });

  const saved = (res: Response, id: number, merged: Merged | null) => {
    const post = desk.listByIds([id])[0]!;
    const state = words().t(post.hasDraft ? "saving.savedDraft" : "saving.saved", {
      when: words().date(saves.savedAt(post), "time"),
    });
    const numbers = merged && [merged.from, merged.to].map((version) => history.numberAt(id, version));
    const [from, to] = numbers ?? [];
    res.json({
      ...{ is: "saved", id, version: String(post.revision), state },
      ...{ action: paths.admin.edit(post), autosave: paths.admin.autosave(post) },
      presence: paths.admin.presence(post),
      ...(merged && {
        merged: say(words().t, mergedMessage(words(), merged)),
        mergedBy: new Intl.ListFormat(words().language).format(merged.names),
        fields: sentAs(saves.present(desk.findSource(id)!)),
      }),
      ...(from && to && { changes: paths.admin.compareRevisions({ kind, id }, { from, to }) }),
    });
  };
  const answer = (res: Response, id: number | undefined, action: PostAction, outcome: Outcome) => {
    const { t } = words();
    if (outcome.is === "saved") return saved(res, outcome.id, outcome.merged);
    const refuse = (status: number, more: object) => res.status(status).json({ is: outcome.is, ...more });
    if (outcome.is === "aside")
      return refuse(409, {
        state: t("saving.aside"),
        href: paths.admin.aside({ kind, id: id! }, outcome.number, action),
      });
    if (outcome.is === "thrown") return refuse(409, { state: t("saving.thrown") });
    const complaints = Object.values(outcome.errors as Record<string, Message>).map((error) => say(t, error));
    return refuse(422, { state: t("saving.refused", { complaint: complaints[0] ?? "" }) });
  };
  /** What a script sends while somebody is at it: half a name makes neither a category nor a guest. */
  const typedBy = (req: { body: unknown }) => ({
    ...typedOf(req.body as FormBody),
    newCategory: "",
    newGuests: "",
  });
  /** Whether a tab goes on under another account than it was opened with; then nothing is saved under a wrong name. */
  const isOthers = (req: { body: unknown }, res: Response): boolean => {
    const user = textOf(req.body as FormBody, "user");
    const viewer = viewerOf(res);
    if (user === "" || user === String(viewer.id)) return false;
    const state = words().t("saving.otherAccount", { name: viewer.name });
    res.status(409).json({ is: "otherAccount", state });
    return true;
  };
  const update = (res: Response, post: PostSource, typed: PostTyped) => {
    const action = isOut(post.status) ? "keep" : post.status === "draft" ? "draft" : "update";
    const sent = { typed, action, viewer: viewerOf(res), how: "autosaved" } as const;
    answer(res, post.id, action, saves.update(post.id, sent));
  };

  return {
    /** Saves what was never saved; the same tab asking again saves over what it made. */
    create(req: Request<object, unknown, FormBody>, res: Response) {
      if (isOthers(req, res)) return;
      const typed = typedBy(req);
      const viewer = viewerOf(res);
      const made = saves.madeBy(typed);
      if (made && mayEdit(viewer, made.post)) return update(res, made.post, made.typed);
      if (`${typed.title}${typed.body}`.trim() === "")
        return void res.status(422).json({ is: "refused", state: words().t("desk.neverSaved") });
      answer(res, undefined, "draft", saves.create({ typed, action: "draft", viewer }));
    },
    update(req: ById, res: Response) {
      const post = find(req, viewerOf(res));
      if (!isOthers(req, res)) update(res, post, typedBy(req));
    },
    /** Notes that somebody has a post open, and says who else has, and whether somebody saved it meanwhile. */
    presence(req: ById, res: Response) {
      const viewer = viewerOf(res);
      const post = find(req, viewer);
      const { tab } = typedOf(req.body);
      if (textOf(req.body, "leaving") !== "") presence.forget(post.id, tab);
      else if (tab !== "") presence.note({ postId: post.id, tab, userId: viewer.id }, clock());
      const names = presence.listOthers(post.id, viewer.id, clock());
      const list = new Intl.ListFormat(words().language).format(names);
      res.json({
        version: String(post.revision),
        here: names.length === 0 ? "" : words().t("saving.here", { count: names.length, names: list }),
      });
    },
  };
}
