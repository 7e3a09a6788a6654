import { describe, expect, it } from "vitest";
import { descriptionOf, localeOf, shortened } from "../../src/posts/site-meta.ts";
import { feedRoom } from "../feeds/room.ts";
import { BASE_URL } from "../support/newsroom.ts";

const LONG =
  "The harbour lay still that morning, and nobody who saw it would have guessed what was to come. ".repeat(3);

interface Linked {
  "@type": string;
  [property: string]: unknown;
}

/** What a crawler reads from the head of a page. */
function headOf(html: string) {
  const decode = (text: string) =>
    text
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, "&");
  const tags = [...html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)">/g)];
  const values = (name: string) => tags.filter((tag) => tag[1] === name).map((tag) => decode(tag[2]!));
  const objects = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(
    (match) => JSON.parse(match[1]!) as Linked,
  );
  return {
    values,
    value: (name: string) => values(name)[0],
    canonical: /<link rel="canonical" href="([^"]+)">/.exec(html)?.[1],
    object: (type: string) => {
      const found = objects.filter((object) => object["@type"] === type);
      expect(found.length, type).toBe(1);
      return found[0]!;
    },
    objects,
  };
}

function fullRoom() {
  const room = feedRoom();
  const dee = room.user("Dee Writer", "author");
  const harbour = room.post({
    title: "Ships & storms",
    excerpt: LONG,
    bodySource: "One two three four five.",
    categoryIds: [room.topic("category", "World", "world")],
    tagIds: [room.topic("tag", "Sea", "sea"), room.topic("tag", "Weather", "weather")],
    authorIds: [room.ben.id, dee.id],
    featuredMediaId: room.picture(),
  });
  return { ...room, harbour };
}

