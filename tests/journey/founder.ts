import type { Page } from "playwright-core";

export const SITE = "The Harbour Gazette";
export const FAY = { name: "Fay Founder", email: "fay@gazette.example", password: "ink on my fingers" };

/** What Fay does at her desk, by the words she sees. She may use a telephone: the menu is then behind a button. */
export function founder(page: Page) {
  const press = (name: string | RegExp) => page.getByRole("button", { name, exact: true }).click();
  const logIn = async () => {
    await page.getByLabel("Email").fill(FAY.email);
    await page.getByLabel("Password").fill(FAY.password);
    await press("Log in");
  };
  const menu = async () => {
    const toggle = page.locator("summary").filter({ hasText: "Menu" });
    if (await toggle.isVisible()) await toggle.click();
  };
  return {
    press,
    logIn,
    /** Opens the form that makes the site, fills it in and sends it. */
    async setUp(link: string) {
      await page.goto(link);
      await page.getByLabel("Site title").fill(SITE);
      await page.getByLabel("Your name").fill(FAY.name);
      await page.getByLabel("Email").fill(FAY.email);
      await page.getByLabel("Password").fill(FAY.password);
      await press("Create site");
    },
    async logOut() {
      await menu();
      await press("Log out");
    },
    /** Follows an entry of the admin menu. */
    async go(entry: string) {
      await menu();
      await page
        .getByRole("navigation", { name: "Admin menu" })
        .getByRole("link", { name: new RegExp(`^${entry}`) })
        .click();
    },
    async write(post: { title: string; content: string; category: string; tags: string }) {
      await page.getByRole("link", { name: "Write a post" }).first().click();
      await page.waitForURL("**/admin/posts/new"); // its scripts put another field in the place of the plain one
      await page.getByLabel("Title", { exact: true }).fill(post.title);
      await page.getByLabel("Content", { exact: true }).fill(post.content);
      const settings = page.locator("summary").filter({ hasText: "Settings" });
      if (await settings.isVisible()) await settings.click();
      await page.locator("summary").filter({ hasText: "New category" }).click();
      await page.getByLabel("New category").fill(post.category);
      await page.getByLabel("Tags", { exact: true }).fill(post.tags);
    },
  };
}
