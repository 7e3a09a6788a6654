import type { Page } from "playwright-core";

/** What somebody without an account sees of a story, by the words on the page. */
export function reader(page: Page) {
  const count = async (attribute: "data-comments" | "data-views") =>
    Number(await page.locator(`main [${attribute}]`).getAttribute(attribute));
  return {
    /** Opens the front page and follows the headline there. */
    async open(title: string) {
      await page.goto("/");
      await page.getByRole("main").getByRole("link", { name: title }).first().click();
    },
    counts: async () => ({ comments: await count("data-comments"), views: await count("data-views") }),
    /** A widget of the sidebar, by its heading. */
    widget: (heading: string) =>
      page
        .getByRole("complementary")
        .locator("section")
        .filter({ has: page.getByRole("heading", { name: heading, exact: true }) }),
    /** Comments without touching a mouse: from field to field with the Tab key, in the order a reader expects. */
    async commentByKeyboard(comment: { text: string; name: string; email: string }) {
      await page.getByLabel("Comment *").focus();
      await page.keyboard.type(comment.text);
      await page.keyboard.press("Tab");
      await page.keyboard.type(comment.name);
      await page.keyboard.press("Tab");
      await page.keyboard.type(comment.email);
      await page.keyboard.press("Tab"); // Website
      await page.keyboard.press("Tab"); // Save my name …
      await page.keyboard.press("Tab"); // Post Comment
      await Promise.all([page.waitForURL(/#comment-\d+$/), page.keyboard.press("Enter")]);
    },
  };
}
