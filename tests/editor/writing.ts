import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { listen, watchedPage } from "../support/browser.ts";
import { newsroom } from "../support/newsroom.ts";
import type { PostDraft } from "../../src/posts/post.ts";

/** Ben at a post of his, in a real browser. */
export async function writing(
  browser: Browser,
  draft: Partial<PostDraft> = {},
  options: BrowserContextOptions = {},
) {
  const room = newsroom({ baseUrl: "http://127.0.0.1" });
  const { address, close } = await listen(room.app);
  const opened = await watchedPage(browser, address, options);
  const cookies = [...room.admin.jar].map(([name, value]) => ({ name, value, url: address }));
  await opened.page.context().addCookies(cookies);
  const post = room.post({ status: "draft", publishedAt: null, title: "A story", ...draft });
  await opened.page.goto(`/admin/posts/${post.id}`);
  const end = async () => {
    await opened.close();
    await close();
  };
  return { ...room, ...opened, id: post.id, saved: () => room.parts.desk.findSource(post.id)!, end };
}

/** The text that a form would send now. */
export const sourceOf = (page: Page): Promise<string> =>
  page.evaluate(
    `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(document.querySelector("[name=body]").value))))`,
  );

/** The surface to write on. */
export const surfaceOf = (page: Page) => page.getByRole("textbox", { name: "Content" });
