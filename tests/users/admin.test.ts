import { describe, expect, it } from "vitest";
import { newsroom, type Newsroom } from "../support/newsroom.ts";

/** What the form of a person sends. */
function typed({ parts }: Newsroom, id: number, changes: Record<string, unknown> = {}) {
  const user = parts.users.find(id)!;
  const { name, slug, role } = user;
  return {
    name,
    slug,
    email: user.email ?? "",
    role,
    website: "",
    bio: "",
    links: "",
    picture: "",
    ...changes,
  };
}
const guest = ({ parts, now }: Newsroom, name = "Gus Guest", slug = "gus") =>
  parts.users.create({ role: "guest", name, slug, email: null, passwordHash: null }, now());
const linkIn = (text: string) => /value="https:\/\/news\.example(\/password\/[\w-]+)"/.exec(text)?.[1];

describe("the list of people", () => {
  it("names them with role, posts and state", async () => {
    const room = newsroom();
    room.post();
    const page = await room.admin.get("/admin/users").expect(200);
    expect(page.text).toContain(`href="/admin/users/${room.ben.id}"`);
    expect(page.text).toMatch(/ben-author@news\.example[\s\S]*Author<[\s\S]*>1<[\s\S]*Active/);
    expect(page.text).toContain('href="/admin/users" aria-current="page"');
  });

  it("keeps guest authors apart", async () => {
    const room = newsroom();
    guest(room);
    expect((await room.admin.get("/admin/users")).text).not.toContain("Gus Guest");
    expect((await room.admin.get("/admin/users?show=guests").expect(200)).text).toContain("Gus Guest");
    await room.admin.get("/admin/users?page=2").expect(404);
  });

  it("is for admins", async () => {
    const { author, reader, user, signedIn, ben } = newsroom();
    await reader.get("/admin/users").expect(303);
    const edda = signedIn(user("Edda", "editor"));
    for (const path of ["", "/new", `/${ben.id}`, `/${ben.id}/delete`])
      for (const browser of [author, edda]) await browser.get(`/admin/users${path}`).expect(403);
    for (const path of [
      "/new",
      "",
      "/password-link",
      "/disable",
      "/enable",
      "/account",
      "/merge",
      "/delete",
    ]) {
      const address = path === "/new" ? "/admin/users/new" : `/admin/users/${ben.id}${path}`;
      await author.post(address, { role: "admin" }).expect(403);
    }
  });
});

describe("adding a person", () => {
  it("shows once a link with which they choose a password", async () => {
    const { admin, reader, parts } = newsroom();
    const form = { name: "Zoë Zuid", email: "zoe@news.example", role: "contributor" };
    const page = await admin.post("/admin/users/new", form).expect(200);
    expect(page.headers["cache-control"]).toContain("no-store");
    const link = linkIn(page.text)!;
    await reader.post(link, { password: "a horse that reads papers" }).expect(303);
    await reader.get("/admin").expect(200);
    const zoe = parts.users.findByEmail(form.email)!;
    expect(zoe).toMatchObject({ slug: "zoe-zuid", role: "contributor", hasPassword: true });
    expect((await admin.get(`/admin/users/${zoe.id}`)).text).not.toContain("/password/");
  });

  it("says what is wrong beside each field and keeps the words", async () => {
    const { admin, ben, parts } = newsroom();
    const page = await admin.post("/admin/users/new", { name: "", email: "nope", role: "owner" }).expect(422);
    for (const field of ["name", "email", "role"]) expect(page.text).toContain(`id="error-field-${field}"`);
    expect(page.text).toContain('value="nope"');
    const taken = { name: "Another Ben", email: ben.email.toUpperCase(), role: "author" };
    const again = await admin.post("/admin/users/new", taken).expect(422);
    expect(again.text).toContain("Somebody else has this address.");
    expect(parts.users.list()).toHaveLength(2);
  });

  it("finds a free slug for the second of a name", async () => {
    const { admin, parts } = newsroom();
    await admin.post("/admin/users/new", { name: "Ben Author", email: "b2@news.example", role: "author" });
    expect(parts.users.findByEmail("b2@news.example")?.slug).toBe("ben-author-2");
  });
});

