import type { Response } from "express";
import type { MessageKey } from "../messages/translator.ts";
import type { OverviewRepository } from "../posts/overview-repository.ts";
import type { PostRepository } from "../posts/repository.ts";
import type { TopicRepository } from "../topics/repository.ts";
import type { Paths } from "../paths.ts";
import type { FieldErrors } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import type { ItemField } from "./form.ts";
import { grow, locations, MAX_ITEMS, steps, stepsOpenTo, type Branch, type MenuItem } from "./menu.ts";
import type { Location, Menu, Step } from "./menu.ts";
import type { MenuRepository } from "./repository.ts";
import { targetOf } from "./shown.ts";
import { menuEdit, type ItemRow } from "./views.ts";

export interface MenuDeskParts {
  menus: MenuRepository;
  posts: Pick<PostRepository, "latest">;
  overview: Pick<OverviewRepository, "listPages" | "findByTitle">;
  topics: Pick<TopicRepository, "list" | "listMostUsed">;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}

/** What the forms of the page hold beside what is stored. */
export interface MenuPageState {
  typed?: Record<string, string>;
  errors?: FieldErrors<"name" | "location">;
  addErrors?: FieldErrors<ItemField>;
  /** The entry whose form came back. */
  edited?: { id: number; errors: FieldErrors<"label" | "url"> };
  /** What to look for among posts. */
  query?: string;
}

/** So many posts and tags are offered at once; posts beyond are found by their title. */
const OFFERED_POSTS = 30;
const OFFERED_TAGS = 100;

/** The page of one menu: its entries, and everything that can be added. */
export function menuPage({ menus, posts, overview, topics, paths, words, render, clock }: MenuDeskParts) {
  const toRow = (item: Branch<MenuItem>, depth: number, all: MenuItem[], state: MenuPageState): ItemRow => {
    const { t } = words();
    const target = targetOf(item, { paths, words });
    const edited = state.edited?.id === item.id ? state.edited : undefined;
    const open = stepsOpenTo(all, item.id);
    return {
      ...{ id: item.id, depth, isLink: item.kind === "link", kind: t(kindOf(item)) },
      ...{ shown: target?.label ?? t("menus.lost"), href: target?.href ?? "" },
      ...{ isOpen: target?.isOpen ?? false, isLost: target === null },
      steps: steps.map((step) => ({ step, label: t(STEP_NAMES[step]), isOpen: open.has(step) })),
      label: edited ? (state.typed?.label ?? "") : item.label,
      url: edited ? (state.typed?.url ?? "") : (item.url ?? ""),
      errors: edited?.errors ?? {},
    };
  };
  const rows = (branches: Branch<MenuItem>[], all: MenuItem[], state: MenuPageState, depth = 0): ItemRow[] =>
    branches.flatMap((branch) => [
      toRow(branch, depth, all, state),
      ...rows(branch.children, all, state, depth + 1),
    ]);
  return (res: Response, menu: Menu, state: MenuPageState = {}): void => {
    const now = clock();
    const { t } = words();
    const items = menus.listItems(menu.id, now);
    const { typed = {}, query = "" } = state;
    const found =
      query === "" ? posts.latest(OFFERED_POSTS, now) : overview.findByTitle(query, OFFERED_POSTS, now);
    const named = ({ id, title }: { id: number; title: string }) => ({
      value: id,
      label: title || t("menus.untitled"),
    });
    render(
      res,
      { title: menu.name, section: "menus" },
      menuEdit({
        menu,
        values: state.errors
          ? { name: typed.name ?? "", location: typed.location ?? "" }
          : { name: menu.name, location: menu.location ?? "" },
        errors: state.errors ?? {},
        locationOptions: locationOptions(words),
        rows: rows(grow(items), items, state),
        isFull: items.length >= MAX_ITEMS,
        add: {
          typed: state.addErrors ? typed : {},
          errors: state.addErrors ?? {},
          pages: overview
            .listPages(now)
            .map((page) => ({ value: page.id, label: page.title || `/${page.path}` })),
          posts: found.map(named),
          categories: topics
            .list("category")
            .map(({ id, name, depth }) => ({ value: id, label: name, depth })),
          tags: topics
            .listMostUsed("tag", OFFERED_TAGS, now)
            .map(({ id, name }) => ({ value: id, label: name })),
          query,
        },
      }),
    );
  };
}

export function locationOptions(words: CurrentWords) {
  const { t } = words();
  return [
    { value: "", label: t("menus.nowhere") },
    ...locations.map((location) => ({ value: location, label: t(LOCATION_NAMES[location]) })),
  ];
}

export const LOCATION_NAMES = {
  primary: "menus.locations.primary",
  footer: "menus.locations.footer",
} as const satisfies Record<Location, MessageKey>;

const STEP_NAMES = {
  up: "menus.up",
  down: "menus.down",
  in: "menus.in",
  out: "menus.out",
} as const satisfies Record<Step, MessageKey>;

function kindOf({ kind, post, topic }: MenuItem): MessageKey {
  if (kind === "home") return "menus.kinds.home";
  if (kind === "link") return "menus.kinds.link";
  if (kind === "topic") return topic?.kind === "tag" ? "menus.kinds.tag" : "menus.kinds.category";
  return post?.kind === "page" ? "menus.kinds.page" : "menus.kinds.post";
}
