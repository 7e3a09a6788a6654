import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

const BODY = "High at noon.\n\nLow at six.\n";

function desk() {
  const room = newsroom();
  const editor = room.signedIn(room.user("Edith Editor", "editor"));
  const { id, address } = room.post({ title: "Tides", bodySource: BODY });
  const find = () => room.parts.desk.findSource(id)!;
  const kinds = () =>
    room.parts.revisions
      .list(id, { limit: 100, offset: 0 })
      .map(({ kind }) => kind)
      .toReversed();
  /** Opens the editor, and sends its form with changes. */
  const send = async (form: Record<string, unknown>, who = room.author) => {
    const fields = await typedIn(who, id);
    return who.post(`/admin/posts/${id}`, { ...fields, ...form });
  };
  return { ...room, id, address, editor, find, kinds, send };
}

/** What stands in the fields of the editor. */
async function typedIn(who: ReturnType<typeof newsroom>["author"], id: number) {
  const { text } = await who.get(`/admin/posts/${id}`).expect(200);
  const area = (name: string) =>
    new RegExp(`name="${name}"[^>]*>\n([^<]*)</textarea>`).exec(text)![1]!.replaceAll("&#39;", "'");
  const line = (name: string) => new RegExp(`name="${name}"[^>]*? value="([^"]*)"`).exec(text)?.[1] ?? "";
  return {
    ...{ title: area("title"), body: area("body"), excerpt: area("excerpt"), version: line("version") },
    ...{ slug: line("slug"), tags: line("tags"), publishOn: line("publishOn") },
    ...{
      password: line("password"),
      visibility:
        /value="(\w+)" checked[^>]*><span>[^<]*(?:Every|know|Only|address)/.exec(text)?.[1] ?? "public",
    },
    ...(/name="commentsOpen"[^>]* checked/.test(text) && { commentsOpen: "1" }),
  };
}

