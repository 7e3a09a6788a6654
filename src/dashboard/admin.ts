import type { Request, Response } from "express";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { dashboardPage } from "./views.ts";

/** The first page of the desk. */
export function adminDashboard({ render, words }: { render: Render; words: CurrentWords }) {
  return {
    show(_req: Request, res: Response) {
      render(res, { title: words().t("admin.dashboard"), section: "dashboard" }, dashboardPage({}));
    },
  };
}
