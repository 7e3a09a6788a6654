import { createHash } from "node:crypto";
import { SafeHtml } from "../html/safe-html.ts";

/** A short text that is another when something else stands in the widgets. View counts move nothing. */
export function digestOf(widgets: ReadonlyMap<unknown, unknown>): string {
  const text = JSON.stringify([...widgets], (name, value: unknown) => {
    if (name === "views") return undefined;
    return value instanceof SafeHtml ? value.toString() : value;
  });
  return createHash("sha1").update(text).digest("base64url");
}
