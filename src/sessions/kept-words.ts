import type { Request, Response } from "express";
import type { FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { keptWords } from "./views.ts";

/** From this length on a field holds words somebody would miss. */
const WORTH_KEEPING = 12;

/**
 * What somebody typed while their session ended, as a page: the words, the way back in, and a button that sends the
 * same form again. Returns false where the form held nothing worth it, and answers nothing then.
 */
export function keepWords({ render, words }: { render: Render; words: CurrentWords }) {
  return (req: Request, res: Response): boolean => {
    if (req.method !== "POST") return false;
    const fields = Object.entries((req.body as FormBody) ?? {}).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value])
        .filter((entry): entry is string => typeof entry === "string")
        .map((entry) => ({ name, value: entry, isLong: isWorthKeeping(name, entry) })),
    );
    if (!fields.some(({ isLong }) => isLong)) return false;
    res.status(403);
    const title = words().t("sessions.endedTitle");
    render(res, { title, robots: "noindex" }, keptWords({ action: req.originalUrl, fields }));
    return true;
  };
}

/** Words of some length, in scripts without spaces too; a password goes along, but is never shown. */
function isWorthKeeping(field: string, value: string): boolean {
  const isPassword = field.toLowerCase().includes("password");
  return !isPassword && value.length >= WORTH_KEEPING && /[\s\P{ASCII}]/u.test(value.trim());
}
