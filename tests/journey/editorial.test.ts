import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../support/accessible.ts";
import { launchBrowser, listen, overflowOf, watchedPage } from "../support/browser.ts";
import { newsroom } from "../support/newsroom.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()), 60_000);
afterAll(() => browser.close());

const phone = { viewport: { width: 360, height: 740 }, colorScheme: "dark" as const };
const screen = { viewport: { width: 1280, height: 900 } };

/** A newsroom with Cora, who may not publish, and Edda, who edits; each opens a browser without scripts. */
async function paper() {
  const room = newsroom({ baseUrl: "http://127.0.0.1" });
  const people = {
    cora: room.signedIn(room.user("Cora Contributor", "contributor")),
    edda: room.signedIn(room.user("Edda Editor", "editor")),
    rita: room.browser(),
  };
  const { address, close } = await listen(room.app);
  const opened: (() => Promise<void>)[] = [];
  const sit = async (who: keyof typeof people, options: object, javaScriptEnabled = false): Promise<Page> => {
    const { page, close: leave } = await watchedPage(browser, address, {
      ...options,
      javaScriptEnabled,
    });
    const cookies = [...people[who].jar].map(([name, value]) => ({ name, value, url: address }));
    await page.context().addCookies(cookies);
    opened.push(leave);
    return page;
  };
  /** Nothing that axe finds on what this person sees, and nothing wider than the window. axe needs a script. */
  const isFine = async (who: keyof typeof people, options: object, url: string) => {
    const page = await sit(who, options, true);
    await page.goto(url);
    expect(await violations(page), url).toEqual([]);
    expect(await overflowOf(page), url).toBe(0);
  };
  const end = async () => {
    for (const leave of opened) await leave();
    await close();
  };
  /** Opens what a page of the desk shows as an address of the site, which another port serves here. */
  const local = (url: string) => new URL(url).pathname;
  return { ...room, sit, end, local, isFine };
}
describe("a story from first words to print, without a script", () => {
  it("is submitted, returned with a note, reviewed by a stranger, checked, published and changed later", async () => {
    const { sit, end, local, isFine, reader, at, parts } = await paper();
    const cora = await sit("cora", phone);
    const edda = await sit("edda", screen);

    await cora.goto("/admin/posts/new");
    await cora.getByLabel("Title", { exact: true }).fill("The harbour at night");
    await cora.getByLabel("Content", { exact: true }).fill("Ships come in.\n\n[More](/nowhere)");
    await cora.getByRole("button", { name: "Submit for review" }).click();

    await edda.goto("/admin/posts?status=pending");
    await edda.getByRole("link", { name: "The harbour at night", exact: true }).click();
    await edda.getByText("Return it to its author").click();
    await edda.getByLabel("What is still to do").fill("How many ships?");
    await isFine("edda", screen, edda.url());
    await edda.getByRole("button", { name: "Return", exact: true }).click();

    await cora.goto("/admin/posts");
    await cora.getByRole("link", { name: "The harbour at night", exact: true }).click();
    await cora.getByText("How many ships?").waitFor();
    await cora.getByLabel("Content", { exact: true }).fill("Nine ships come in.\n\n[More](/nowhere)");
    await cora.getByText("Settings", { exact: true }).last().click();
    await cora.getByRole("link", { name: "Preview links" }).click();
    await cora.getByLabel("For whom").fill("Rita");
    await cora.getByRole("button", { name: "Make a link" }).click();
    await isFine("cora", phone, cora.url());
    const link = local(await cora.getByLabel("Address for Rita").inputValue());

    const rita = await sit("rita", phone);
    await rita.goto(link);
    await isFine("rita", phone, rita.url());
    await rita.getByText("Note on part 1").click();
    await rita.locator("#note-block-0-text").fill("Ships of what kind?");
    await rita.locator("#note-block-0").getByRole("button", { name: "Leave note" }).click();
    await rita.getByText("Ships of what kind?").waitFor();
    await isFine("rita", phone, rita.url());

    await cora.goto("/admin/posts");
    await cora.getByRole("link", { name: /^2 notes/ }).click();
    await isFine("cora", phone, cora.url());
    await cora.locator("#reply-2 summary").click();
    await cora.locator("#reply-2-text").fill("Trawlers.");
    await cora.locator("#reply-2").getByRole("button", { name: "Leave note" }).click();
    for (const note of [1, 2])
      await cora.locator(`#note-${note}`).getByRole("button", { name: "Tick off" }).click();
    await cora.getByText("nothing waits").waitFor();

    await edda.goto("/admin/posts?status=draft");
    await edda.getByRole("link", { name: "The harbour at night", exact: true }).click();
    await edda.locator(".checks__summary").click();
    await edda.getByText("This link leads nowhere on this site: /nowhere").waitFor();
    await edda.getByRole("button", { name: "Publish", exact: true }).click();
    expect((await reader.get("/")).text).toContain("The harbour at night");
    const answer = await rita.goto(link);
    expect(local(answer!.url())).toBe("/2026/03/the-harbour-at-night");

    await edda.getByText("Change it later").click();
    await edda.getByLabel("Title", { exact: true }).fill("The harbour by day");
    await edda.getByLabel("Readers see the change from").fill("2026-03-02T06:00");
    await edda.getByRole("button", { name: "Plan this change" }).click();
    await edda.getByText("Edda Editor planned a change").waitFor();
    await isFine("edda", screen, edda.url());
    expect((await reader.get("/")).text).toContain("The harbour at night");
    at("2026-03-02T06:00:00Z");
    expect((await reader.get("/")).text).toContain("The harbour by day");
    expect(parts.posts.count(new Date("2026-03-02T06:00:00Z"))).toBe(1);
    await end();
  }, 120_000);
});
