import type { Message } from "../messages/translator.ts";
import type { FieldErrors } from "../web/form.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { AccountField, PersonField, TypedAccount, TypedPerson } from "./form.ts";
import type { Role, User } from "./user.ts";

/** A picture that can stand for a person. */
export interface Portrait {
  mediaId: number;
  src: string;
  srcset: string | null;
  alt: string;
}
export interface Choice {
  value: string;
  label: string;
}

export interface UserRow {
  id: number;
  name: string;
  email: string | null;
  role: Role | "guest";
  posts: number;
  state: "active" | "invited" | "disabled" | null;
}

export const userIndex = view<{
  tabs: { label: string; href: string; count: number; isCurrent: boolean }[];
  rows: UserRow[];
  isGuests: boolean;
  pagination: Pagination;
}>("users/admin/index", "admin");

export const newUserForm = view<{
  typed: TypedAccount;
  errors: FieldErrors<AccountField>;
  roles: Choice[];
}>("users/admin/new", "admin");

export const userForm = view<{
  user: User;
  posts: number;
  typed: TypedPerson;
  errors: FieldErrors<PersonField>;
  roles: Choice[];
  pictures: Portrait[];
  /** Why something other than the form was refused. */
  problem: Message | null;
  /** For a guest: the form that gives an account, and who they may turn out to be. */
  account: { typed: TypedAccount; errors: FieldErrors<AccountField> };
  people: Choice[];
}>("users/admin/form", "admin");

export const passwordLinkPage = view<{ user: User; link: string; hours: number }>(
  "users/admin/link",
  "admin",
);

export const userDelete = view<{
  user: User;
  posts: number;
  people: Choice[];
  heir: string;
  errors: FieldErrors<"heir">;
}>("users/admin/delete", "admin");
