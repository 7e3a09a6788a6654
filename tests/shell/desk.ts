import { newsroom } from "../support/newsroom.ts";

/** A newsroom with one of everything that the desk shows, most of it with an awkward name, and where that stands. */
export async function busyDesk(options: Parameters<typeof newsroom>[0] = {}) {
  const room = newsroom(options);
  const { admin, reader, parts, post, now, ada, ben } = room;
  const { topics, menus, widgets, widgetKinds } = parts;
  const news = topics.findOrCreate({ kind: "category", name: "News & <views>", parentId: null }, now());
  topics.findOrCreate({ kind: "category", name: "Harbour", parentId: news }, now());
  topics.findOrCreateTags(["Ships"], now());
  const later = new Date(now().getTime() + 3_600_000);
  const long = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik & <b>Söhne</b>";
  const story = post({ title: long, categoryIds: [news], isSticky: true, authorIds: [ada.id, ben.id] });
  for (const draft of [
    { title: "" },
    { title: "عنوان طويل عن الميناء", status: "draft" },
    { title: "Coming", publishedAt: later },
    { title: "Behind a word", password: "tide" },
  ] as const)
    post(draft);
  const thrown = post({ title: "Thrown away" });
  await admin.post(`/admin/posts/${thrown.id}`, { do: "trash" });
  const page = post({ kind: "page", title: "About" });
  post({ kind: "page", title: "Team", parentId: page.id });
  await admin.post(`/admin/posts/${story.id}/links`, { name: "Rita & <Rolf>", days: "7" });
  await admin.post(`/admin/posts/${story.id}/notes`, { text: "Who says <so>?", block: "0" });
  const shared = post({ title: "Shared", bodySource: "The tide was high.\n\nNobody swam." });
  for (const tide of ["The tide was low.", "The tide was late."])
    await admin.post(`/admin/posts/${shared.id}`, { do: "keep", title: "Shared", body: tide, version: "1" });
  const form = { title: "Shared", body: "Later.", do: "plan", applyOn: "2030-01-01T08:00" };
  await admin.post(`/admin/posts/${shared.id}`, { ...form, version: "2" });
  await admin.post("/admin/redirects", { from: "/a/very/long/way/of/saying/where/the/harbour/was", to: "/" });
  const words = { comment: "What a lovely piece.", name: "Cleo", email: "cleo@readers.example" };
  parts.settings.update("discussion", { moderateAll: true }, now());
  await reader.post(`/comments/${story.id}`, words);
  const menu = menus.create("Main", "primary");
  await admin.post(`/admin/menus/${menu}/items`, { kind: "link", label: "Tides", url: "/tides" });
  for (const { kind, defaults } of widgetKinds.values())
    widgets.add("sidebar", kind, { title: "", ...(defaults as object) });
  const [widget] = widgets.list();
  const addresses = [
    ...["/admin", "/admin/posts", "/admin/posts?status=trash", "/admin/posts?q=whales", "/admin/posts/new"],
    ...[`/admin/posts/${story.id}`, `/admin/posts/${thrown.id}`, "/admin/media", "/admin/media?q=whales"],
    ...["/admin/pages", "/admin/pages?status=trash", "/admin/pages/new", `/admin/pages/${page.id}`],
    ...["/admin/redirects", "/admin/redirects?q=whales"],
    ...["/admin/comments", "/admin/comments?status=spam", "/admin/comments/1", "/admin/comments/1/reply"],
    ...["/admin/widgets", `/admin/widgets/${widget!.id}`, "/admin/menus", `/admin/menus/${menu}`],
    ...["/admin/users", "/admin/users?show=guests", "/admin/users/new", `/admin/users/${ben.id}`],
    ...[`/admin/users/${ben.id}/delete`, "/admin/categories", "/admin/categories/new", "/admin/tags"],
    ...[`/admin/categories/${news}`, "/admin/settings", "/admin/settings/reading", "/account"],
    ...["/admin/settings/discussion", "/admin/settings/permalinks", `/admin/posts?edit=${story.id}`],
    ...[
      "/admin/calendar?month=2026-03",
      "/admin/calendar?week=2026-03-01",
      `/admin/calendar?month=2026-03&move=${story.id}`,
    ],
    ...[`/admin/posts/${story.id}/links`, `/admin/posts/${story.id}/notes`],
    ...[`/admin/posts/${shared.id}`, `/admin/posts/${shared.id}/asides/3?do=keep`],
  ];
  /** Forms with something wrong in them. */
  const failing: [address: string, form: Record<string, unknown>][] = [
    ["/admin/posts", { do: "publish", slug: "x".repeat(300), publishOn: "soon", visibility: "password" }],
    [`/admin/posts/${story.id}`, { do: "keep", title: "" }],
    ["/admin/posts/99999", { do: "draft", title: "Mine" }],
    ["/admin/pages", { do: "publish", parent: "99", position: "first" }],
    ["/account", { name: "" }],
    ["/account/access", { email: "nobody", newPassword: "short" }],
    ["/admin/users/new", {}],
    [`/admin/users/${ben.id}`, { name: "", email: "nobody", website: "::" }],
    ["/admin/settings", { title: "", timeZone: "Moon/Base" }],
    ["/admin/settings/discussion", { maxLinks: "many" }],
    ["/admin/categories/new", { name: "" }],
    [`/admin/menus/${menu}/items`, { kind: "link", label: "", url: "javascript:" }],
    [`/admin/widgets/${widget!.id}`, { count: "many", area: "attic" }],
    ["/admin/comments/1", { text: "" }],
    ["/admin/redirects", { from: "old", to: "/nowhere" }],
    [`/admin/posts/${story.id}/links`, { name: "" }],
    [`/admin/posts/${story.id}/notes`, { text: "", block: "0" }],
    [`/admin/posts/${story.id}/quick`, { title: "Mine", publishOn: "soon" }],
  ];
  return { ...room, addresses, failing };
}
