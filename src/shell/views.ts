import { view } from "../web/view.ts";
import type { ErrorPage } from "../web/error-page.ts";

export const errorShow = view<{ page: ErrorPage }>("errors/show");
