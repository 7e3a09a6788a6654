import type { FieldErrors } from "../web/form.ts";
import { view } from "../web/view.ts";
import type { ItemField } from "./form.ts";
import type { Menu, Step } from "./menu.ts";

export interface Option {
  value: number | string;
  label: string;
  depth?: number;
}

export const menuIndex = view<{
  menus: { id: number; name: string; location: string | null; items: number }[];
  locationOptions: Option[];
  typed: Record<string, string>;
  errors: FieldErrors<"name" | "location">;
}>("menus/admin/index", "admin");

/** An entry in the list of its menu. */
export interface ItemRow {
  id: number;
  /** What readers see. */
  shown: string;
  href: string;
  /** What it leads to: "Page", "Category". */
  kind: string;
  /** 0 at the top. */
  depth: number;
  isLink: boolean;
  /** Whether readers see it. */
  isOpen: boolean;
  /** Whether it leads nowhere any more. */
  isLost: boolean;
  steps: { step: Step; label: string; isOpen: boolean }[];
  /** What its form shows, with what is wrong in it. */
  label: string;
  url: string;
  errors: FieldErrors<"label" | "url">;
}

export const menuEdit = view<{
  menu: Menu;
  values: { name: string; location: string };
  errors: FieldErrors<"name" | "location">;
  locationOptions: Option[];
  rows: ItemRow[];
  isFull: boolean;
  add: {
    typed: Record<string, string>;
    errors: FieldErrors<ItemField>;
    pages: Option[];
    posts: Option[];
    categories: Option[];
    tags: Option[];
    /** What was looked for among posts; '' for the newest. */
    query: string;
  };
}>("menus/admin/edit", "admin");
