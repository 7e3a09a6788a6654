import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import type { PostRepository } from "../posts/repository.ts";
import type { TopicRepository } from "../topics/repository.ts";
import { idOf, lineOf, typedIn, type FormBody } from "../web/form.ts";
import { menuIn } from "./admin.ts";
import { menuPage, type MenuDeskParts } from "./admin-page.ts";
import { parseItemEdit, parseItemForm } from "./form.ts";
import { MAX_ITEMS, moved, steps, type Menu, type MenuItem } from "./menu.ts";
import { targetOf } from "./shown.ts";

interface Parts extends MenuDeskParts {
  posts: Pick<PostRepository, "latest" | "findAny">;
  topics: Pick<TopicRepository, "list" | "listMostUsed" | "find">;
}

type ItemRequest = Request<{ id: string; item: string }, unknown, FormBody>;

/** The entries of a menu. All are plain forms: nothing needs to be dragged (WCAG 2.2, 2.5.7). */
export function adminMenuItems(parts: Parts) {
  const { menus, posts, topics, paths, words, clock } = parts;
  const showMenu = menuPage(parts);
  const targets = {
    isPost: (id: number) => posts.findAny(id) !== undefined,
    isTopic: (id: number) => topics.find(id) !== undefined,
  };
  const nameOf = (item: MenuItem | undefined) =>
    (item && targetOf(item, { paths, words })?.label) ?? words().t("menus.lost");
  const find = (req: ItemRequest): { menu: Menu; item: MenuItem; items: MenuItem[] } => {
    const menu = menuIn(req, menus);
    const items = menus.listItems(menu.id, clock());
    const item = items.find(({ id }) => id === idOf(req.params, "item"));
    if (!item) throw new NotFound("There is no such entry.");
    return { menu, item, items };
  };
  const back = (res: Response, menu: Menu, id?: number) =>
    res.redirect(303, paths.admin.menu(menu.id) + (id === undefined ? "" : `#item-${id}`));
  return {
    create(req: Request<{ id: string }, unknown, FormBody>, res: Response) {
      const menu = menuIn(req, menus);
      const form =
        menus.countItems(menu.id) >= MAX_ITEMS
          ? {
              ok: false as const,
              errors: { kind: { key: "menus.full", values: { max: MAX_ITEMS } } as const },
            }
          : parseItemForm(req.body, targets);
      if (!form.ok) {
        res.status(422);
        return showMenu(res, menu, { typed: typedIn(req.body), addErrors: form.errors });
      }
      const id = menus.addItem(menu.id, form.value);
      const name = nameOf(menus.listItems(menu.id, clock()).find((item) => item.id === id));
      req.session.flash = { message: { key: "menus.added", values: { name } }, tone: "done" };
      back(res, menu, id);
    },
    update(req: ItemRequest, res: Response) {
      const { menu, item } = find(req);
      const form = parseItemEdit(req.body, item.kind === "link");
      if (!form.ok) {
        const edited = { id: item.id, errors: form.errors };
        return showMenu(res.status(422), menu, { typed: typedIn(req.body), edited });
      }
      menus.updateItem(menu.id, item.id, form.value.label, form.value.url);
      const name = nameOf({ ...item, ...form.value });
      req.session.flash = { message: { key: "menus.saved", values: { name } }, tone: "done" };
      back(res, menu, item.id);
    },
    /** Up, down, below the entry before it, or out again; where that cannot be, nothing happens. */
    move(req: ItemRequest, res: Response) {
      const { menu, item, items } = find(req);
      const step = steps.find((name) => name === lineOf(req.body, "step"));
      const places = step && moved(items, item.id, step);
      if (places) {
        menus.arrange(menu.id, places);
        req.session.flash = { message: { key: "menus.moved", values: { name: nameOf(item) } }, tone: "done" };
      }
      back(res, menu, item.id);
    },
    delete(req: ItemRequest, res: Response) {
      const { menu, item } = find(req);
      const count = menus.removeItem(menu.id, item.id, clock());
      req.session.flash = {
        message: { key: "menus.removed", values: { name: nameOf(item), below: count - 1 } },
        tone: "done",
        undo: { action: paths.admin.restoreMenuItem(menu.id, item.id), fields: {} },
      };
      back(res, menu);
    },
    restore(req: ItemRequest, res: Response) {
      const menu = menuIn(req, menus);
      if (!menus.restoreItem(menu.id, idOf(req.params, "item") ?? 0))
        throw new NotFound("There is no such entry.");
      const { item } = find(req);
      req.session.flash = {
        message: { key: "menus.restored", values: { name: nameOf(item) } },
        tone: "done",
      };
      back(res, menu, item.id);
    },
  };
}