describe("changes of a post that readers see", () => {
  it("stay where a list changes the post, and are shown where it cannot", async () => {
    const { author, editor, id, find, send, parts } = desk();
    await send({ do: "keep", body: "Long work.\n" });
    const row = { title: "Tides", slug: find().slug, version: String(find().revision) };
    const quick = (fields: object, who = author) =>
      who.post(`/admin/posts/${id}/quick`, { ...row, publishOn: "2026-03-01T11:00", ...fields });
    const refused = await quick({ publishOn: "2026-99-99T10:00" }).expect(422);
    expect(refused.text).toContain("Long work.");
    await quick({ title: "Tide tables" }, editor).expect(303);
    const stale = await quick({ commentsOpen: "1" }).expect(422);
    expect(stale.text).toContain("Somebody changed this meanwhile");
    expect(find().title).toBe("Tide tables");
    expect(parts.history.typedIn(find(), parts.drafts.find(id)!).body).toBe("Long work.\n");
  });

  it("are theirs only after an update", async () => {
    const { author, reader, address, id, send, kinds } = desk();
    const before = (await reader.get(address)).text;
    expect((await send({ do: "keep", title: "Ebb", body: "Changed.\n" })).status).toBe(303);
    expect((await reader.get(address)).text).toBe(before);
    expect((await reader.get("/")).text).not.toContain("Ebb");
    expect((await reader.get("/feed")).text).not.toContain("Changed.");
    expect((await reader.get("/search?q=Changed")).text).not.toContain("<mark");
    const page = (await author.get(`/admin/posts/${id}`)).text;
    expect(page).toContain("Saved. Readers see it after an update.");
    expect(page).toContain("Has unpublished changes");
    expect(page).toContain("Ebb</textarea>");
    expect(page).toContain("Changed.\n</textarea>");
    expect((await author.get("/admin/posts")).text).toContain("Has unpublished changes");
    await send({ do: "update" });
    expect((await reader.get(address)).text).toContain("Changed.");
    expect((await author.get("/admin/posts")).text).not.toContain("Has unpublished changes");
    expect(kinds()).toEqual(["kept", "drafted", "updated"]);
  });

  it("are in the preview", async () => {
    const { author, id, send } = desk();
    await send({ do: "keep", body: "Changed." });
    const page = (await author.get(`/admin/posts/${id}/preview`).expect(200)).text;
    expect(page).toContain("Changed.");
    expect((await author.get("/admin/posts")).text).toContain(`/admin/posts/${id}/preview`);
  });

  it("can be given up, and stay in the history", async () => {
    const { author, reader, address, id, send, kinds, parts } = desk();
    await send({ do: "keep", body: "Changed." });
    await send({ do: "discard" });
    const page = (await author.get(`/admin/posts/${id}`)).text;
    expect(page).toContain("The changes are given up.");
    expect(page).toContain("Low at six.\n</textarea>");
    expect(kinds()).toEqual(["kept", "drafted", "discarded"]);
    expect(parts.revisions.findSnapshot(id, 2)!.body).toBe("Changed.");
    expect((await reader.get(address)).text).toContain("Low at six.");
    await send({ do: "discard" });
    expect(kinds()).toHaveLength(3);
  });

  it("that were taken back one by one are none", async () => {
    const { author, id, send, kinds } = desk();
    await send({ do: "keep", body: "Changed." });
    await send({ do: "keep", body: BODY });
    expect((await author.get(`/admin/posts/${id}`)).text).not.toContain("Has unpublished changes");
    await send({ do: "keep" });
    expect(kinds()).toEqual(["kept", "drafted", "drafted"]);
  });

  it("of two people are merged, and what cannot be is set aside", async () => {
    const { author, editor, id, find, send } = desk();
    const hers = await typedIn(editor, id);
    await send({ do: "keep", body: BODY.replace("noon", "one") });
    await editor
      .post(`/admin/posts/${id}`, { ...hers, do: "keep", body: BODY.replace("six", "seven") })
      .expect(303);
    expect((await typedIn(author, id)).body).toBe("High at one.\n\nLow at seven.\n");
    const { headers } = await editor
      .post(`/admin/posts/${id}`, { ...hers, do: "update", body: BODY.replace("noon", "two") })
      .expect(303);
    expect(headers.location).toBe(`/admin/posts/${id}/asides/4?do=update`);
    expect(find().bodySource).toBe(BODY);
    const page = (await editor.get(headers.location!).expect(200)).text;
    expect(page).toMatch(/<ins class="added">.*one/);
    const version = /name="version" value="(\d+)"/.exec(page)![1];
    await editor.post(headers.location!, { version, do: "update", "choose-0": "mine" }).expect(303);
    expect(find().bodySource).toBe("High at two.\n\nLow at seven.\n");
  });

  it("wait while the hour of a scheduled post comes", async () => {
    const { author, reader, id, address, send, later, at } = desk();
    await send({ do: "schedule", publishOn: "2026-03-05T09:00" });
    await send({ do: "keep", body: "Half a sente" });
    at("2026-03-05T09:00:01Z");
    expect((await reader.get(address.replace("/03/01", "/03/05"))).text).not.toContain("Half a sente");
    later(60_000);
    expect((await author.get(`/admin/posts/${id}`)).text).toContain("Half a sente</textarea>");
  });

  it("outlive a way back to draft and out again from the list", async () => {
    const { author, reader, address, id, send } = desk();
    await send({ do: "keep", body: "Changed." });
    for (const verb of ["draft", "publish"]) {
      await author.post("/admin/posts/bulk", { do: verb, ids: [id] }).expect(303);
      expect((await author.get(`/admin/posts/${id}`)).text).toContain("Changed.</textarea>");
    }
    expect((await reader.get(address)).text).toContain("Low at six.");
  });

  it("have their own password until the update", async () => {
    const { find, send, editor, id } = desk();
    await send({ do: "keep", visibility: "password", password: "secret" });
    expect(find().password).toBeNull();
    expect(await typedIn(editor, id)).toMatchObject({ password: "secret" });
    await send({ do: "update", visibility: "password", password: "secret" });
    expect(find().password).toBe("secret");
  });
});

describe("a change made beside the editor", () => {
  it("reaches readers and the working draft, and takes nothing out of it", async () => {
    const { author, reader, address, id, find, send } = desk();
    await send({ do: "keep", title: "Ebb", body: "Changed." });
    const version = String(find().revision);
    const quick = { title: "Tides", slug: find().slug, commentsOpen: "1", version };
    await author.post(`/admin/posts/${id}/quick`, { ...quick, "has-topics": "1", tags: "Sea" }).expect(303);
    expect(find().tags.map(({ name }) => name)).toEqual(["Sea"]);
    const page = (await author.get(`/admin/posts/${id}`)).text;
    expect(page).toContain("Ebb</textarea>");
    expect(page).toContain("Changed.</textarea>");
    expect(page).toMatch(/name="tags"[^>]*value="Sea"/);
    expect((await reader.get(address)).text).toContain("Low at six.");
  });
});
