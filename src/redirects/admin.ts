import type { Request, Response } from "express";
import type { Paths } from "../paths.ts";
import { textOf, typedIn, type FieldErrors, type FormBody } from "../web/form.ts";
import { nearestPage, paginate, parsePage } from "../web/pagination.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { parseRedirect, type RedirectField } from "./form.ts";
import type { Leads } from "./own-links.ts";
import type { RedirectRepository } from "./repository.ts";
import { redirectIndex } from "./views.ts";

const PER_PAGE = 100;

interface Parts {
  redirects: RedirectRepository;
  baseUrl: () => string;
  leads: Leads;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}
type RedirectRequest = Request<object, unknown, FormBody>;

/** Former addresses and where they lead: those that were typed here, and those that the site keeps by itself. */
export function adminRedirects({ redirects, baseUrl, leads, paths, words, render, clock }: Parts) {
  const placeIn = (fields: FormBody) => ({
    query: textOf(fields, "q").trim().slice(0, 100),
    page: parsePage(textOf(fields, "page") || undefined),
  });
  const addressOf = (query: string, page: number) =>
    paths.admin.redirects(`?${new URLSearchParams({ ...(query && { q: query }), page: String(page) })}`);
  const list = (
    req: Pick<Request, "query">,
    res: Response,
    typed: Record<string, string> = {},
    errors: FieldErrors<RedirectField> = {},
  ) => {
    const { query, page: wanted } = placeIn(req.query);
    const total = redirects.count(query);
    const page = nearestPage(wanted, total, PER_PAGE);
    render(
      res,
      { title: words().t("admin.redirects"), section: "redirects" },
      redirectIndex({
        ...{ query, typed, errors },
        pagination: paginate(page, total, PER_PAGE, (to) => addressOf(query, to)),
        redirects: redirects
          .list(query, PER_PAGE, (page - 1) * PER_PAGE)
          .map((one) => ({ ...one, href: hrefOf(one.path) })),
      }),
    );
  };
  return {
    index: (req: Request, res: Response) => list(req, res),
    create(req: RedirectRequest, res: Response) {
      const form = parseRedirect(req.body, { baseUrl: baseUrl(), find: redirects.find, leads });
      if (!form.ok) return list(req, res.status(422), typedIn(req.body), form.errors);
      const { path, to } = form.value;
      redirects.leadToPath(path, to, clock());
      req.session.flash = {
        ...{ tone: "done", message: { key: "redirects.saved", values: { path: `/${path}`, to } } },
      };
      res.redirect(303, paths.admin.redirects());
    },
    delete(req: RedirectRequest, res: Response) {
      const path = textOf(req.body, "path");
      const target = redirects.find(path);
      if (target?.kind === "path" && redirects.forget(path)) {
        const fields = { from: hrefOf(path), to: target.path };
        req.session.flash = {
          ...{ tone: "done", message: { key: "redirects.deleted", values: { path: `/${path}` } } },
          undo: { action: paths.admin.redirects(), fields },
        };
      }
      const { query, page } = placeIn(req.body);
      res.redirect(303, addressOf(query, page));
    },
  };
}

const hrefOf = (path: string) => `/${path.split("/").map(encodeURIComponent).join("/")}`;
