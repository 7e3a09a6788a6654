import { describe, expect, it } from "vitest";
import { isBlank } from "../src/blank.ts";
import { complaintsAboutText, readTyped } from "../src/comments/form.ts";
import { plainTitle } from "../src/imports/wordpress/plain.ts";

describe("what nobody could see", () => {
  const unseen = [
    "",
    " \t\n",
    "\u200b\u200b",
    "\u202e",
    "\ufeff\u00ad",
    "\u3164",
    "\u2800",
    "\u{e0041}",
    "\0\u001b",
  ];

  it.each(unseen.map((text) => [JSON.stringify(text), text]))("is blank: %s", (_, text) => {
    expect(isBlank(text)).toBe(true);
    expect(complaintsAboutText(text)).toEqual({ comment: "form.required" });
    expect(readTyped({ name: text }).name).toBe("");
    expect(plainTitle(text)).toBe("");
  });

  it.each(["x", "👨‍👩‍👧", "🇩🇪", "می‌خواهم", "\u202eevil", "·", "0"])("is not blank: %s", (text) => {
    expect(isBlank(text)).toBe(false);
    expect(readTyped({ name: text }).name).toBe(text);
    expect(plainTitle(text)).toBe(text);
  });
});