describe("editing a person", () => {
  it("changes profile and links, all of it safe to print", async () => {
    const room = newsroom();
    const form = typed(room, room.ben.id, {
      name: "Ben B.",
      website: "ben.example",
      bio: "Writes *well*. <script>alert(1)</script>",
      links: "Town chat https://social.example/@ben\r\nhttps://www.example/ben",
    });
    await room.admin.post(`/admin/users/${room.ben.id}`, form).expect(303);
    const ben = room.parts.users.find(room.ben.id)!;
    expect(ben).toMatchObject({
      name: "Ben B.",
      website: "https://ben.example/",
      links: [
        { label: "Town chat", url: "https://social.example/@ben" },
        { label: "www.example", url: "https://www.example/ben" },
      ],
    });
    expect(String(ben.bio)).toContain("<em>well</em>");
    expect(String(ben.bio)).not.toContain("<script");
    const page = await room.admin.get(`/admin/users/${ben.id}`).expect(200);
    expect(page.text).toContain("Town chat https://social.example/@ben\nwww.example https://www.example/ben");
  });

  it("says what is wrong, and changes nothing then", async () => {
    const room = newsroom();
    const form = typed(room, room.ben.id, {
      ...{
        name: "",
        slug: "Ada Admin",
        email: room.ada.email,
        role: "guest",
        website: "javascript:alert(1)",
      },
      ...{ links: "fine https://a.example\nevil javascript:alert(1)", bio: "x".repeat(5001) },
    });
    const page = await room.admin.post(`/admin/users/${room.ben.id}`, form).expect(422);
    for (const field of ["name", "slug", "email", "role", "website", "bio", "links"])
      expect(page.text).toContain(`id="error-field-${field}"`);
    expect(page.text).toContain("at the end of line 2");
    expect(page.text).toContain("fine https://a.example\nevil javascript:alert(1)");
    expect(room.parts.users.find(room.ben.id)).toMatchObject({ name: "Ben Author", role: "author" });
  });

  it("leads from every former address to the newest", async () => {
    const room = newsroom();
    for (const slug of ["ben-two", "ben-three"])
      await room.admin.post(`/admin/users/${room.ben.id}`, typed(room, room.ben.id, { slug })).expect(303);
    const redirects = () =>
      room.parts.content.prepare("SELECT path, to_path FROM redirects ORDER BY path").raw().all();
    expect(redirects()).toEqual([
      ["author/ben-author", "/author/ben-three"],
      ["author/ben-two", "/author/ben-three"],
    ]);
    room.post();
    const old = await room.reader.get("/author/ben-author").expect(301);
    expect(old.headers.location).toMatch(/\/author\/ben-three$/);
    await room.reader.get("/author/ben-three").expect(200);
    await room.admin.post(`/admin/users/${room.ben.id}`, typed(room, room.ben.id, { slug: "ben-author" }));
    expect(redirects()).toEqual([
      ["author/ben-three", "/author/ben-author"],
      ["author/ben-two", "/author/ben-author"],
    ]);
  });

  it("gives a new role from the next request on: what was open ends", async () => {
    const room = newsroom();
    await room.author.get("/admin").expect(200);
    await room.admin.post(`/admin/users/${room.ben.id}`, typed(room, room.ben.id)).expect(303);
    await room.author.get("/admin").expect(200);
    const form = typed(room, room.ben.id, { role: "contributor" });
    await room.admin.post(`/admin/users/${room.ben.id}`, form).expect(303);
    await room.author.get("/admin").expect(303);
  });

  it("takes nothing that is not in the form", async () => {
    const room = newsroom();
    const extra = {
      ...{
        id: "999",
        session_epoch: "7",
        is_disabled: "1",
        isDisabled: "1",
        password_hash: "x",
        passwordHash: "x",
      },
      ...{ "__proto__[role]": "admin", "constructor[prototype][role]": "admin", created_at: "1970" },
    };
    const before = room.parts.users.find(room.ben.id)!;
    await room.admin.post(`/admin/users/${room.ben.id}`, typed(room, room.ben.id, extra)).expect(303);
    expect(room.parts.users.find(room.ben.id)).toEqual(before);
    expect(room.parts.users.passwordHash(room.ben.id)).toBe("none");
  });

  it("is not found for somebody who is not there", async () => {
    const { admin } = newsroom();
    for (const id of ["999", "0", "1e3", "x"]) await admin.get(`/admin/users/${id}`).expect(404);
  });
});

describe("the last admin", () => {
  it("cannot be demoted, disabled or deleted", async () => {
    const room = newsroom();
    const { admin, ada, ben, parts } = room;
    const demoted = await admin
      .post(`/admin/users/${ada.id}`, typed(room, ada.id, { role: "editor" }))
      .expect(422);
    expect(demoted.text).toContain("This is the only admin who can log in.");
    await admin.post(`/admin/users/${ada.id}/disable`).expect(422);
    await admin.post(`/admin/users/${ada.id}/delete`, { heir: ben.id }).expect(422);
    expect(parts.users.find(ada.id)).toMatchObject({ role: "admin", isDisabled: false });
    await admin.get("/admin").expect(200);
  });

  it("is still the last one beside an admin who cannot log in", async () => {
    const room = newsroom();
    const { admin, ada, parts, now, user } = room;
    parts.users.create(
      { role: "admin", name: "New", slug: "new", email: "new@news.example", passwordHash: null },
      now(),
    );
    const closed = user("Closed", "admin");
    await admin.post(`/admin/users/${closed.id}/disable`).expect(303);
    await admin.post(`/admin/users/${ada.id}/disable`).expect(422);
    await admin.post(`/admin/users/${closed.id}/enable`).expect(303);
    await admin.post(`/admin/users/${ada.id}/disable`).expect(303);
    await admin.get("/admin").expect(303);
  });
});

