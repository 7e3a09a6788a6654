import type { FieldErrors } from "../web/form.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { RedirectField } from "./redirect-form.ts";
import type { FormerAddress } from "./redirects-repository.ts";

export const redirectIndex = view<{
  redirects: (FormerAddress & { href: string })[];
  query: string;
  pagination: Pagination;
  typed: Record<string, string>;
  errors: FieldErrors<RedirectField>;
}>("posts/admin/redirects", "admin");
