import { describe, expect, it } from "vitest";
import { complaintsAbout } from "../support/valid-html.ts";
import { busyDesk } from "./desk.ts";

describe("the pages of the desk", () => {
  it("are valid HTML, with arrows that are drawn", async () => {
    const { admin, addresses } = await busyDesk();
    for (const address of addresses) {
      const { text } = await admin.get(address).expect(200);
      expect(await complaintsAbout(text), address).toEqual([]);
      expect(text, `${address} has an arrow that a font may lack`).not.toMatch(/[←→↑↓]/);
    }
  }, 30_000);

  it("are valid HTML where a form comes back, with a title and a message for each field", async () => {
    const { admin, failing } = await busyDesk();
    for (const [address, form] of failing) {
      const { status, text } = await admin.post(address, form);
      expect([409, 422], `${address}: ${status}`).toContain(status);
      expect(text, address).toContain('role="alert"');
      expect(await complaintsAbout(text), address).toEqual([]);
      for (const [, field] of text.matchAll(/<li><a href="#([\w-]+)"/g))
        expect(text, `${address} #${field}`).toMatch(new RegExp(` id="${field}"`));
    }
  }, 30_000);

  it("link only to what is there, for every role", async () => {
    const { signedIn, user } = await busyDesk();
    for (const role of ["admin", "editor", "author", "contributor"] as const) {
      const person = signedIn(user(`A ${role}`, role));
      const { text } = await person.get("/admin").expect(200);
      const [, rail] = /<nav class="rail__menu"([\s\S]*?)<\/nav>/.exec(text)!;
      const links = [...rail!.matchAll(/href="([^"]+)"/g)].map((match) => match[1]!);
      expect(links).toContain("/admin/posts");
      for (const link of links) {
        const { status } = await person.get(link).redirects(1);
        expect(status, `${role}: ${link}`).toBe(200);
      }
    }
  });
});
