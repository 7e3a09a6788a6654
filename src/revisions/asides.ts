import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import { isConflict, type Choice } from "../merging/merge.ts";
import type { Paths } from "../paths.ts";
import type { DeskRepository } from "../posts/desk-repository.ts";
import { editablePosts } from "../posts/editable.ts";
import type { EditedField } from "../posts/fields.ts";
import { editedFields } from "../posts/fields.ts";
import { toAction } from "../posts/form.ts";
import { mergedTyped, mergeTyped, type Merge, type Place } from "../posts/merging.ts";
import type { PostKind, PostSource } from "../posts/post.ts";
import type { Sent } from "../posts/save-over.ts";
import type { PostTyped } from "../posts/typed.ts";
import { viewerOf } from "../sessions/guard.ts";
import { textOf, type FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { compareWords, MOST_PASSAGES } from "./compare.ts";
import type { RevisionRepository } from "./repository.ts";
import type { Revision } from "./revision.ts";
import { fieldLabels, sayField } from "./settings.ts";
import { typedThen } from "./snapshot.ts";
import { asideShow, type AsideField, type AsidePiece } from "./views.ts";

interface Parts {
  kind: PostKind;
  desk: DeskRepository;
  revisions: RevisionRepository;
  /** The form as it stands: the working draft of a post, where it has one. */
  present: (post: PostSource) => PostTyped;
  saveAndAnnounce: (
    req: Pick<Request, "session">,
    res: Response,
    post: PostSource,
    sent: Sent,
  ) => Promise<void>;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}

type ById = Request<{ id: string; number: string }, unknown, FormBody>;

/** What could not be merged: both texts, passage by passage, and the choice between them. */
export function adminAsides(parts: Parts) {
  const { kind, desk, revisions, paths, words, render } = parts;
  const findPost = editablePosts(parts);

  /** Throws NotFound. */
  const findAside = (post: PostSource, number: string): Revision => {
    const revision = /^[1-9]\d{0,8}$/.test(number) ? revisions.find(post.id, Number(number)) : undefined;
    if (revision?.kind !== "aside") throw new NotFound("Nothing was set aside under this number.");
    return revision;
  };
  /** What was set aside, beside the post as it stood at a version; no password is known of either. */
  const mergeWith = (post: PostSource, aside: Revision, version: number): Merge => {
    const present = parts.present(post);
    const at = (snapshot: Parameters<typeof typedThen>[0] | undefined): PostTyped | undefined =>
      snapshot && typedThen(snapshot, present, words().timeZone);
    const theirs =
      version === post.revision ? present : (at(revisions.findState(post.id, version)?.snapshot) ?? present);
    const mine = at(revisions.findSnapshot(post.id, aside.number))!;
    const base = at(revisions.findState(post.id, aside.began)?.snapshot);
    return mergeTyped(base, mine, { ...theirs, version: String(version) });
  };
  const titleOf = (pageId: number) => desk.findSource(pageId)?.title ?? words().t("revisions.pageGone");
  const nameOf = (typed: PostTyped, field: EditedField) => sayField(typed, field, words(), titleOf);

  return {
    show(req: Request<{ id: string; number: string }>, res: Response) {
      const post = findPost(req, viewerOf(res));
      const aside = findAside(post, req.params.number);
      const merge = mergeWith(post, aside, post.revision);
      const savers = revisions
        .listSavers(post.id, aside.began)
        .flatMap(({ name }) => name ?? [])
        .filter((name) => name !== aside.by);
      const asked = typeof req.query.do === "string" ? req.query.do : "";
      const title = words().t("asides.title", { title: post.title || words().t("desk.untitled") });
      const model = {
        ...{ post, title, aside, version: post.revision },
        names: new Intl.ListFormat(words().language).format([...new Set(savers)]),
        action: toAction(asked, post.status === "draft" ? "draft" : "update"),
        editHref: paths.admin.edit(post),
        fields: merge.fields.map((field): AsideField => ({
          field,
          label: fieldLabels[field],
          mine: nameOf(merge.mine, field),
          theirs: nameOf(merge.theirs, field),
          mayBeBoth: editedFields[field] === "text",
        })),
        pieces: piecesOf(merge),
        isSettled: !merge.hasConflict,
      };
      render(res, { title, section: `${kind}s` }, asideShow(model));
    },
    async choose(req: ById, res: Response) {
      const post = findPost(req, viewerOf(res));
      const aside = findAside(post, req.params.number);
      const version = Number(/^\d{1,9}$/.exec(textOf(req.body, "version"))?.[0] ?? post.revision);
      const merge = mergeWith(post, aside, Math.min(version, post.revision));
      const action = toAction(textOf(req.body, "do"), post.status === "draft" ? "draft" : "update");
      const typed = mergedTyped(merge, (place) => choiceIn(req.body, place));
      await parts.saveAndAnnounce(req, res, post, { typed, action, viewer: viewerOf(res) });
    },
  };
}

/** What somebody chose at a place: both where they did not say. */
function choiceIn(body: FormBody, place: Place): Choice {
  const chosen = textOf(body, `choose-${place}`);
  return chosen === "mine" || chosen === "theirs" ? chosen : "both";
}

/** The body for reading: what nobody touched in one run. */
function piecesOf({ pieces }: Merge): AsidePiece[] {
  const shown: AsidePiece[] = [];
  let [conflict, passages] = [0, 0];
  const marked = (before: string, after: string) => {
    passages += 1;
    return passages > MOST_PASSAGES ? [{ kind: "added" as const, text: after }] : compareWords(before, after);
  };
  for (const piece of pieces) {
    if (piece.by === "nobody") {
      const last = shown.at(-1);
      if (!piece.after) continue;
      if (last?.kind === "same") {
        last.text += `\n\n${piece.after.text}`;
        last.blocks += 1;
      } else shown.push({ kind: "same", text: piece.after.text, blocks: 1 });
    } else if (isConflict(piece)) {
      const side = (text: string | undefined) =>
        text === undefined ? null : marked(piece.before.text, text);
      const [mine, theirs] = [side(piece.mine?.text), side(piece.theirs?.text)];
      shown.push({ kind: "choice", place: conflict++, before: piece.before.text, mine, theirs });
    } else {
      const parts = marked(piece.before?.text ?? "", piece.after?.text ?? "");
      shown.push({ kind: "changed", by: piece.by, parts });
    }
  }
  return shown;
}
