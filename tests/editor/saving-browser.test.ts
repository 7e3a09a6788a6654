import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hashPassword } from "../../src/users/password.ts";
import { violations } from "../support/accessible.ts";
import { launchBrowser, listen, watchedPage } from "../support/browser.ts";
import { newsroom } from "../support/newsroom.ts";

const BODY = "High at noon.\n\nLow at six.\n\nNobody swam.";
const PASSWORD = "salt water and wind";
const WAIT = { timeout: 20_000, interval: 50 };

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()), 60_000);
afterAll(() => browser.close());

/** A post, and people in browsers of their own. Clocks of browsers stand still until they are moved. */
async function desk(status: "draft" | "published" = "draft") {
  const room = newsroom({ baseUrl: "http://127.0.0.1" });
  const { parts } = room;
  const email = "edith@news.example";
  const passwordHash = await hashPassword(PASSWORD);
  const edith = parts.users.create(
    { role: "editor", name: "Edith Editor", slug: "edith", email, passwordHash },
    room.now(),
  );
  const { id, address: story } = room.post({ title: "Tides", bodySource: BODY, status });
  const { address, close } = await listen(room.app);
  const closes: (() => Promise<void>)[] = [];
  const visitor = async (who: ReturnType<typeof newsroom>["author"], path = `/admin/posts/${id}`) => {
    const { page, misdeeds, close } = await watchedPage(browser, address);
    closes.push(close);
    page.setDefaultTimeout(20_000);
    await page.context().addCookies([...who.jar].map(([name, value]) => ({ name, value, url: address })));
    await openIn(page, path);
    return { ...editorIn(page), misdeeds };
  };
  /** Ben has the post open; Edith, who opened it too, has saved "one" for "noon" since. */
  const openBeforeHerSave = async () => {
    const ben = await visitor(room.author);
    const her = await visitor(room.signedIn({ id: edith }));
    await her.change("noon", "one");
    await her.pass(11_000);
    await her.says(/^Saved at/);
    return ben;
  };
  return {
    ...{ ...room, edith: { id: edith, email }, id, story, visitor, openBeforeHerSave, address },
    find: () => parts.desk.findSource(id)!,
    bodies: () =>
      parts.revisions
        .list(id, { limit: 100, offset: 0 })
        .map(({ number }) => parts.revisions.findSnapshot(id, number)!.body),
    end: async () => {
      for (const one of closes) await one();
      await close();
    },
  };
}

async function openIn(page: Page, path: string) {
  await page.clock.install();
  await page.goto(path);
}

/** How many tabs have words in the journal of this browser. */
const keptIn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const request = indexedDB.open("broadsheet");
        request.onsuccess = () => {
          const all = request.result.transaction("journal").objectStore("journal").getAll();
          all.onsuccess = () => resolve(all.result.length);
        };
      }),
  );

function editorIn(page: Page) {
  const body = page.locator("textarea[name=body]");
  return {
    page,
    body,
    /** Changes words of the text as somebody who types does. */
    change: (from: string, to: string) =>
      body.evaluate(
        (area, [was, is]) => {
          const field = area as HTMLTextAreaElement;
          field.value = field.value.replace(was!, is!);
          field.dispatchEvent(new CustomEvent("replaced", { bubbles: true }));
          field.dispatchEvent(new Event("input", { bubbles: true }));
        },
        [from, to],
      ),
    text: () => body.inputValue(),
    state: page.locator("[data-saving-state]"),
    says: (words: string | RegExp) => page.getByText(words).first().waitFor(),
    pass: (ms: number) => page.clock.runFor(ms),
  };
}

