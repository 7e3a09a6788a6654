import { describe, expect, it } from "vitest";
import { calendarSpan, firstDayOfWeek, onDay } from "../../src/calendar/calendar.ts";
import { newsroom } from "../support/newsroom.ts";

const AMSTERDAM = "Europe/Amsterdam";

function desk(timeZone = AMSTERDAM) {
  const room = newsroom();
  room.parts.settings.update("general", { timeZone }, room.now());
  const cora = room.user("Cora Contributor", "contributor");
  return {
    ...room,
    cora,
    contributor: room.signedIn(cora),
    source: (id: number) => room.parts.desk.findSource(id)!,
  };
}
const scheduled = (title: string, at: string) => ({ title, publishedAt: new Date(at) });
/** The titles that stand on each day of a page, in their order. */
const days = (html: string) =>
  Object.fromEntries(
    html
      .split('data-day="')
      .slice(1)
      .map((cell) => [
        cell.slice(0, 10),
        [...cell.matchAll(/class="calendar__title"[^>]*>([^<]*)</g)].map((match) => match[1]),
      ])
      .filter(([, titles]) => titles!.length > 0),
  ) as Record<string, string[]>;

describe("a calendar", () => {
  it("has whole weeks, as they begin where the language is spoken", () => {
    expect([firstDayOfWeek("en"), firstDayOfWeek("de"), firstDayOfWeek("ar")]).toEqual([7, 1, 6]);
    const march = calendarSpan("month", "2026-03", AMSTERDAM, 1)!;
    expect(march.weeks).toHaveLength(6);
    expect([march.weeks[0]![0], march.weeks.at(-1)!.at(-1)]).toEqual(["2026-02-23", "2026-04-05"]);
    expect([march.previous, march.next]).toEqual(["2026-02", "2026-04"]);
    const week = calendarSpan("week", "2026-03-29", AMSTERDAM, 7)!;
    expect(week.weeks).toEqual([
      ["2026-03-29", "2026-03-30", "2026-03-31", "2026-04-01", "2026-04-02", "2026-04-03", "2026-04-04"],
    ]);
  });

  it("has an hour less, or more, where clocks are changed", () => {
    const hours = ({ from, to }: { from: Date; to: Date }) => (to.getTime() - from.getTime()) / 3_600_000;
    expect(hours(calendarSpan("week", "2026-03-29", AMSTERDAM, 1)!)).toBe(7 * 24 - 1);
    expect(hours(calendarSpan("week", "2026-10-25", AMSTERDAM, 1)!)).toBe(7 * 24 + 1);
  });

  it("knows no days that are none", () => {
    for (const day of ["", "2026-13", "2026-02-30", "0000-01", "x", "2026-3-1"])
      expect(calendarSpan("month", day, AMSTERDAM, 1), day).toBeUndefined();
    expect(onDay("2026-04-01", new Date("2026-03-28T07:30:00Z"), AMSTERDAM)).toBe("2026-04-01T08:30");
  });
});

