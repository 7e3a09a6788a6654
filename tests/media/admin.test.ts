import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

const picture = () =>
  sharp({ create: { width: 800, height: 600, channels: 3, background: "#335577" } })
    .png()
    .toBuffer();

/** What every process that is started in the meantime does first, as if the system had no memory for it. */
const DIE = ["--import", 'data:text/javascript,process.kill(process.pid, "SIGKILL")'];

const PART = 'Content-Disposition: form-data; name="files"';

describe("the media library", () => {
  it("takes a picture, describes it, and serves its sizes for ever", async () => {
    const { author, reader, parts } = newsroom();
    const answer = await author
      .upload("/admin/media")
      .attach("files", await picture(), "../../quay_at-dusk.png")
      .expect(303);
    const [{ media, picture: shown }] = parts.media.list(1) as [ReturnType<typeof parts.media.list>[0]];
    expect(answer.headers.location).toBe(`/admin/media/${media.id}`);
    expect(media.path).toMatch(/^2026\/03\/[0-9a-f]{20}\.png$/);
    await author
      .post(`/admin/media/${media.id}`, { alt: "The quay", caption: "At dusk", credit: "Piet" })
      .expect(303);
    expect(parts.media.find(media.id)?.picture).toMatchObject({
      alt: "The quay",
      caption: "At dusk",
      credit: "Piet",
    });
    const served = await reader.get(shown!.src).expect(200);
    expect(served.headers["content-type"]).toBe("image/webp");
    expect(served.headers["cache-control"]).toContain("immutable");
    expect(served.headers["content-security-policy"]).toContain("sandbox");
    expect(served.headers["cross-origin-resource-policy"], "feed readers show it").toBe("cross-origin");
  });

  it("answers a script with the pictures themselves, and with what it refused", async () => {
    const { author, parts } = newsroom();
    const answer = await author
      .upload("/admin/media")
      .set("Accept", "application/json")
      .attach("files", await picture(), "quay.png")
      .attach("files", Buffer.from("no picture"), "quay.txt")
      .expect(422);
    const { src } = parts.media.list(1)[0]!.picture!;
    expect(answer.body).toMatchObject({
      pictures: [{ src, width: 800, height: 600, name: "quay.png" }],
      refused: [{ name: "quay.txt" }],
    });
    const found = await author.get("/admin/media?q=quay").set("Accept", "application/json").expect(200);
    expect(found.body).toMatchObject({ pictures: [{ src }], hasMore: false });
    const none = await author.get("/admin/media?q=whale").set("Accept", "application/json").expect(200);
    expect(none.body).toMatchObject({ pictures: [] });
  });

  it("names what it refused, and says that the others were taken", async () => {
    const { author } = newsroom();
    const { text } = await author
      .upload("/admin/media")
      .attach("files", await picture(), "quay.png")
      .attach("files", Buffer.from("no picture"), "quay.txt")
      .expect(422);
    expect(text).toMatch(
      /role="alert">[\s\S]*<strong>quay\.txt<\/strong>[\s\S]*The other picture was added\./,
    );
  });

  it("keeps the same file once", async () => {
    const { author, parts } = newsroom();
    for (const name of ["a.png", "b.png"])
      await author
        .upload("/admin/media")
        .attach("files", await picture(), name)
        .expect(303);
    expect(parts.media.count()).toBe(1);
  });

  it("names what it refuses and why, and keeps nothing of it", async () => {
    const { author, parts } = newsroom();
    const page = await author
      .upload("/admin/media")
      .attach("files", Buffer.from("<script>"), "x<b>.png")
      .expect(422);
    expect(page.text).toContain("x&lt;b&gt;.png");
    expect(page.text).toContain("This is no picture");
    expect(parts.media.count()).toBe(0);
  });

  it("names a picture whose decoder died, keeps nothing of it, and takes it another time", async () => {
    const { author, parts, log } = newsroom();
    const small = await picture();
    const upload = () => author.upload("/admin/media").attach("files", small, "quay.png");
    process.execArgv.push(...DIE);
    try {
      const { text } = await upload().expect(422);
      expect(text).toMatch(/role="alert">[\s\S]*<strong>quay\.png<\/strong>: Reading this picture broke off/);
    } finally {
      process.execArgv.splice(-DIE.length);
    }
    expect(log).toMatchObject([{ details: { error: "Error: It ended early: SIGKILL" } }]);
    expect(parts.media.count()).toBe(0);
    expect([existsSync(parts.mediaFolder), readdirSync(parts.temporary)]).toEqual([false, []]);
    await upload().expect(303);
  });

  it("refuses a picture for which no process can be started, and takes it another time", async () => {
    const { author, parts } = newsroom();
    const small = await picture();
    const upload = () => author.upload("/admin/media").attach("files", small, "quay.png");
    const { execPath } = process;
    process.execPath = "/nowhere";
    try {
      expect((await upload().expect(422)).text).toContain("Reading this picture broke off");
    } finally {
      process.execPath = execPath;
    }
    await upload().expect(303);
    expect(parts.media.count()).toBe(1);
  });

  it("takes none of a heap that is too heavy or too many, and says so above the form", async () => {
    const { author, parts } = newsroom();
    const small = await picture();
    const heavy = author.upload("/admin/media").attach("files", small, "a.png");
    const page = await heavy.attach("files", Buffer.alloc(25 * 1024 * 1024 + 1), "b.png").expect(422);
    expect(page.text).toContain("larger than 25 MB");
    const many = author.upload("/admin/media");
    for (let index = 0; index < 21; index += 1) many.attach("files", small, `${index}.png`);
    expect((await many.expect(422)).text).toContain("At most 20 files at once.");
    expect(parts.media.count()).toBe(0);
    expect(readdirSync(parts.temporary)).toEqual([]);
  });

  it.each([
    ["breaks off", `--x\r\n${PART}; filename="a.png"\r\n\r\nabc`],
    ["has a head that is none", "--x\r\nContent-Disp\r\n\r\nabc\r\n--x--"],
    ["is empty", ""],
  ])("answers a form that %s with a page that says so", async (_what, body) => {
    const { author, parts, log } = newsroom();
    const upload = author.upload("/admin/media").set("Content-Type", "multipart/form-data; boundary=x");
    expect((await upload.send(body).expect(400)).text).toContain("could not be read");
    await author.upload("/admin/media").set("Content-Type", "multipart/form-data").send("x").expect(400);
    expect(log).toEqual([]);
    expect(readdirSync(parts.temporary)).toEqual([]);
  });

  it("leads to the stories and pages that show a picture", async () => {
    const { admin, parts, post } = newsroom();
    await admin
      .upload("/admin/media")
      .attach("files", await picture(), "a.png")
      .expect(303);
    const featuredMediaId = parts.media.list(1)[0]!.media.id;
    const [story, page] = [post({ title: "", featuredMediaId }), post({ kind: "page", featuredMediaId })];
    const { text } = await admin.get(`/admin/media/${featuredMediaId}`).expect(200);
    expect(text).toContain(`href="/admin/posts/${story.id}"`);
    expect(text).toContain(`href="/admin/pages/${page.id}"`);
    await admin.get(`/admin/pages/${page.id}`).expect(200);
  });

  it("deletes the files with the row, one step behind what is opened", async () => {
    const { author, reader, parts } = newsroom();
    await author
      .upload("/admin/media")
      .attach("files", await picture(), "a.png")
      .expect(303);
    const { media, picture: shown } = parts.media.list(1)[0]!;
    const { text } = await author.get(`/admin/media/${media.id}`).expect(200);
    expect(text).toMatch(/<details class="danger">[\s\S]*cannot be undone[\s\S]*Delete “a\.png”/);
    expect(text.replace(/<details[\s\S]*?<\/details>/g, "")).not.toContain("/delete");
    await author.post(`/admin/media/${media.id}/delete`).expect(303);
    await reader.get(shown!.src).expect(404);
    expect(existsSync(join(parts.mediaFolder, media.path))).toBe(false);
  });

  it("deletes several at once, after it has said what will lose them", async () => {
    const { author, admin, reader, parts, post } = newsroom();
    const upload = async (who: typeof author, name: string, background: string) => {
      const image = sharp({ create: { width: 60, height: 40, channels: 3, background } });
      await who.upload("/admin/media").attach("files", await image.png().toBuffer(), name);
      return parts.media.search(name, 1)[0]!.media;
    };
    const [dusk, dawn] = [
      await upload(author, "dusk.png", "#335577"),
      await upload(author, "dawn.png", "#eebb99"),
    ];
    const theirs = await upload(admin, "theirs.png", "#112233");
    const story = post({ title: "A <story>", featuredMediaId: dusk.id });

    const list = (await author.get("/admin/media")).text;
    expect(list.match(/name="ids" value="(\d+)"/g)).toHaveLength(2);
    const ticked = { ids: [dusk, dawn, theirs].map(({ id }) => String(id)), page: "7", q: "d" };
    const { text } = await author.post("/admin/media/delete", ticked).expect(200);
    expect(text).toContain('<h1 class="desk-head__title">Delete 2 pictures?</h1>');
    expect(text).toMatch(
      new RegExp(
        `dusk\\.png</p>\\s*<p><strong>One post or page shows this file, and will lose it:[\\s\\S]*/admin/posts/${story.id}"[^>]*>A &lt;story&gt;`,
      ),
    );
    expect(text).toMatch(/dawn\.png<\/p>\s*<p class="meta">No post or page shows this file\./);
    expect(text).not.toContain("theirs.png");
    expect(parts.media.count(), "nothing yet").toBe(3);

    const answer = await author.post("/admin/media/delete", { ...ticked, confirmed: "1" }).expect(303);
    expect(answer.headers.location).toBe("/admin/media?q=d");
    expect((await author.get("/admin/media")).text).toContain("2 pictures are deleted.");
    expect(parts.media.list(9).map(({ media }) => media.originalName)).toEqual(["theirs.png"]);
    await reader.get(`/media/${dusk.path}`).expect(404);
    expect(existsSync(join(parts.mediaFolder, dusk.path))).toBe(false);
  });

  it("asks for a tick where nothing was ticked", async () => {
    const { author } = newsroom();
    const answer = await author.post("/admin/media/delete", { q: "", page: "1" }).expect(303);
    expect(answer.headers.location).toBe("/admin/media");
    expect((await author.get("/admin/media")).text).toContain("Tick the pictures to delete first.");
  });

  it("lets nobody change another person's file without the right to", async () => {
    const { admin, author, parts } = newsroom();
    await admin
      .upload("/admin/media")
      .attach("files", await picture(), "a.png")
      .expect(303);
    const { media } = parts.media.list(1)[0]!;
    await author.post(`/admin/media/${media.id}`, { alt: "Mine" }).expect(403);
    await author.post(`/admin/media/${media.id}/delete`).expect(403);
  });

  it("finds pictures by the addresses used in a body", async () => {
    const { author, parts, post, baseUrl } = newsroom();
    await author
      .upload("/admin/media")
      .attach("files", await picture(), "a.png")
      .expect(303);
    const { media } = parts.media.list(1)[0]!;
    const { html } = post({ bodySource: `![The quay](${baseUrl}/media/${media.path})` });
    expect(String(html)).toContain('width="800"');
    expect(String(html)).toContain("srcset=");
  });

  it("answers no path outside the folder", async () => {
    const { reader } = newsroom();
    for (const path of [
      "/media/../secrets.json",
      "/media/%2e%2e/secrets.json",
      "/media/..%2fsecrets.json",
      "/media/.hidden",
      "/media/",
    ])
      await reader.get(path).expect((answer) => expect([400, 404]).toContain(answer.status));
  });
});