describe("the head of a post's page", () => {
  it("says what a card needs", async () => {
    const { reader, harbour } = fullRoom();
    const head = headOf((await reader.get(harbour.address).expect(200)).text);
    expect(head.canonical).toBe(BASE_URL + harbour.address);
    expect(head.value("robots")).toBe("max-image-preview:large");
    expect(head.value("description")).toMatch(/^The harbour .{30,}…$/);
    expect(head.value("description")!.length).toBeLessThanOrEqual(160);
    expect(head.value("og:title")).toBe("Ships & storms");
    expect(head.value("og:type")).toBe("article");
    expect(head.value("og:url")).toBe(head.canonical);
    expect(head.value("og:site_name")).toBe("Broadsheet");
    expect(head.value("og:locale")).toBe("en_US");
    expect(head.value("og:description")).toBe(head.value("description"));
    expect(head.value("og:image")).toBe(`${BASE_URL}/media/2026/03/harbour.jpg`);
    expect([head.value("og:image:width"), head.value("og:image:height")]).toEqual(["1600", "900"]);
    expect(head.value("og:image:alt")).toBe("The harbour");
    expect(head.value("article:section")).toBe("World");
    expect(head.values("article:tag")).toEqual(["Sea", "Weather"]);
    expect(head.values("article:author")).toEqual([
      `${BASE_URL}/author/ben-author`,
      `${BASE_URL}/author/dee-writer`,
    ]);
    expect(head.value("twitter:card")).toBe("summary_large_image");
  });

  it("says what search engines need, with the dates that readers see", async () => {
    const room = fullRoom();
    const { reader, harbour, parts, later, now } = room;
    parts.settings.update("general", { timeZone: "Asia/Kolkata" }, now());
    const before = headOf((await reader.get(harbour.address)).text).object("NewsArticle");
    expect(before.dateModified, "a change within the first hour is none").toBe("2026-03-01T16:30:00+05:30");
    later(86_400_000);
    parts.content.prepare("UPDATE posts SET updated_at = ?").run(now().toISOString());
    const page = (await reader.get(harbour.address)).text;
    const article = headOf(page).object("NewsArticle");
    expect(article).toMatchObject({
      "@context": "https://schema.org",
      headline: "Ships & storms",
      mainEntityOfPage: BASE_URL + harbour.address,
      datePublished: "2026-03-01T16:30:00+05:30",
      dateModified: "2026-03-02T17:30:00+05:30",
      image: [
        { "@type": "ImageObject", url: `${BASE_URL}/media/2026/03/harbour.jpg`, width: 1600, height: 900 },
      ],
      author: [
        { "@type": "Person", name: "Ben Author", url: `${BASE_URL}/author/ben-author` },
        { "@type": "Person", name: "Dee Writer", url: `${BASE_URL}/author/dee-writer` },
      ],
      publisher: { name: "Broadsheet" },
      ...{ inLanguage: "en", articleSection: "World", keywords: ["Sea", "Weather"], wordCount: 5 },
      ...{ commentCount: 0, isAccessibleForFree: true },
    });
    for (const date of [article.datePublished, article.dateModified])
      expect(page).toContain(`<time datetime="${String(date)}">`);
    const trail = headOf(page).object("BreadcrumbList").itemListElement as { name: string; item: string }[];
    expect(trail.map(({ name }) => name)).toEqual(["Broadsheet", "World", "Ships & storms"]);
    expect(trail[1]!.item).toBe(`${BASE_URL}/category/world`);
  });

  it.each([
    ["", "Nobody knows. Boats And nobody asks, not even today."],
    ["The ferry is late", "The ferry is late – Nobody knows. Boats And nobody asks, not even today."],
    ["The ferry is late!", "The ferry is late! Nobody knows. Boats And nobody asks, not even today."],
  ])(
    "makes the short excerpt %j longer by the text, once and without its notes",
    async (excerpt, described) => {
      const { reader, post } = feedRoom();
      const bodySource =
        "Nobody knows.[^1]\n\n## Boats\n\nAnd nobody asks, not even today.\n\n[^1]: As of noon.";
      const { address } = post({ excerpt, bodySource });
      expect(headOf((await reader.get(address)).text).value("description")).toBe(described);
    },
  );

  it.each(["</script><script>alert(1)</script>", "<!-- <script>", "a & b &amp; \"c\" 'd' \u2028"])(
    "takes the title %j for text",
    async (title) => {
      const { reader, post } = feedRoom();
      const { address } = post({ title });
      const page = (await reader.get(address).expect(200)).text;
      expect(page).not.toContain("<script>");
      expect(headOf(page).object("NewsArticle").headline).toBe(title.trim());
      expect(headOf(page).value("og:title")).toBe(title.trim());
    },
  );

  it("keeps long headlines within what is shown, and has one where there is no title", async () => {
    const { reader, post } = feedRoom();
    const long = post({ title: LONG.trim() });
    const headline = headOf((await reader.get(long.address)).text).object("NewsArticle").headline as string;
    expect(headline.length).toBeLessThanOrEqual(110);
    expect(headline).toMatch(/^The harbour.*\w…$/);
    const untitled = post({ title: "", slug: "no-title" });
    const head = headOf((await reader.get(untitled.address)).text);
    expect(head.object("NewsArticle").headline).toBe("March 1, 2026");
  });

  it("says nothing of a post behind a password", async () => {
    const { reader, post } = feedRoom();
    const { address } = post({
      title: "Behind XYZZY",
      bodySource: "XYZZY",
      excerpt: "XYZZY",
      password: "sesame",
    });
    const page = (await reader.get(address).expect(200)).text;
    expect(page).not.toContain("XYZZY");
    const head = headOf(page);
    expect(head.value("robots")).toBe("noindex");
    expect(head.objects).toEqual([]);
    expect(head.value("og:title")).toBeUndefined();
  });

  it("keeps pages of comments, and a hidden site, out of search engines", async () => {
    const { reader, post, parts, now } = feedRoom();
    const { address } = post();
    parts.settings.update("reading", { hideFromSearchEngines: true }, now());
    expect(headOf((await reader.get(address)).text).value("robots")).toContain("noindex");
  });
});

describe("the head of the front page", () => {
  it("describes the site and its search", async () => {
    const { reader, parts, now } = feedRoom();
    parts.settings.update("general", { title: "The Harbour <News>", tagline: "Every tide" }, now());
    const head = headOf((await reader.get("/").expect(200)).text);
    expect(head.canonical).toBe(`${BASE_URL}/`);
    expect(head.value("og:type")).toBe("website");
    expect(head.object("WebSite")).toMatchObject({ name: "The Harbour <News>", description: "Every tide" });
  });
});

