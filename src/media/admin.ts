import type { Request, Response } from "express";
import { NotAllowed, NotFound } from "../errors.ts";
import type { Paths } from "../paths.ts";
import { viewerOf } from "../sessions/guard.ts";
import { may } from "../users/permissions.ts";
import { idOf, idsOf, isTicked, textOf, type FormBody } from "../web/form.ts";
import { nearestPage, paginate, parsePage } from "../web/pagination.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { parseDescription } from "./form.ts";
import { say } from "../messages/translator.ts";
import { nameWithoutExtension, type MediaLibrary } from "./library.ts";
import { RefusedFile, type Description } from "./media.ts";
import type { MediaItem, MediaRepository } from "./repository.ts";
import type { UploadedFile, WithFiles } from "./upload.ts";
import { mediaDelete, mediaForm, mediaIndex, type RefusedUpload } from "./views.ts";

const PER_PAGE = 24;
const MOST_AT_ONCE = 200;

interface Parts {
  media: MediaRepository;
  library: MediaLibrary;
  withFiles: WithFiles;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}

/** The library of pictures: upload, describe, delete. */
export function adminMedia({ media, library, withFiles, paths, words, render, clock }: Parts) {
  const find = (req: Request<{ id: string }>): MediaItem => {
    const item = /^[1-9]\d{0,14}$/.test(req.params.id) ? media.find(Number(req.params.id)) : undefined;
    if (!item) throw new NotFound("There is no such file.");
    return item;
  };
  const mayEdit = (res: Response, { media: { uploadedBy } }: MediaItem) =>
    uploadedBy === viewerOf(res).id || may(res.locals.viewer, "media.editOthers");
  const listAddress = (query: string, page: number) => {
    const parameters = { ...(query && { q: query }), ...(page > 1 && { page: String(page) }) };
    const text = new URLSearchParams(parameters).toString();
    return paths.admin.media(text && `?${text}`);
  };
  const list = (req: Request, res: Response, taken = 0, refused: RefusedUpload[] = []) => {
    const query = searchOf(req.query.q);
    const page = parsePage(typeof req.query.page === "string" ? req.query.page : undefined);
    const total = media.count(query);
    const pagination = paginate(page, total, PER_PAGE, (to) => listAddress(query, to));
    const offset = (page - 1) * PER_PAGE;
    const items = query === "" ? media.list(PER_PAGE, offset) : media.search(query, PER_PAGE, offset);
    if (wantsJson(req)) return answerPictures(res, items, { hasMore: pagination.page < pagination.pages });
    render(
      res,
      { title: words().t("admin.media"), section: "media" },
      mediaIndex({
        items: items.map((item) => ({ ...item, mayDelete: mayEdit(res, item) })),
        ...{ query, total, pagination, taken, refused },
      }),
    );
  };
  const edit = (res: Response, item: MediaItem, values: Description, errors = {}) => {
    const { id } = item.media;
    const usedBy = media.usesOf([id]).get(id)!;
    const model = { item, values, errors, usedBy, mayEdit: mayEdit(res, item) };
    render(res, { title: item.media.originalName, section: "media" }, mediaForm(model));
  };
  return {
    index: (req: Request, res: Response) => list(req, res),
    /** Takes what can be taken; the rest is named with its reason. One new file leads to its description. */
    async create(req: Request, res: Response) {
      const refused: RefusedUpload[] = [];
      const taken: number[] = [];
      const attempt = async (name: string, work: () => Promise<unknown>) => {
        try {
          await work();
        } catch (error) {
          if (!(error instanceof RefusedFile)) throw error;
          refused.push({ name, reason: error.reason });
        }
      };
      const take = async (upload: UploadedFile) => {
        const alt = nameWithoutExtension(upload.originalName).slice(0, 200);
        taken.push((await library.add({ ...upload, alt, uploadedBy: viewerOf(res).id }, clock())).id);
      };
      await attempt("", () =>
        withFiles(req, res, async (files) => {
          if (files.length === 0) refused.push({ name: "", reason: "media.none" });
          for (const upload of files) await attempt(upload.originalName, () => take(upload));
        }),
      );
      if (wantsJson(req)) {
        const { t } = words();
        const items = taken.flatMap((id) => media.find(id) ?? []);
        return answerPictures(res.status(refused.length > 0 ? 422 : 201), items, {
          refused: refused.map(({ name, reason }) => ({ name, reason: say(t, reason) })),
        });
      }
      if (refused.length > 0) {
        res.status(422);
        return list(req, res, taken.length, refused);
      }
      req.session.flash = { tone: "done", message: { key: "media.added", values: { count: taken.length } } };
      res.redirect(303, taken.length === 1 ? paths.admin.mediaItem(taken[0]!) : paths.admin.media());
    },
    edit(req: Request<{ id: string }>, res: Response) {
      const item = find(req);
      edit(res, item, item.media);
    },
    update(req: Request<{ id: string }, unknown, FormBody>, res: Response) {
      const item = find(req);
      if (!mayEdit(res, item)) throw new NotAllowed("another person's file");
      const form = parseDescription(req.body);
      if (!form.ok) {
        res.status(422);
        return edit(res, item, form.typed, form.errors);
      }
      media.describe(item.media.id, form.value);
      req.session.flash = { tone: "done", message: "media.saved" };
      res.redirect(303, paths.admin.media());
    },
    async delete(req: Request<{ id: string }>, res: Response) {
      const item = find(req);
      if (!mayEdit(res, item)) throw new NotAllowed("another person's file");
      await library.remove([item.media.id]);
      req.session.flash = {
        tone: "done",
        message: { key: "media.deleted", values: { name: item.media.originalName } },
      };
      res.redirect(303, paths.admin.media());
    },
    /** Shows the ticked files, and what loses them; once that is confirmed, deletes them. */
    async deleteSeveral(req: Request<object, unknown, FormBody>, res: Response) {
      const ids = idsOf(req.body, "ids").slice(0, MOST_AT_ONCE);
      const chosen = media.findAll(ids).filter((item) => mayEdit(res, item));
      const query = searchOf(textOf(req.body, "q"));
      const page = idOf(req.body, "page") ?? 1;
      if (chosen.length > 0 && !isTicked(req.body, "confirmed")) {
        const title = words().t("media.deleteSeveral", { count: chosen.length });
        const uses = media.usesOf(ids);
        const files = chosen.map((item) => ({ ...item, usedBy: uses.get(item.media.id)! }));
        const model = { title, files, query, page, back: listAddress(query, page) };
        return render(res, { title, section: "media" }, mediaDelete(model));
      }
      await library.remove(chosen.map(({ media: { id } }) => id));
      req.session.flash =
        chosen.length === 0
          ? { tone: "problem", message: "media.noneTicked" }
          : { tone: "done", message: { key: "media.deletedSeveral", values: { count: chosen.length } } };
      res.redirect(303, listAddress(query, nearestPage(page, media.count(query), PER_PAGE)));
    },
  };
}

const searchOf = (typed: unknown) => (typeof typed === "string" ? typed.trim().slice(0, 100) : "");

/** Does a script ask, such as the editor's? A browser that opens a page prefers HTML. */
const wantsJson = (req: Request) => req.accepts(["html", "json"]) === "json";

/** Pictures as the editor puts them into a text. */
function answerPictures(res: Response, items: MediaItem[], more: object) {
  const pictures = items.flatMap(({ media, picture }) =>
    picture
      ? {
          ...{ src: picture.src, srcset: picture.srcset, width: picture.width, height: picture.height },
          ...{ alt: picture.alt, caption: picture.caption, name: media.originalName },
        }
      : [],
  );
  res.vary("Accept").json({ pictures, ...more });
}