describe("the calendar of the desk", () => {
  it("shows what came out and what will on days of the site, by month and week", async () => {
    const { editor, post } = (() => {
      const room = desk();
      return { ...room, editor: room.signedIn(room.user("Edda", "editor")) };
    })();
    post({ title: "Out", publishedAt: new Date("2026-02-28T23:30:00Z") });
    post(scheduled("Before clocks change", "2026-03-29T00:30:00Z"));
    post(scheduled("After clocks change", "2026-03-29T01:30:00Z"));
    post(scheduled("Next day", "2026-03-29T22:15:00Z"));
    post({ title: "Planned", status: "draft", publishedAt: new Date("2026-03-10T09:00:00Z") });
    post({ title: "No date", status: "draft", publishedAt: null });
    post({ title: "Thrown", status: "draft", publishedAt: null });
    const month = await editor.get("/admin/calendar?month=2026-03").expect(200);
    expect(days(month.text)).toEqual({
      "2026-03-01": ["Out"],
      "2026-03-10": ["Planned"],
      "2026-03-29": ["Before clocks change", "After clocks change"],
      "2026-03-30": ["Next day"],
    });
    expect(month.text).toContain('aria-current="date"');
    const week = await editor.get("/admin/calendar?week=2026-03-31").expect(200);
    expect(Object.keys(days(week.text))).toEqual(["2026-03-29", "2026-03-30"]);
    expect((await editor.get("/admin/calendar?month=nonsense")).text).toContain("March 2026");
  });

  it("moves by a form, to a time of the site, and back", async () => {
    const { author, post, source } = desk();
    const { id } = post(scheduled("Later", "2026-03-20T08:00:00Z"));
    const open = await author.get(`/admin/calendar?month=2026-03&move=${id}`).expect(200);
    expect(open.text).toMatch(/name="publishOn"[^>]*value="2026-03-20T09:00"/);
    const form = {
      publishOn: "2026-04-02T10:30",
      version: String(source(id).revision),
      back: "?month=2026-03",
    };
    const answer = await author.post(`/admin/calendar/${id}`, form).expect(303);
    expect(answer.headers.location).toBe("/admin/calendar?month=2026-03");
    expect(source(id).publishedAt).toEqual(new Date("2026-04-02T08:30:00Z"));
    const { text } = await author.get("/admin/calendar");
    expect(text).toContain("“Later” now stands at April 2, 2026 at 10:30 AM.");
    expect(text).toMatch(/name="publishOn" value="2026-03-20T09:00"/);
  });

  it("keeps the time of day where it is dropped beyond a change of clocks", async () => {
    const { author, post, source } = desk();
    const { id } = post(scheduled("Later", "2026-03-28T07:30:00Z"));
    await author.post(`/admin/calendar/${id}`, { day: "2026-03-30", version: "1" }).expect(303);
    expect(source(id).publishedAt).toEqual(new Date("2026-03-30T06:30:00Z"));
    const draft = post({ title: "Idea", status: "draft", publishedAt: new Date("2026-03-28T07:30:00Z") });
    await author.post(`/admin/calendar/${draft.id}`, { day: "2026-03-12" }).expect(303);
    expect(source(draft.id)).toMatchObject({
      status: "draft",
      publishedAt: new Date("2026-03-12T07:30:00Z"),
    });
  });

  it("neither publishes by accident nor takes away what is out", async () => {
    const { author, post, source, reader } = desk();
    const later = post(scheduled("Later", "2026-03-20T08:00:00Z"));
    await author.post(`/admin/calendar/${later.id}`, { publishOn: "2026-02-20T08:00" }).expect(303);
    expect((await author.get("/admin/calendar")).text).toContain("That moment has passed");
    const out = post({ title: "Out" });
    await author.post(`/admin/calendar/${out.id}`, { publishOn: "2026-05-20T08:00" }).expect(303);
    expect((await author.get("/admin/calendar")).text).toContain("cannot be given a date ahead");
    await author.post(`/admin/calendar/${out.id}`, { publishOn: "someday" }).expect(303);
    expect(source(later.id).publishedAt).toEqual(new Date("2026-03-20T08:00:00Z"));
    await reader.get(out.address).expect(200);
    await author.post(`/admin/calendar/${out.id}`, { publishOn: "2026-02-27T08:00" }).expect(303);
    await reader.get(out.address).expect(301);
  });

  it("shows each person what they may know, and moves what they may publish", async () => {
    const { contributor, author, post, cora, ada, source } = desk();
    post({ title: "Out" });
    const hidden = post({ ...scheduled("Secret", "2026-03-20T08:00:00Z"), authorIds: [ada.id] });
    const own = post({
      title: "Mine",
      status: "draft",
      publishedAt: new Date("2026-03-20T08:00:00Z"),
      authorIds: [cora.id],
    });
    const { text } = await contributor.get("/admin/calendar?month=2026-03").expect(200);
    expect(text).toContain("Out");
    expect(text).toContain("Mine");
    expect(text).not.toContain("Secret");
    expect(text).not.toContain("data-move=");
    await contributor.post(`/admin/calendar/${own.id}`, { day: "2026-03-21" }).expect(303);
    expect(source(own.id).publishedAt).toEqual(new Date("2026-03-20T08:00:00Z"));
    await author.post(`/admin/calendar/${hidden.id}`, { day: "2026-03-21" }).expect(404);
  });

  it("overwrites nobody", async () => {
    const { author, post, source } = desk();
    const { id } = post(scheduled("Later", "2026-03-20T08:00:00Z"));
    const { headers } = await author
      .post(`/admin/calendar/${id}`, { day: "2026-03-21", version: "0" })
      .expect(303);
    expect(headers.location).toContain("/asides/");
    expect(source(id).publishedAt).toEqual(new Date("2026-03-20T08:00:00Z"));
  });
});