describe("a description", () => {
  it("has 50 to 160 characters and ends at a word, or is left out", () => {
    expect(descriptionOf("Too short.")).toBeUndefined();
    expect(descriptionOf(`  ${"word ".repeat(12)}\n `)).toBe("word ".repeat(12).trim());
    const cut = descriptionOf(LONG)!;
    expect(cut.length).toBeLessThanOrEqual(160);
    expect(LONG.startsWith(`${cut.slice(0, -1)} `) || /^[ ,.]/.test(LONG.slice(cut.length - 1))).toBe(true);
    expect(descriptionOf("字".repeat(300))!.length).toBe(160);
    expect(shortened("🙂".repeat(100), 20)).toBe(`${"🙂".repeat(9)}…`);
  });
});

describe("the locale of Open Graph", () => {
  it("has a territory", () => {
    expect(localeOf("en")).toBe("en_US");
    expect(localeOf("pt-BR")).toBe("pt_BR");
    expect(localeOf("de")).toBe("de_DE");
  });
});

describe("the head of an archive", () => {
  it("names its feeds, its card and the way to it", async () => {
    const { reader, post, topic } = feedRoom();
    const world = topic("category", "World", "world");
    post({ categoryIds: [topic("category", "Europe", "world/europe", world)] });
    for (const [address, names] of [
      ["/category/world/europe", ["Broadsheet", "World", "Europe"]],
      ["/2026/03", ["Broadsheet", "2026", "March 2026"]],
      ["/author/ben-author", ["Broadsheet", "Ben Author"]],
    ] as const) {
      const page = (await reader.get(address).expect(200)).text;
      const head = headOf(page);
      expect(head.canonical).toBe(BASE_URL + address);
      expect(head.value("og:url")).toBe(BASE_URL + address);
      const trail = head.object("BreadcrumbList").itemListElement as { name: string }[];
      expect(trail.map(({ name }) => name)).toEqual(names);
      for (const feed of ["/feed", "/feed/atom", "/feed.json"]) {
        expect(page).toContain(`href="${address}${feed}"`);
        await reader.get(address + feed).expect(200);
      }
    }
  });

  it("says who an author is, and where else they are found", async () => {
    const { reader, admin, post, ada } = feedRoom();
    post({ authorIds: [ada.id] });
    const typed = {
      name: ada.name,
      bio: "Ada writes about *tides*, and has done so since the ferry first ran.",
      website: "https://ada.example",
      links: "Mastodon https://social.example/@ada",
    };
    await admin.post("/account", typed).expect(303);
    const head = headOf((await reader.get(`/author/${ada.slug}`).expect(200)).text);
    const bio = "Ada writes about tides, and has done so since the ferry first ran.";
    expect(head.value("description")).toBe(bio);
    expect(head.object("ProfilePage").mainEntity).toEqual({
      ...{ "@type": "Person", name: ada.name, url: `${BASE_URL}/author/${ada.slug}`, description: bio },
      sameAs: ["https://ada.example/", "https://social.example/@ada"],
    });
  });
});

describe("the head of a static page", () => {
  it("is that of a page, not of a story, below the pages above it", async () => {
    const { reader, post, parts } = feedRoom();
    const about = post({ kind: "page", title: "About", excerpt: LONG });
    const team = post({ kind: "page", title: "Team", parentId: about.id });
    const head = headOf((await reader.get(team.address).expect(200)).text);
    expect(head.object("WebPage").name).toBe("Team");
    expect(head.value("og:type")).toBe("website");
    const trail = head.object("BreadcrumbList").itemListElement as { name: string; item: string }[];
    expect(trail.map(({ name }) => name)).toEqual(["Broadsheet", "About", "Team"]);
    expect(trail[1]!.item).toBe(`${BASE_URL}/about`);
    parts.counter.flush();
    expect(parts.stats.totals([team.id]).get(team.id), "its visits are counted").toBe(1);
  });
});
