import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";
import { words } from "./widget-room.ts";

const inSidebar = (room: ReturnType<typeof newsroom>) =>
  room.parts.widgets.list().filter(({ area }) => area === "sidebar");

function shelf(kinds: string[]) {
  const room = newsroom();
  const ids = kinds.map((kind) =>
    room.parts.widgets.add("sidebar", kind, room.parts.widgetKinds.get(kind)!.defaults),
  );
  const kindsNow = () => inSidebar(room).map(({ kind }) => kind);
  return { ...room, ids, kindsNow };
}

describe("the widgets of the desk", () => {
  it("list every area in its order and say what shows nothing", async () => {
    const { admin } = shelf(["search", "popular-posts"]);
    const text = words((await admin.get("/admin/widgets").expect(200)).text);
    expect(text).toMatch(
      /Sidebar Search .*Popular posts Has nothing to show at the moment.*Below a post.*Footer/,
    );
  });

  it("are where Appearance begins", async () => {
    const { admin, author } = shelf([]);
    const answer = await admin.get("/admin/appearance").expect(303);
    expect(answer.headers.location).toBe("/admin/widgets");
    await author.get("/admin/appearance").expect(403);
  });

  it("are added where they are wanted, and opened at once", async () => {
    const room = shelf([]);
    const answer = await room.admin.post("/admin/widgets", { kind: "search", area: "footer" }).expect(303);
    const [placement] = room.parts.widgets.list();
    expect(placement).toMatchObject({ area: "footer", kind: "search" });
    expect(answer.headers.location).toBe(`/admin/widgets/${placement!.id}`);
    const page = await room.admin.get(answer.headers.location!).expect(200);
    expect(page.text).toContain("Added to “Footer”.");
  });

  it.each([{}, { kind: "weather", area: "sidebar" }, { kind: "search", area: "attic" }])(
    "refuse %j with a message",
    async (form) => {
      const room = shelf([]);
      const page = await room.admin.post("/admin/widgets", form).expect(422);
      expect(page.text).toContain("Choose one of these.");
      expect(room.parts.widgets.list()).toEqual([]);
    },
  );

  it("have no room for a thirty-first", async () => {
    const room = shelf(Array.from({ length: 30 }, () => "search"));
    const page = await room.admin.post("/admin/widgets", { kind: "text", area: "sidebar" }).expect(422);
    expect(page.text).toContain("No more than 30 widgets");
    await room.admin.post("/admin/widgets", { kind: "text", area: "footer" }).expect(303);
    const [last] = room.parts.widgets.list().filter(({ area }) => area === "footer");
    const form = { title: "", source: "x", area: "sidebar" };
    await room.admin.post(`/admin/widgets/${last!.id}`, form).expect(422);
  });

  it("move up and down by a button, and stay at the ends", async () => {
    const { admin, ids, kindsNow } = shelf(["search", "archives", "text"]);
    await admin.post(`/admin/widgets/${ids[2]}/move`, { direction: "up" }).expect(303);
    expect(kindsNow()).toEqual(["search", "text", "archives"]);
    expect((await admin.get("/admin/widgets")).text).toContain("“Text” is now number 2 of 3.");
    await admin.post(`/admin/widgets/${ids[0]}/move`, { direction: "down" }).expect(303);
    expect(kindsNow()).toEqual(["text", "search", "archives"]);
    await admin.post(`/admin/widgets/${ids[2]}/move`, { direction: "up" }).expect(303);
    expect(kindsNow()).toEqual(["text", "search", "archives"]);
  });

  it("take their settings, and another area", async () => {
    const { admin, ids, parts, reader, post } = shelf(["recent-posts"]);
    post({ title: "Bridge opens" });
    const form = { title: "Fresh <news>", count: "3", area: "footer" };
    await admin.post(`/admin/widgets/${ids[0]}`, form).expect(303);
    expect(parts.widgets.find(ids[0]!)).toMatchObject({ area: "footer" });
    const page = await reader.get("/");
    expect(page.text).toContain("Fresh &lt;news&gt;</h2>");
    expect(page.text.indexOf("Fresh")).toBeGreaterThan(page.text.indexOf("<footer"));
  });

  it("come back with the words typed and a message beside the field", async () => {
    const { admin, ids } = shelf(["recent-posts"]);
    const form = { title: "Kept", count: "999", area: "sidebar" };
    const page = await admin.post(`/admin/widgets/${ids[0]}`, form).expect(422);
    expect(page.text).toContain('value="Kept"');
    expect(page.text).toContain('value="999"');
    expect(page.text).toContain("Choose a whole number from 1 to 20.");
  });

  it.each([...newsroom().parts.widgetKinds.keys()])("open the settings of %s", async (kind) => {
    const { admin, ids } = shelf([kind]);
    const page = await admin.get(`/admin/widgets/${ids[0]}`).expect(200);
    expect(page.text).toContain('name="title"');
  });

  it("are removed, and brought back where they stood", async () => {
    const { admin, ids, kindsNow, later } = shelf(["search", "archives", "text"]);
    await admin.post(`/admin/widgets/${ids[1]}/delete`).expect(303);
    expect(kindsNow()).toEqual(["search", "text"]);
    const page = await admin.get("/admin/widgets");
    expect(page.text).toContain(`action="/admin/widgets/${ids[1]}/restore"`);
    await admin.get(`/admin/widgets/${ids[1]}`).expect(404);
    await admin.post(`/admin/widgets/${ids[1]}/restore`).expect(303);
    expect(kindsNow()).toEqual(["search", "archives", "text"]);
    await admin.post(`/admin/widgets/${ids[1]}/delete`).expect(303);
    later(86_400_001);
    await admin.post(`/admin/widgets/${ids[0]}/delete`).expect(303);
    await admin.post(`/admin/widgets/${ids[1]}/restore`).expect(404);
  });

  it("mark what cannot be read, and let it be mended or removed", async () => {
    const { admin, ids, parts } = shelf(["archives", "text"]);
    parts.content.prepare("UPDATE widgets SET settings = '[]' WHERE id = ?").run(ids[0]);
    parts.content.prepare("UPDATE widgets SET kind = 'weather' WHERE id = ?").run(ids[1]);
    const page = await admin.get("/admin/widgets").expect(200);
    expect(page.text).toContain("its settings cannot be read");
    expect(page.text).toContain("nothing here knows this kind of widget");
    await admin.post(`/admin/widgets/${ids[0]}`, { title: "", count: "12", area: "sidebar" }).expect(303);
    await admin.get(`/admin/widgets/${ids[1]}`).expect(404);
    await admin.post(`/admin/widgets/${ids[1]}/delete`).expect(303);
    expect((await admin.get("/admin/widgets")).text).not.toContain("Readers do not see it");
  });

  it("are not found under a number that is none", async () => {
    const { admin } = shelf([]);
    for (const id of ["0", "7", "x", "1e3"]) {
      await admin.get(`/admin/widgets/${id}`).expect(404);
      await admin.post(`/admin/widgets/${id}/restore`).expect(404);
    }
  });

  it("are refused to authors, and to readers who are not signed in", async () => {
    const { author, reader, ids, kindsNow } = shelf(["search"]);
    for (const path of ["/admin/widgets", `/admin/widgets/${ids[0]}`]) {
      await author.get(path).expect(403);
      const answer = await reader.get(path).expect(303);
      expect(answer.headers.location).toMatch(/^\/login/);
    }
    await author.post(`/admin/widgets/${ids[0]}/delete`).expect(403);
    await reader.post(`/admin/widgets/${ids[0]}/delete`).expect(303);
    expect(kindsNow()).toEqual(["search"]);
  });
});

describe("a new site", () => {
  it("has widgets in its sidebar and footer", async () => {
    const room = newsroom();
    room.parts.content.exec("DELETE FROM users");
    const token = room.parts.links.create("setup", null, new Date(room.now().getTime() + 3_600_000));
    const form = {
      title: "The Daily",
      name: "Fay",
      email: "fay@news.example",
      password: "ink on my fingers",
    };
    await room.reader.post("/setup", { ...form, token }).expect(303);
    expect(inSidebar(room).map(({ kind }) => kind)).toEqual(
      "search recent-posts popular-posts recent-comments categories archives".split(" "),
    );
    await room.reader.get("/").expect(200);
  });
});
