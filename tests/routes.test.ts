import request from "supertest";
import { describe, expect, it } from "vitest";
import type { Controllers } from "../src/controllers.ts";
import type { Route } from "../src/route.ts";
import { routes } from "../src/routes.ts";
import { roles, type Role } from "../src/users/user.ts";
import { BASE_URL, newsroom } from "./support/newsroom.ts";

/** Stands for every controller: the list itself only passes handlers on. */
const anything: unknown = new Proxy(() => anything, { get: () => anything });
const list = routes(anything as Controllers);
const desk = list.filter(({ path }) => typeof path === "string" && /^\/(admin|account)(\/|$)/.test(path));

/** Who may open what, in words of its own: it has to agree with the table of permissions. */
const STAFF: Record<string, Role[]> = {
  "": ["admin", "editor", "author", "contributor"],
  posts: ["admin", "editor", "author", "contributor"],
  calendar: ["admin", "editor", "author", "contributor"],
  media: ["admin", "editor", "author"],
  pages: ["admin", "editor"],
  categories: ["admin", "editor"],
  tags: ["admin", "editor"],
  comments: ["admin", "editor"],
  redirects: ["admin", "editor"],
  appearance: ["admin"],
  widgets: ["admin"],
  menus: ["admin"],
  users: ["admin"],
  settings: ["admin"],
};
const sectionOf = (path: string) => /^\/admin\/(\w+)/.exec(path)?.[1] ?? "";

/** One of everything, so that each address has something behind it; the story is a draft of this person. */
function furnished(role: Role = "author") {
  const room = newsroom();
  const { parts, post, now } = room;
  const person = room.user(`One ${role}`, role);
  const ids: Record<string, number | string> = {
    posts: post({ title: "A story", status: "draft", authorIds: [person.id] }).id,
    pages: post({ title: "About", kind: "page" }).id,
    widgets: parts.widgets.add("sidebar", "search", { title: "" }),
    categories: parts.topics.findOrCreate({ kind: "category", name: "News", parentId: null }, now()),
    tags: parts.topics.findOrCreateTags(["Ships"], now())[0]!,
    users: room.user("Zoe Zander", "author").id,
    settings: "reading",
  };
  const address = (path: string) =>
    path
      .replace(/:(id|group)/, String(ids[sectionOf(path)] ?? 1))
      .replace(/:(item|number|note|link|token)/, "1");
  const send = (who: ReturnType<typeof room.browser>, { method, path }: Route) =>
    who[method](address(String(path)));
  return { ...room, person, address, send };
}

describe("every address of the desk", () => {
  it("belongs to a section that somebody may open", () => {
    for (const { path } of desk) expect(Object.keys(STAFF), String(path)).toContain(sectionOf(String(path)));
    for (const { path, access } of list)
      if (!desk.some((route) => route.path === path)) expect(access, String(path)).toBe("everyone");
  });

  it.each(roles)("opens to %s exactly where it should", async (role) => {
    const { send, signedIn, person } = furnished(role);
    for (const route of desk) {
      const isAllowed = STAFF[sectionOf(String(route.path))]!.includes(role);
      const { status } = await send(signedIn(person), route);
      const what = `${route.method} ${String(route.path)}`;
      if (isAllowed) expect([200, 303, 404, 409, 422], `${what}: ${status}`).toContain(status);
      else expect(status, what).toBe(403);
    }
  });

  it("leads strangers to the login, and shows them nothing", async () => {
    const { send, browser } = furnished();
    for (const route of desk) {
      const answer = await send(browser(), route);
      expect(answer.status, String(route.path)).toBe(303);
      expect(answer.headers.location).toMatch(/^\/login(\?next=|$)/);
      expect(answer.headers["cache-control"]).toBe("private, no-store");
    }
  });

  it("takes no form that another site sends, from nobody", async () => {
    const { app, admin, address } = furnished();
    const forms = list.filter(({ method, path }) => method === "post" && typeof path === "string");
    const Cookie = [...admin.jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const foreign: Record<string, string>[] = [
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { "Sec-Fetch-Site": "cross-site", Origin: BASE_URL },
      { Origin: "https://evil.example" },
      { Origin: "null" },
      {},
    ];
    for (const headers of foreign)
      for (const { path } of forms) {
        const sent = request(app).post(address(String(path)));
        const { status } = await sent.set({ Host: new URL(BASE_URL).host, Cookie, ...headers });
        expect(status, `${String(path)} ${JSON.stringify(headers)}`).toBe(403);
      }
    await admin.get("/admin").expect(200);
  });

  it("says which methods there are to whoever sends another", async () => {
    const { app, post } = furnished();
    const { address } = post();
    for (const method of ["put", "delete", "patch", "trace"] as const)
      for (const path of ["/", address, "/admin", "/nothing"]) {
        const answer = await request(app)[method](path);
        expect(answer.status, `${method} ${path}`).toBe(405);
        expect(answer.headers.allow).toBe("GET, HEAD, OPTIONS, POST");
      }
  });
});
