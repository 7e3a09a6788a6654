import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

function desk() {
  const room = newsroom();
  room.parts.settings.update("general", { timeZone: "UTC" }, room.now());
  return { ...room, source: (id: number) => room.parts.desk.findSource(id)! };
}

describe("a quick edit in the list", () => {
  it("changes what stands in the row and nothing else", async () => {
    const { author, post, source, parts, now } = desk();
    const town = parts.topics.create({ kind: "category", name: "Town" }, now());
    const { id } = post({ title: "Rain", excerpt: "Wet.", password: "tide", bodySource: "It rains." });
    const list = await author.get(`/admin/posts?status=published&edit=${id}`).expect(200);
    expect(list.text).toContain("Quick edit: Rain");
    expect(list.text).toContain(`<form id="quick-form" method="post" action="/admin/posts/${id}/quick">`);
    const typed = {
      ...{ title: "Sun", slug: "sun", publishOn: "2026-02-01T08:00", tags: "Weather", "has-topics": "1" },
      ...{ categories: [String(town)], version: String(source(id).revision), back: "?status=published" },
    };
    const answer = await author.post(`/admin/posts/${id}/quick`, typed).expect(303);
    expect(answer.headers.location).toBe("/admin/posts?status=published");
    expect(source(id)).toMatchObject({
      ...{ title: "Sun", slug: "sun", publishedAt: new Date("2026-02-01T08:00:00Z"), commentsOpen: false },
      ...{ excerpt: "Wet.", password: "tide", bodySource: "It rains.", status: "published" },
      ...{ categoryIds: [town] },
    });
    expect(source(id).tags.map(({ name }) => name)).toEqual(["Weather"]);
  });

  it("publishes a draft, and leads a former address to the new one", async () => {
    const { author, post, source, reader } = desk();
    const draft = post({ title: "Soon", status: "draft", publishedAt: null });
    const version = String(source(draft.id).revision);
    await author
      .post(`/admin/posts/${draft.id}/quick`, { title: "Soon", state: "publish", version })
      .expect(303);
    expect(source(draft.id).status).toBe("published");
    const out = post({ title: "Out" });
    const moved = { title: "Out", slug: "far-out", version: String(source(out.id).revision) };
    await author
      .post(`/admin/posts/${out.id}/quick`, { ...moved, publishOn: "2026-03-01T11:00" })
      .expect(303);
    await reader.get(out.address).expect(301);
  });

  it("opens the whole editor where something is wrong, or the choice where somebody else was faster", async () => {
    const { author, post, source } = desk();
    const { id } = post({ title: "Rain" });
    const version = String(source(id).revision);
    const wrong = await author.post(`/admin/posts/${id}/quick`, { title: "", publishOn: "soon", version });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("This is no date and time.");
    const stale = await author.post(`/admin/posts/${id}/quick`, { title: "Sun", version: "0" });
    expect(stale.headers.location).toContain("/asides/");
    expect(source(id).title).toBe("Rain");
  });
});
