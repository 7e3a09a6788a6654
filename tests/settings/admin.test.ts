import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

describe("the settings", () => {
  it("change title, zone and footer for the next reader", async () => {
    const { admin, reader, parts } = newsroom();
    const form = {
      title: "The Tide <Times>",
      tagline: "Twice a day",
      language: "en",
      timeZone: "Pacific/Apia",
      copyright: "© us",
    };
    await admin.post("/admin/settings", form).expect(303);
    expect(parts.settings.get("general").timeZone).toBe("Pacific/Apia");
    const page = await reader.get("/").expect(200);
    expect(page.text).toContain("The Tide &lt;Times&gt;");
    expect(page.text).toContain("© us");
  });

  it("have a page a group, and a label of its own for each field", async () => {
    const { admin } = newsroom();
    for (const group of ["", "/reading", "/discussion", "/caching", "/permalinks"]) {
      const { text } = await admin.get(`/admin/settings${group}`).expect(200);
      const labels = [...text.matchAll(/<label class="field__label"[^>]*>([^<]*)/g)].map(
        (match) => match[1]!,
      );
      const groups = [...text.matchAll(/<a class="tabs__tab"[^>]*>([^<]*)/g)].map((match) => match[1]!);
      expect(groups).toEqual(["General", "Reading", "Discussion", "Caching", "Permalinks"]);
      expect(new Set(labels).size).toBe(labels.length);
      expect(labels.filter((label) => groups.includes(label))).toEqual([]);
    }
    expect((await admin.get("/admin/settings")).text).toContain('for="field-title">Site title</label>');
  });

  it("come back with the words typed and a message at each wrong value", async () => {
    const { admin, parts } = newsroom();
    const page = await admin
      .post("/admin/settings", {
        title: "",
        tagline: "kept words",
        language: "xx",
        timeZone: "Mars/Base",
        copyright: "",
      })
      .expect(422);
    expect(page.text).toContain('value="kept words"');
    expect(page.text).toContain('id="error-field-title"');
    expect(page.text).toContain('id="error-field-timeZone"');
    expect(page.text).toContain('id="error-field-language"');
    expect(parts.settings.get("general").title).toBe("Broadsheet");
  });

  it.each([
    ["0", "Use at least 1."],
    ["101", "Use at most 100."],
    ["-5", "Use at least 1."],
    ["ten", "Type a whole number."],
    ["", "Type a whole number."],
  ])("refuse %s posts on a page", async (postsPerPage, message) => {
    const { admin } = newsroom();
    const page = await admin.post("/admin/settings/reading", {
      postsPerPage,
      feedItems: "20",
      frontPageId: "",
      postsPageId: "",
    });
    expect(page.status).toBe(422);
    expect(page.text).toContain(message);
  });

  it.each([
    ["purgeAddresses", "http://127.0.0.1:6081/\r\nftp://cdn.example/", "“ftp://cdn.example/” is no address"],
    ["purgeAddresses", "javascript:alert(1)", "is no address that starts with http"],
    ["purgeSecret", "two words", "without spaces"],
  ])("refuse %s %j of a cache", async (name, value, message) => {
    const { admin, parts } = newsroom();
    const form = { hasSharedCache: "1", purgeMethod: "varnish", viewsCountedBy: "server" };
    const page = await admin.post("/admin/settings/caching", { ...form, [name]: value }).expect(422);
    expect(page.text).toContain(message);
    expect(page.text).toContain(`id="error-field-${name}"`);
    expect(parts.settings.get("caching").hasSharedCache).toBe(false);
  });

  it("keep ticks that are not sent as off", async () => {
    const { admin, parts } = newsroom();
    const numbers = { closeAfterDays: "14", threadDepth: "3", commentsPerPage: "20", maxLinks: "1" };
    await admin
      .post("/admin/settings/discussion", {
        ...numbers,
        firstPage: "oldest",
        order: "newest",
        moderateAll: "1",
        moderationWords: "spam\r\nham",
      })
      .expect(303);
    expect(parts.settings.get("discussion")).toMatchObject({
      commentsOpen: false,
      moderateAll: true,
      closeAfterDays: 14,
      moderationWords: "spam\nham",
    });
  });

  it("show beside each structure of addresses the one that the newest post would have", async () => {
    const { admin, parts, post, now } = newsroom();
    const choices = async () => {
      const { text } = await admin.get("/admin/settings/permalinks").expect(200);
      const shown = text.matchAll(
        /name="structure" type="radio" value="([^"]*)"( checked)?>.*?(?:<span class="tick__help">([^<]*)|<\/label>)/g,
      );
      return [...shown].map(([, value, checked, help]) => [value, help, checked !== undefined]);
    };
    expect((await choices())[0]).toEqual([
      ...["/%year%/%monthnum%/%postname%", "https://news.example/2026/03/sample-post", true],
    ]);
    const world = parts.topics.findOrCreate({ kind: "category", name: "World", parentId: null }, now());
    const { id } = post({ slug: "low-tide", categoryIds: [world] });
    expect(await choices()).toEqual([
      ["/%year%/%monthnum%/%postname%", "https://news.example/2026/03/low-tide", true],
      ["/%year%/%monthnum%/%day%/%postname%", "https://news.example/2026/03/01/low-tide", false],
      ["/%postname%", "https://news.example/low-tide", false],
      ["/%category%/%postname%", "https://news.example/world/low-tide", false],
      ["/archives/%post_id%", `https://news.example/archives/${id}`, false],
      ["", undefined, false],
    ]);
    const own = { structure: "", structureOwn: "/blog/%postname%" };
    await admin.post("/admin/settings/permalinks", own).expect(303);
    expect(parts.settings.get("permalinks").structure).toBe("/blog/%postname%");
    expect((await choices()).at(-1)).toEqual(["", "https://news.example/blog/low-tide", true]);
    const wrong = await admin
      .post("/admin/settings/permalinks", { ...own, structureOwn: "/%slug%" })
      .expect(422);
    expect(wrong.text).toContain("There is no tag %slug%.");
    expect(wrong.text).toContain('value="/%slug%"');
    await admin.post("/admin/settings/permalinks", { ...own, structure: "/%postname%" }).expect(303);
    expect(parts.settings.get("permalinks").structure).toBe("/%postname%");
  });

  it("are for admins, and for groups that exist", async () => {
    const { admin, author } = newsroom();
    await author.get("/admin/settings").expect(403);
    for (const group of ["reading", "discussion", "caching", "permalinks"])
      await admin.get(`/admin/settings/${group}`).expect(200);
    await admin.get("/admin/settings/nothing").expect(404);
  });
});
