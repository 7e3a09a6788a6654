import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

const page = async (room: ReturnType<typeof newsroom>, query: string) =>
  (await room.reader.get(`/search?q=${encodeURIComponent(query)}`).expect(200)).text;

describe("searching where words have no spaces", () => {
  it.each([
    ["Chinese", "昨天晚上北京下了一场大雪，交通受阻。", "大雪"],
    ["Japanese", "昨夜、東京都心では雪が降りました。", "東京"],
    ["Japanese kana", "港のそばでコーヒーを飲みました。", "コーヒー"],
    ["Korean", "어제 서울에서 눈이 내렸습니다.", "서울"],
    ["Thai", "เมื่อวานนี้หิมะตกในกรุงเทพ", "หิมะ"],
  ])("finds a %s word in the middle of a run, and marks all of it", async (_, bodySource, query) => {
    const room = newsroom();
    room.post({ title: "Weather", bodySource });
    room.post({ title: "Another", bodySource: "Nothing of the kind. 山 川" });
    const text = await page(room, query);
    expect(text).toContain("One result");
    expect(text).toContain(`<mark>${query}</mark>`);
  });

  it("finds one character, at the beginning of a word and at its end", async () => {
    const room = newsroom();
    room.post({ title: "東京の雪" });
    for (const query of ["東", "京", "雪"])
      expect(await page(room, query)).toContain(`<mark>${query}</mark>`);
  });

  it("finds nothing across a gap, or the other way round", async () => {
    const room = newsroom();
    room.post({ bodySource: "가서 울었다。東。京" });
    for (const query of ["서울", "東京", "京東"])
      expect(await page(room, query)).toContain("Nothing was found");
  });

  it("ranks a word in the title first, in every script", async () => {
    const room = newsroom();
    room.post({ title: "昨日の天気", bodySource: "東京で雪が降った。" });
    room.post({ title: "東京の天気", bodySource: "晴れ。" });
    const text = await page(room, "東京");
    expect(text.indexOf("<mark>東京</mark>の天気")).toBeGreaterThan(0);
    expect(text.indexOf("<mark>東京</mark>の天気")).toBeLessThan(text.indexOf("昨日の天気"));
  });

  it("takes mixed scripts, and a phrase of them", async () => {
    const room = newsroom();
    room.post({ title: "新しいiPhone版を2026年に発表" });
    for (const query of ["iPhone版", "しいiphone", "2026年", '"iPhone版を2026年"', "発表 IPHONE"])
      expect(await page(room, query), query).toContain("One result");
  });
});

describe("a result", () => {
  it("shows the passage in which most of the words stand", async () => {
    const room = newsroom();
    const filling = "Nothing else was said that evening. ".repeat(30);
    room.post({
      bodySource: `An oyster opened the debate. ${filling}The oyster met the lighthouse keeper. ${filling}`,
    });
    const text = await page(room, "lighthouse oyster");
    expect(text).toMatch(/<mark>oyster<\/mark> met the <mark>lighthouse<\/mark>/);
    expect(text).toMatch(/found__passage[^>]*>… /);
    expect(text).not.toContain("opened the debate");
  });

  it("shows the tag that was looked for", async () => {
    const room = newsroom();
    const tagIds = room.parts.topics.findOrCreateTags(["Shellfish", "Harbour"], room.now());
    room.post({ bodySource: "A morning at sea.", tagIds });
    const text = await page(room, "shellfish");
    expect(text).toContain("<mark>Shellfish</mark>");
    expect(text).toContain("A morning at sea.");
  });

  it("has some of the words where nothing has all", async () => {
    const room = newsroom();
    room.post({ title: "The oyster" });
    const text = await page(room, "oyster zeppelin");
    expect(text).toContain("Nothing has all the words of “oyster zeppelin”. One result has some of them.");
    expect(text).toContain("The <mark>oyster</mark>");
  });

  it("follows what a tag is called now, and what was deleted", async () => {
    const room = newsroom();
    const tagIds = room.parts.topics.findOrCreateTags(["Shellfish"], room.now());
    const { id } = room.post({ tagIds });
    room.parts.topics.update(
      tagIds[0]!,
      { name: "東京湾", slug: "bay", description: "", parentId: null },
      room.now(),
    );
    expect(await page(room, "shellfish")).toContain("Nothing was found");
    expect(await page(room, "京湾")).toContain("東<mark>京湾</mark>");
    room.parts.content.prepare("DELETE FROM posts WHERE id = ?").run(id);
    expect(await page(room, "京湾")).toContain("Nothing was found");
  });
});

describe("the search of the desk", () => {
  it("finds the same words", async () => {
    const room = newsroom();
    room.post({ title: "東京の雪" });
    room.post({ title: "Straße" });
    const { text } = await room.admin.get(`/admin/posts?q=${encodeURIComponent("京の")}`);
    expect(text).toContain("東京の雪");
    expect(text).not.toContain("Straße");
  });
});
