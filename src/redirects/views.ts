import type { FieldErrors } from "../web/form.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { RedirectField } from "./form.ts";
import type { FormerAddress } from "./repository.ts";

export const redirectIndex = view<{
  redirects: (FormerAddress & { href: string })[];
  query: string;
  pagination: Pagination;
  typed: Record<string, string>;
  errors: FieldErrors<RedirectField>;
}>("redirects/admin/index", "admin");