describe("an editor in a browser", () => {
  it("saves by itself ten seconds after the last key, and says so", async () => {
    const { visitor, author, find, end } = await desk();
    const ben = await visitor(author);
    await ben.change("noon", "one");
    await ben.says("Changed, not saved yet");
    await ben.pass(9_000);
    expect(find().bodySource).toBe(BODY);
    await ben.pass(1_500);
    await ben.says(/^Saved at/);
    expect(find().bodySource).toBe(BODY.replace("noon", "one"));
    expect(ben.misdeeds.errors).toEqual([]);
    await end();
  });

  it("saves what came back from a preview, though no key was touched since", async () => {
    const { visitor, author, find, end } = await desk();
    const ben = await visitor(author);
    await ben.change("noon", "one");
    await ben.page.getByRole("button", { name: "Preview", exact: true }).click();
    await ben.page.getByRole("button", { name: "Back to editing" }).click();
    await ben.says("This was not saved");
    await vi.waitFor(async () => expect(await keptIn(ben.page)).toBe(1), WAIT);
    expect(find().bodySource).toBe(BODY);
    await ben.pass(10_500);
    await ben.says(/^Saved at/);
    expect(find().bodySource).toBe(BODY.replace("noon", "one"));
    await vi.waitFor(async () => expect(await keptIn(ben.page)).toBe(0), WAIT);
    expect(ben.misdeeds.errors).toEqual([]);
    await end();
  });

  it("makes one post of a new one, however often it saves", async () => {
    const { visitor, author, parts, end } = await desk();
    const ben = await visitor(author, "/admin/posts/new");
    await ben.page.locator("textarea[name=title]").fill("Ebb");
    for (const words of ["One.", "One. Two."]) {
      await ben.change(await ben.text(), words);
      await ben.pass(11_000);
      await vi.waitFor(() => expect(parts.desk.findSource(2)?.bodySource).toBe(words), WAIT);
      await ben.says(/^Saved at/);
    }
    expect(new URL(ben.page.url()).pathname).toBe("/admin/posts/2");
    await ben.page.getByRole("button", { name: "Save draft" }).click();
    await ben.says("Draft saved.");
    expect(parts.desk.findSource(3)).toBeUndefined();
    await end();
  });

  it("has what only a saved post has, once it saved a new one", async () => {
    const { visitor, author, parts, end } = await desk();
    const { page, change, text, pass, misdeeds } = await visitor(author, "/admin/posts/new");
    const trash = page.getByRole("button", { name: "Move to trash" });
    await page.locator("textarea[name=title]").fill("Ebb");
    await change(await text(), "One.");
    expect(await page.locator(".state").innerText()).toBe("New");
    expect(await trash.count()).toBe(0);
    await pass(11_000);
    await trash.waitFor();
    expect(await page.locator(".state").innerText()).toBe("Draft");
    expect(await page.locator("h1").textContent()).toBe("Edit: Ebb");
    expect(await page.title()).toMatch(/^Edit: Ebb/);
    await page.getByRole("button", { name: "As readers see it" }).click();
    await page.frameLocator("dialog iframe").getByRole("heading", { name: "Ebb" }).waitFor();
    await page.getByRole("button", { name: "Close" }).last().click();
    expect(await page.getByRole("link", { name: "Preview links" }).getAttribute("href")).toBe(
      "/admin/posts/2/links",
    );
    await trash.click();
    await page.getByText("Moved to the trash.").waitFor();
    expect(parts.desk.findSource(2)).toMatchObject({ title: "Ebb", status: "trash" });
    expect(misdeeds.errors).toEqual([]);
    await end();
  });

  it("shows readers nothing of a published post before an update", async () => {
    const { visitor, author, reader, story, end } = await desk("published");
    const ben = await visitor(author);
    await ben.change("noon", "one");
    await ben.pass(11_000);
    await ben.says(/readers see it after an update/);
    expect((await reader.get(story)).text).not.toContain("High at one.");
    await ben.page.getByRole("button", { name: "Update", exact: true }).click();
    await ben.page.waitForLoadState();
    await vi.waitFor(async () => expect((await reader.get(story)).text).toContain("High at one."), WAIT);
    await end();
  });

  it("merges different passages of two people, and shows both in both", async () => {
    const { openBeforeHerSave, find, end } = await desk();
    const ben = await openBeforeHerSave();
    await ben.change("six", "seven");
    await ben.pass(11_000);
    await ben.says("Saved, and merged with what Edith Editor changed meanwhile.");
    const both = BODY.replace("noon", "one").replace("six", "seven");
    expect(find().bodySource).toBe(both);
    expect(await ben.text()).toBe(both);
    const marks = ben.page.locator(".rich [data-by]");
    expect(await marks.allTextContents()).toEqual(["High at one."]);
    expect(await marks.getAttribute("data-by")).toBe("Edith Editor");
    await ben.says("Edith Editor has this open too.");
    await ben.change("swam", "swam at all");
    await ben.pass(11_000);
    await vi.waitFor(() => expect(find().bodySource).toBe(both.replace("swam", "swam at all")), WAIT);
    await expect.poll(() => marks.count()).toBe(0);
    await end();
  });

  it("takes back one's own words alone after a merge", async () => {
    const { openBeforeHerSave, find, end } = await desk();
    const ben = await openBeforeHerSave();
    await ben.page.locator(".rich").getByText("Nobody swam.").click();
    await ben.page.keyboard.press("End");
    await ben.page.keyboard.type(" At all.");
    await ben.pass(11_000);
    await ben.says("Saved, and merged with what Edith Editor changed meanwhile.");
    await ben.page.locator(".rich").getByText("Nobody swam.").click();
    await ben.page.keyboard.press("ControlOrMeta+z");
    await ben.pass(11_000);
    await vi.waitFor(() => expect(find().bodySource).toBe(BODY.replace("noon", "one")), WAIT);
    await end();
  });

  it("puts no former words into the form of a later version when a browser goes back", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { address, author, signedIn, edith, find, id, end } = await desk();
      const { page, close } = await watchedPage(browser, address, { javaScriptEnabled });
      await page
        .context()
        .addCookies([...author.jar].map(([name, value]) => ({ name, value, url: address })));
      await page.goto(`/admin/posts/${id}`);
      await page.getByLabel("Title", { exact: true }).fill("Ben's tides");
      page.on("dialog", (dialog) => void dialog.accept());
      await page.goto("/admin/posts");
      if (!javaScriptEnabled) {
        await page.goBack();
        expect(await page.getByLabel("Title", { exact: true }).inputValue()).toBe("Ben's tides");
        await page.goto("/admin/posts");
      }
      const form = { do: "draft", title: "Her tides", version: "1", body: BODY.replace("noon", "one") };
      await signedIn(edith).post(`/admin/posts/${id}`, form).expect(303);
      await page.goBack();
      await page.getByRole("button", { name: "Save draft" }).click();
      await page.getByText("Draft saved.").waitFor();
      expect(find()).toMatchObject({ title: "Her tides", bodySource: form.body });
      await close();
      await end();
    }
  });

  it("merges words that two tabs brought back from one journal", async () => {
    const { visitor, author, find, end } = await desk();
    const ben = await visitor(author);
    const context = ben.page.context();
    await ben.change("noon", "one");
    await ben.pass(1_000);
    await vi.waitFor(async () => expect(await keptIn(ben.page)).toBe(1), WAIT);
    await ben.page.close();
    const tabs = await Promise.all(
      [1, 2].map(async () => {
        const page = await context.newPage();
        page.setDefaultTimeout(20_000);
        await openIn(page, "/admin/posts/1");
        await page.getByRole("button", { name: "Bring them back" }).waitFor();
        return editorIn(page);
      }),
    );
    const [first, second] = tabs as [(typeof tabs)[0], (typeof tabs)[0]];
    await first.page.getByRole("button", { name: "Bring them back" }).click();
    await first.change("six", "seven");
    await first.pass(11_000);
    await vi.waitFor(() => expect(find().bodySource).toContain("Low at seven."), WAIT);
    await second.page.getByRole("button", { name: "Bring them back" }).click();
    await second.says("Brought back, not saved yet");
    await second.change("swam", "swam at all");
    await second.pass(11_000);
    const all = BODY.replace("noon", "one").replace("six", "seven").replace("swam", "swam at all");
    await vi.waitFor(() => expect(find().bodySource).toBe(all), WAIT);
    await end();
  });

  it("keeps both texts where two changed the same, and leads to the choice", async () => {
    const { openBeforeHerSave, visitor, author, find, bodies, end } = await desk();
    const ben = await openBeforeHerSave();
    await ben.change("noon", "two");
    await ben.pass(11_000);
    await ben.says(/Your text is set aside until you choose/);
    expect(find().bodySource).toContain("High at one.");
    expect(bodies().some((text) => text.includes("High at two."))).toBe(true);
    await ben.change("swam", "swam at all");
    await ben.says("Not sent until you choose. Changes kept in this browser: 2");
    await ben.pass(20_000);
    expect(find().bodySource).not.toContain("swam at all");
    const again = await visitor(author);
    await again.says(/^What you sent .* is set aside: somebody changed the same passage/);
    expect(await again.page.getByRole("link", { name: "Compare and choose" }).getAttribute("href")).toMatch(
      /asides/,
    );
    await again.page.close();
    await ben.page.getByRole("button", { name: "Compare and choose" }).click();
    await ben.page.waitForURL(/\/asides\//);
    await ben.page.getByLabel("What was set aside").check();
    await ben.page.getByRole("button", { name: "Save draft" }).click();
    await ben.page.waitForURL(/\/admin\/posts\/\d+$/);
    expect(find().bodySource).toContain("High at two.");
    expect(await ben.page.getByText("is set aside").count()).toBe(0);
    expect(ben.misdeeds.errors.filter((error) => !error.startsWith("409"))).toEqual([]);
    await end();
  });

  it("loses nothing where the line is cut, the login ends, and both come back", async () => {
    const { visitor, signedIn, edith, parts, find, end } = await desk();
    const her = await visitor(signedIn(edith));
    await her.page.context().setOffline(true);
    await her.change("noon", "one");
    await her.says(/^Offline\. Changes kept in this browser: 1/);
    await her.pass(11_000);
    await her.change("six", "seven");
    await her.says(/^Offline/);
    await her.page.getByRole("button", { name: "Save draft" }).click();
    await her.says(/^Offline\. Changes kept in this browser: 2/);
    expect(find().bodySource).toBe(BODY);
    parts.activity.prepare("DELETE FROM sessions").run();
    await her.page.context().setOffline(false);
    await her.pass(70_000);
    await her.says("You are logged out. Your words stay in this browser.");
    const popup = her.page.waitForEvent("popup");
    await her.page.getByRole("button", { name: "Log in in a small window" }).click();
    const login = await popup;
    await login.getByLabel("Email").fill(edith.email);
    await login.getByLabel("Password").fill(PASSWORD);
    await login.getByRole("button", { name: /log in/i }).click();
    await login.waitForURL("**/admin");
    await her.pass(5_000);
    await her.says(/^Saved at/);
    expect(find().bodySource).toBe(BODY.replace("noon", "one").replace("six", "seven"));
    await vi.waitFor(() => expect(login.isClosed()).toBe(true), WAIT);
    await end();
  });

  it("saves nothing under the name of somebody else who logs in meanwhile", async () => {
    const { visitor, author, signedIn, edith, find, bodies, end } = await desk();
    const ben = await visitor(author);
    const others = [...signedIn(edith).jar];
    await ben.page
      .context()
      .addCookies(others.map(([name, value]) => ({ name, value, url: ben.page.url() })));
    await ben.change("noon", "one");
    await ben.pass(11_000);
    await ben.says(/^Edith Editor is logged in here now/);
    expect(find().bodySource).toBe(BODY);
    await ben.page.getByRole("button", { name: "Save draft" }).click();
    await ben.says("Draft saved.");
    expect(bodies()[0]).toContain("High at one.");
    await end();
  });

  it("offers what a tab left behind when it died, and merges it with what was saved since", async () => {
    const { visitor, author, editorOf, find, end } = { ...(await desk()), editorOf: editorIn };
    const ben = await visitor(author);
    await ben.change("noon", "one");
    await ben.pass(1_000);
    await ben.says("Changed, not saved yet");
    const context = ben.page.context();
    await vi.waitFor(async () => expect(await keptIn(ben.page)).toBe(1), WAIT);
    await ben.page.close();
    await author
      .post("/admin/posts/1", {
        do: "draft",
        title: "Tides",
        version: "1",
        body: BODY.replace("six", "seven"),
      })
      .expect(303);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await openIn(page, "/admin/posts/1");
    const again = editorOf(page);
    await again.says(/This browser kept words from .* that were not saved\./);
    expect(await again.text()).toContain("High at noon.");
    await page.getByRole("button", { name: "Bring them back" }).click();
    await again.says("Brought back, not saved yet");
    expect(await again.text()).toContain("High at one.");
    await again.pass(2_000);
    await again.says(/merged with/);
    expect(find().bodySource).toBe(BODY.replace("noon", "one").replace("six", "seven"));
    await page.reload();
    await again.says(/^Saved/);
    expect(await page.getByText("This browser kept words").count()).toBe(0);
    await end();
  });

  it("tells on the lists what was left behind, and offers a new post's words where a new one is begun", async () => {
    const { visitor, author, end } = await desk();
    const ben = await visitor(author);
    const context = ben.page.context();
    await ben.change("noon", "one");
    await ben.says("Changed, not saved yet");
    const fresh = await context.newPage();
    await openIn(fresh, "/admin/posts/new");
    await fresh.locator("textarea[name=title]").fill("Ebb");
    await fresh.clock.runFor(1_000);
    await ben.pass(1_000);
    await vi.waitFor(async () => expect(await keptIn(fresh)).toBe(2), WAIT);
    await fresh.close();
    await ben.page.close();
    const page = await context.newPage();
    await page.goto("/admin/posts");
    await page.getByText(/^Unsaved words in “Tides” from/).waitFor();
    await page.getByText(/^Unsaved words in “Ebb” from/).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto("/admin/pages");
    expect(await page.getByText("Unsaved words").count()).toBe(0);
    await page.goto("/admin/posts");
    await page.locator(".notice", { hasText: "Tides" }).getByRole("link", { name: "Open" }).click();
    await page.getByText(/This browser kept words/).waitFor();
    await page.goto("/admin/posts/new");
    await page.getByRole("button", { name: "Bring them back" }).click();
    await expect.poll(() => page.locator("textarea[name=title]").inputValue()).toBe("Ebb");
    await end();
  });

  it("tells nobody that it kept words which arrived with the button", async () => {
    const { visitor, author, find, end } = await desk();
    const ben = await visitor(author);
    await ben.change("noon", "one");
    await ben.page.getByRole("button", { name: "Save draft" }).click();
    await ben.says("Draft saved.");
    expect(find().bodySource).toContain("High at one.");
    await ben.pass(1_000);
    expect(await ben.page.getByText("This browser kept words").count()).toBe(0);
    await end();
  });
});
