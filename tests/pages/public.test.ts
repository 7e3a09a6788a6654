import { describe, expect, it } from "vitest";
import { NO_OPTIONS } from "../../src/posts/options.ts";
import { draftOf } from "../support/drafts.ts";
import { newsroom } from "../support/newsroom.ts";

/** About › Team › Ada, as pages. */
function leaflet() {
  const room = newsroom();
  const page = (title: string, parentId: number | null = null, draft = {}) =>
    room.post({ kind: "page", title, parentId, commentsOpen: false, ...draft });
  const about = page("About");
  const team = page("Team", about.id);
  const ada = page("Ada", team.id);
  const rename = (id: number, title: string, draft = {}) =>
    room.parts.saving.update(
      id,
      draftOf(room, { kind: "page", title, commentsOpen: false, ...draft }),
      room.now(),
    );
  return { ...room, page, about, team, ada, rename };
}

describe("a page", () => {
  it("stands below its parent, with the way up and what is below", async () => {
    const { reader, team } = leaflet();
    expect(team.address).toBe("/about/team");
    const page = await reader.get("/about/team").expect(200);
    expect(page.text).toMatch(/<h1[^>]*>Team<\/h1>/);
    expect(page.text).toMatch(/<a href="\/about"[^>]*>About<\/a>/);
    expect(page.text).toMatch(/<a href="\/about\/team\/ada"[^>]*>Ada<\/a>/);
    await reader.get("/team").expect(404);
    await reader.get("/about/nobody").expect(404);
    expect((await reader.get("/About/Team/").expect(301)).headers.location).toBe("/about/team");
  });

  it("does not name pages that readers may not see", async () => {
    const { reader, page, about } = leaflet();
    page("Secret plans", about.id, { status: "draft" });
    page("Sealed plans", about.id, { password: "sesame" });
    const answer = await reader.get("/about").expect(200);
    expect(answer.text).not.toMatch(/Secret plans|Sealed plans/);
    await reader.get("/about/secret-plans").expect(404);
  });

  it("takes comments where they are open, and says nothing of them where they are not", async () => {
    const { reader, page } = leaflet();
    page("Guest book", null, { commentsOpen: true });
    expect((await reader.get("/guest-book").expect(200)).text).toContain("Leave a Reply");
    expect((await reader.get("/about").expect(200)).text).not.toContain("Leave a Reply");
  });

  it("is in the preview what it is to readers: without a byline, and without a word of comments", async () => {
    const { admin, reader, page, team } = leaflet();
    const mainOf = ({ text }: { text: string }) => text.slice(text.indexOf("<main"), text.indexOf("</main>"));
    const looksOf = async (address: string, id: number) => [
      mainOf(await reader.get(address).expect(200)),
      mainOf(await admin.get(`/admin/pages/${id}/preview`).expect(200)),
    ];
    const [read, previewed] = await looksOf("/about/team", team.id);
    expect(previewed).toBe(read);
    expect(previewed).not.toMatch(/byline|[Cc]omments/);
    const wide = page("Wide", null, { options: { ...NO_OPTIONS, language: "ar", template: "wide" } });
    const answer = await admin.get(`/admin/pages/${wide.id}/preview`).expect(200);
    expect(answer.text).toContain('class="page page--plain"');
    expect(answer.text).toMatch(/<h1[^>]* lang="ar"/);
  });

  it("takes no address of the product", () => {
    const { page, about } = leaflet();
    expect(page("Admin").address).toBe("/admin-2");
    expect(page("Feed", about.id).address).toBe("/about/feed-2");
    expect(page("Counting", about.id).address).toBe("/about/counting-2");
    expect(page("2026").address).toBe("/2026-2");
  });
});

describe("a page that moves", () => {
  it("brings the pages below it, and the old addresses lead there", async () => {
    const { reader, about, rename } = leaflet();
    rename(about.id, "Us");
    await reader.get("/us/team/ada").expect(200);
    expect((await reader.get("/about/team/ada").expect(301)).headers.location).toBe("/us/team/ada");
    expect((await reader.get("/about/team/").expect(301)).headers.location).toBe("/us/team");
    expect((await reader.get("/about").expect(301)).headers.location).toBe("/us");
  });

  it("makes room beside what stands there already", async () => {
    const { reader, team, page, rename } = leaflet();
    const other = page("Ada");
    expect(other.address).toBe("/ada");
    rename(team.id, "Team", { parentId: null });
    await reader.get("/team/ada").expect(200);
    rename(other.id, "Team", {});
    await reader.get("/team-2").expect(200);
  });

  it("never stands below itself", async () => {
    const { reader, about, ada, rename } = leaflet();
    rename(about.id, "About", { parentId: ada.id });
    await reader.get("/about").expect(200);
    await reader.get("/about/team/ada").expect(200);
  });
});

describe("a static front page", () => {
  function front() {
    const room = leaflet();
    const welcome = room.page("Welcome", null, { bodySource: "Come in." });
    const news = room.page("News");
    for (let number = 1; number <= 3; number += 1) room.post({ title: `Story ${number}` });
    room.parts.settings.update(
      "reading",
      { frontPageId: welcome.id, postsPageId: news.id, postsPerPage: 2 },
      room.now(),
    );
    return { ...room, welcome, news };
  }

  it("stands at the address of the site, and the stories at a page of their own", async () => {
    const { reader, baseUrl } = front();
    const home = await reader.get("/").expect(200);
    expect(home.text).toContain("Come in.");
    expect(home.text).toContain(`<link rel="canonical" href="${baseUrl}/"`);
    expect((await reader.get("/welcome").expect(301)).headers.location).toBe("/");
    const news = await reader.get("/news").expect(200);
    expect(news.text).toContain("Story 3");
    expect(news.text).toContain(`href="/news/page/2"`);
    expect((await reader.get("/news/page/2").expect(200)).text).toContain("Story 1");
    expect((await reader.get("/news/page/1").expect(301)).headers.location).toBe("/news");
    expect((await reader.get("/page/2").expect(301)).headers.location).toBe("/news/page/2");
    await reader.get("/news/page/3").expect(404);
    await reader.get("/about/page/2").expect(404);
  });

  it("gives way to the newest stories when it is taken back", async () => {
    const { reader, welcome, rename } = front();
    rename(welcome.id, "Welcome", { status: "draft" });
    expect((await reader.get("/").expect(200)).text).toContain("Story 3");
    await reader.get("/page/2").expect(200);
  });
});
