import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import { idOf, textOf, typedIn, type FieldErrors, type FormBody } from "../web/form.ts";
import { LOCATION_NAMES, locationOptions, menuPage, type MenuDeskParts } from "./admin-page.ts";
import { parseMenuForm } from "./form.ts";
import type { Menu } from "./menu.ts";
import type { MenuRepository } from "./repository.ts";
import { menuIndex } from "./views.ts";

type MenuRequest = Request<{ id: string }, unknown, FormBody>;

/** The menu in the address of a request. Throws NotFound. */
export function menuIn(req: { params: { id: string } }, menus: MenuRepository): Menu {
  const menu = menus.find(idOf(req.params, "id") ?? 0);
  if (!menu) throw new NotFound("There is no such menu.");
  return menu;
}

/** Menus: their names, and the places of the theme where they stand. */
export function adminMenus(parts: MenuDeskParts) {
  const { menus, paths, words, render } = parts;
  const showMenu = menuPage(parts);
  const isTakenBy = (name: string, other: (menu: Menu) => boolean) => {
    const menu = menus.findByName(name);
    return menu !== undefined && other(menu);
  };
  const list = (
    res: Response,
    typed: Record<string, string> = {},
    errors: FieldErrors<"name" | "location"> = {},
  ) => {
    const { t } = words();
    const rows = menus.list().map(({ id, name, location, items }) => ({
      ...{ id, name, items, location: location && t(LOCATION_NAMES[location]) },
    }));
    render(
      res,
      { title: t("menus.title"), section: "menus" },
      menuIndex({ menus: rows, locationOptions: locationOptions(words), typed, errors }),
    );
  };
  return {
    index(_req: Request, res: Response) {
      list(res);
    },
    create(req: Request<object, unknown, FormBody>, res: Response) {
      const form = parseMenuForm(req.body, (name) => isTakenBy(name, () => true));
      if (!form.ok) return list(res.status(422), typedIn(req.body), form.errors);
      const id = menus.create(form.value.name, form.value.location);
      res.redirect(303, paths.admin.menu(id));
    },
    /** `?q=` looks for posts to add, by their titles. */
    edit(req: MenuRequest, res: Response) {
      showMenu(res, menuIn(req, menus), { query: textOf(req.query, "q").trim().slice(0, 100) });
    },
    update(req: MenuRequest, res: Response) {
      const menu = menuIn(req, menus);
      const form = parseMenuForm(req.body, (name) => isTakenBy(name, ({ id }) => id !== menu.id));
      if (!form.ok) return showMenu(res.status(422), menu, { typed: typedIn(req.body), errors: form.errors });
      menus.update({ ...form.value, id: menu.id });
      req.session.flash = {
        message: { key: "menus.saved", values: { name: form.value.name } },
        tone: "done",
      };
      res.redirect(303, paths.admin.menu(menu.id));
    },
    delete(req: MenuRequest, res: Response) {
      const menu = menuIn(req, menus);
      menus.remove(menu.id);
      req.session.flash = { message: { key: "menus.deleted", values: { name: menu.name } }, tone: "done" };
      res.redirect(303, paths.admin.menus());
    },
  };
}