describe("an account", () => {
  it("that is disabled is out at once, and back when enabled", async () => {
    const { admin, author, ben, signedIn, parts, reader, now } = newsroom();
    const token = parts.accounts.createPasswordLink(ben.id, 1, now());
    await author.get("/admin").expect(200);
    const answer = await admin.post(`/admin/users/${ben.id}/disable`).expect(303);
    expect(answer.headers.location).toBe("/admin/users");
    await author.get("/admin").expect(303);
    await reader.get(`/password/${token}`).expect(404);
    await admin.post(`/admin/users/${ben.id}/password-link`).expect(422);
    await admin.post(`/admin/users/${ben.id}/enable`).expect(303);
    await signedIn(ben).get("/admin").expect(200);
  });

  it("gets a new password link for an hour", async () => {
    const { admin, reader, ben, later } = newsroom();
    const link = linkIn((await admin.post(`/admin/users/${ben.id}/password-link`).expect(200)).text)!;
    await reader.get(link).expect(200);
    later(3_600_000);
    await reader.get(link).expect(404);
  });
});

describe("deleting a person", () => {
  it("needs somebody who gets the posts, and then leads to them", async () => {
    const room = newsroom();
    const { admin, ada, ben, parts, author } = room;
    const first = room.post();
    const shared = room.post({ title: "Together", authorIds: [ada.id, ben.id] });
    await admin.get(`/admin/users/${ben.id}/delete`).expect(200);
    const page = await admin.post(`/admin/users/${ben.id}/delete`).expect(422);
    expect(page.text).toContain('id="error-field-heir"');
    await admin.post(`/admin/users/${ben.id}/delete`, { heir: String(ben.id) }).expect(422);
    await admin.post(`/admin/users/${ben.id}/delete`, { heir: "999" }).expect(422);
    await admin.post(`/admin/users/${ben.id}/delete`, { heir: String(ada.id) }).expect(303);
    expect(parts.users.find(ben.id)).toBeUndefined();
    for (const { id } of [first, shared])
      expect(parts.posts.findAny(id)?.authors.map((one) => one.id)).toEqual([ada.id]);
    const redirect = parts.content.prepare("SELECT to_path FROM redirects WHERE path = 'author/ben-author'");
    expect(redirect.pluck().get()).toBe("/author/ada-admin");
    await author.get("/admin").expect(303);
  });

  it("without posts needs nobody", async () => {
    const { admin, ben, parts } = newsroom();
    await admin.post(`/admin/users/${ben.id}/delete`).expect(303);
    expect(parts.users.find(ben.id)).toBeUndefined();
  });
});

describe("a guest author", () => {
  it("can be edited, but gets neither role nor address that way", async () => {
    const room = newsroom();
    const id = guest(room);
    const form = typed(room, id, { name: "Gus G.", role: "admin", email: "gus@news.example" });
    await room.admin.post(`/admin/users/${id}`, form).expect(303);
    expect(room.parts.users.find(id)).toMatchObject({ name: "Gus G.", role: "guest", email: null });
    await room.admin.post(`/admin/users/${id}/password-link`).expect(404);
    await room.admin.post(`/admin/users/${id}/disable`).expect(404);
  });

  it("can be given an account", async () => {
    const room = newsroom();
    const id = guest(room);
    const wrong = { email: room.ben.email, role: "owner" };
    const page = await room.admin.post(`/admin/users/${id}/account`, wrong).expect(422);
    expect(page.text).toContain("Somebody else has this address.");
    const answer = await room.admin
      .post(`/admin/users/${id}/account`, { email: "gus@news.example", role: "author" })
      .expect(200);
    await room.reader.post(linkIn(answer.text)!, { password: "a horse that reads papers" }).expect(303);
    expect(room.parts.users.find(id)).toMatchObject({ role: "author", slug: "gus", name: "Gus Guest" });
    await room.admin.post(`/admin/users/${id}/account`, wrong).expect(404);
  });

  it("can turn out to be somebody: posts, address and later imports go there", async () => {
    const room = newsroom();
    const { admin, ben, parts } = room;
    const id = guest(room);
    const post = room.post({ authorIds: [id] });
    parts.content
      .prepare("INSERT INTO import_items (source, kind, guid, target_id) VALUES ('wp', 'author', 'gus', ?)")
      .run(id);
    await admin.post(`/admin/users/${id}/merge`).expect(422);
    await admin.post(`/admin/users/${id}/merge`, { heir: String(ben.id) }).expect(303);
    expect(parts.users.find(id)).toBeUndefined();
    expect(parts.posts.findAny(post.id)?.authors.map(({ name }) => name)).toEqual(["Ben Author"]);
    expect(parts.content.prepare("SELECT target_id FROM import_items").pluck().get()).toBe(ben.id);
    await admin.post(`/admin/users/${ben.id}/merge`, { heir: String(room.ada.id) }).expect(404);
  });
});