describe("a planned change in the calendar", () => {
  async function planned() {
    const room = desk("UTC");
    const editor = room.signedIn(room.user("Edda", "editor"));
    const { id } = room.post({ title: "Tram" });
    const form = { title: "Tram opens", body: "Today.", do: "plan", version: "1", commentsOpen: "1" };
    await room.author.post(`/admin/posts/${id}`, { ...form, applyOn: "2026-03-20T08:00" }).expect(303);
    return { ...room, editor, id, plan: () => room.parts.plans.find(id) };
  }

  it("stands at its hour, is called a change, and leads to where it is edited", async () => {
    const { author, id } = await planned();
    for (const span of ["month=2026-03", "week=2026-03-20"]) {
      const { text } = await author.get(`/admin/calendar?${span}`).expect(200);
      expect(days(text)["2026-03-20"], span).toEqual(["Change to “Tram”"]);
      expect(text).toContain(`href="/admin/posts/${id}#planned"`);
      expect(text).toMatch(/8:00 AM<\/time> <span class="calendar__state">Planned</);
    }
    expect((await author.get(`/admin/posts/${id}`)).text).toContain('id="planned"');
  });

  it("moves by the form, by dragging, and back", async () => {
    const { author, id, plan } = await planned();
    const open = await author.get(`/admin/calendar?month=2026-03&move=change-${id}`).expect(200);
    expect(open.text).toContain("Move the change to “Tram”");
    expect(open.text).toMatch(/name="publishOn"[^>]*value="2026-03-20T08:00"/);
    const action = `/admin/posts/${id}/change`;
    expect(open.text).toContain(`data-move="${action}"`);
    await author.post(action, { publishOn: "2026-03-22T07:15", back: "?month=2026-03" }).expect(303);
    expect(plan()!.at).toEqual(new Date("2026-03-22T07:15:00Z"));
    const { text } = await author.get("/admin/calendar?month=2026-03");
    expect(text).toContain("Readers will see the change to “Tram” from March 22, 2026 at 7:15 AM on.");
    expect(text).toMatch(/name="publishOn" value="2026-03-20T08:00"/);
    await author.post(action, { day: "2026-03-25" }).expect(303);
    expect(plan()!.at).toEqual(new Date("2026-03-25T07:15:00Z"));
  });

  it("goes to no hour that has passed, and by nobody who may not publish", async () => {
    const { author, contributor, id, plan, editor } = await planned();
    const action = `/admin/posts/${id}/change`;
    await author.post(action, { publishOn: "2026-02-20T08:00" }).expect(303);
    expect((await author.get("/admin/calendar")).text).toContain("Choose a time ahead.");
    await author.post(action, { publishOn: "someday" }).expect(303);
    await contributor.post(action, { day: "2026-03-21" }).expect(403);
    await author.post(`/admin/pages/${id}/change`, { day: "2026-03-21" }).expect(403);
    await editor.post(`/admin/pages/${id}/change`, { day: "2026-03-21" }).expect(404);
    expect(plan()!.at).toEqual(new Date("2026-03-20T08:00:00Z"));
    expect((await contributor.get("/admin/calendar?month=2026-03")).text).not.toContain("Change to");
  });

  it("that was not made says so, and waits for another hour", async () => {
    const { id, plan, at, parts, signedIn, ben, reader } = await planned();
    parts.content.prepare("UPDATE planned_changes SET user_id = NULL").run();
    at("2026-03-20T08:00:00Z");
    await reader.get("/");
    const { text } = await signedIn(ben).get("/admin/calendar?month=2026-03");
    expect(text).toContain("Not made");
    await signedIn(ben).post(`/admin/posts/${id}/change`, { day: "2026-03-21" }).expect(303);
    expect(plan()).toMatchObject({ at: new Date("2026-03-21T08:00:00Z"), problem: null });
  });

  it("of a page stands there too", async () => {
    const { admin, post, parts, plan } = await planned();
    const page = post({ kind: "page", title: "About" }).id;
    const typed = { title: "About us", body: "x", do: "plan", applyOn: "2026-03-21T09:00", version: "1" };
    await admin.post(`/admin/pages/${page}`, typed).expect(303);
    const { text } = await admin.get("/admin/calendar?month=2026-03");
    expect(days(text)["2026-03-21"]).toEqual(["Change to “About”"]);
    await admin.post(`/admin/pages/${page}/change`, { day: "2026-03-24" }).expect(303);
    expect(parts.plans.find(page)!.at).toEqual(new Date("2026-03-24T09:00:00Z"));
    expect(plan()!.at).toEqual(new Date("2026-03-20T08:00:00Z"));
  });
});

describe("a scheduled post", () => {
  it.each([
    ["in an hour that is left out", "2026-03-29T02:30", "2026-03-29T01:30:00.000Z"],
    ["in an hour that comes twice", "2026-10-25T02:30", "2026-10-25T00:30:00.000Z"],
    ["just after midnight", "2026-03-30T00:00", "2026-03-29T22:00:00.000Z"],
  ])("comes out at its moment, not before, %s", async (_when, publishOn, moment) => {
    const { author, reader, at, source, parts, later } = desk();
    const typed = { title: "Embargo", body: "Words.", do: "schedule", visibility: "public", publishOn };
    const answer = await author.post("/admin/posts", typed).expect(303);
    const id = Number(/\d+$/.exec(answer.headers.location!)![0]);
    expect(source(id).publishedAt!.toISOString()).toBe(moment);
    const address = parts.paths.post(parts.posts.findAny(id)!);
    at(new Date(Date.parse(moment) - 1).toISOString());
    for (const path of ["/", "/feed", "/sitemap.xml", "/search?q=Words", "/author/ben-author"])
      expect((await reader.get(path)).text, path).not.toContain("Embargo");
    await reader.get(address).expect(404);
    later(1);
    await reader.get(address).expect(200);
    for (const path of ["/", "/feed", "/sitemap.xml", "/search?q=Words", "/author/ben-author"])
      expect((await reader.get(path)).text, path).toMatch(/Embargo|embargo/);
  });

  it("keeps the second of two equal hours where nobody touches its date", async () => {
    const { author, post, source } = desk();
    const second = new Date("2026-10-25T01:30:00Z");
    const { id } = post({ title: "Twice", publishedAt: second });
    const typed = {
      title: "Twice again",
      body: "x",
      do: "update",
      visibility: "public",
      publishOn: "2026-10-25T02:30",
    };
    await author.post(`/admin/posts/${id}`, typed).expect(303);
    expect(source(id).publishedAt).toEqual(second);
  });
});
