import { describe, expect, it } from "vitest";
import type { User } from "../../src/users/user.ts";
import { toViewer } from "../../src/users/repository.ts";
import { wholePaper, type Paper } from "./whole-paper.ts";

const HOUR = 3_600_000;

type Writes = Record<string, (paper: Paper) => void>;

const ofPosts: Writes = {
  "moves to another child of its category": ({ change, posts, topics }) =>
    change(posts.old, { categoryIds: [topics.asia] }),
  "moves to the category above": ({ change, posts, topics }) =>
    change(posts.old, { categoryIds: [topics.world] }),
  "that no list has is tagged anew": ({ change, posts, topics }) =>
    change(posts.hidden, { tagIds: [topics.trams] }),
  "is of an old day": ({ create, topics }) => void create("Found", 410, { categoryIds: [topics.europe] }),
  "goes, the only one of its author": ({ parts, posts, now }) =>
    parts.publishing.trash([{ id: posts.older }], now()),
  "is deleted": ({ parts, posts, now }) =>
    parts.publishing.deleteForever(parts.desk.listByIds([posts.older]), now()),
  "of the menu is taken back": ({ parts, posts, people, now }) =>
    parts.publishing.retract(parts.desk.listByIds([posts.tram]), people.ada, now()),
  "is put back, with another date": ({ parts, posts, people, now, daysAgo }) =>
    parts.publishing.reinstate(
      [{ id: posts.tram, status: "published", publishedAt: daysAgo(8) }],
      people.ada,
      now(),
    ),
};

const ofPages: Writes = {
  "comes out below another": ({ change, pages }) => change(pages.lost, { status: "published" }),
  "moves to the top": ({ change, pages }) => change(pages.lost, { parentId: null }),
  "is another person's": ({ change, pages, people }) => change(pages.about, { authorIds: [people.gus] }),
  "between others is locked": ({ change, pages }) => change(pages.team, { password: "ink" }),
  "between others goes": ({ parts, pages, now }) => parts.publishing.trash([{ id: pages.team }], now()),
  "between others comes back": ({ parts, pages }) => parts.publishing.restore([{ id: pages.team }]),
  "takes the front, and another the posts": ({ parts, pages, now }) =>
    parts.settings.update("reading", { frontPageId: pages.front, postsPageId: pages.blog }, now()),
  "of posts is renamed": ({ change, pages }) => change(pages.blog, { title: "Journal" }),
  "at the front goes": ({ parts, pages, now }) => parts.publishing.trash([{ id: pages.front }], now()),
  "at the front comes back": ({ parts, pages }) => parts.publishing.restore([{ id: pages.front }]),
  "of posts moves": ({ change, pages }) => change(pages.blog, { slug: "journal" }),
  "of posts goes": ({ parts, pages, now }) => parts.publishing.trash([{ id: pages.blog }], now()),
  "of posts comes back": ({ parts, pages }) => parts.publishing.restore([{ id: pages.blog }]),
  "of posts is locked": ({ change, pages }) => change(pages.blog, { password: "ink" }),
  "at the front is to come": ({ change, pages, daysAgo }) =>
    change(pages.front, { publishedAt: daysAgo(-1 / 24) }),
  "at the front comes out at its hour": ({ later }) => later(HOUR),
};

const ofComments: Writes = {
  "is approved": ({ parts, comments }) => void parts.moderation.act("approve", [comments.held]),
  "is edited": ({ parts, comments, now }) =>
    parts.moderation.edit(
      parts.queue.find(comments.held)!,
      { name: "Cleo C.", email: "", website: "https://cleo.example", source: "Indeed." },
      now(),
    ),
  "is answered": ({ parts, comments, people, now }) =>
    void parts.moderation.reply(
      parts.queue.find(comments.held)!,
      toViewer(parts.users.find(people.ada))!,
      "So it is.",
      now(),
    ),
  "below a page is spam": ({ parts, comments }) => void parts.moderation.act("spam", [comments.onPage]),
  "below what no list has is taken back": ({ parts, comments }) =>
    void parts.moderation.act("unapprove", [comments.onHidden]),
  "that was answered goes": ({ parts, comments }) => void parts.moderation.act("trash", [comments.first]),
  "that was answered is deleted": ({ parts, comments }) => void parts.moderation.remove([comments.first]),
};

const ofTopics: Writes = {
  "is renamed": ({ retopic, topics }) => retopic(topics.europe, { name: "The Continent" }),
  "of the menu is renamed": ({ retopic, topics }) => retopic(topics.town, { name: "City" }),
  "has another address, with all below it": ({ retopic, topics }) => retopic(topics.world, { slug: "globe" }),
  "moves to the top": ({ retopic, topics }) => retopic(topics.asia, { parentId: null }),
  "moves below another": ({ retopic, topics }) => retopic(topics.asia, { parentId: topics.europe }),
  comes: ({ parts, topics, now }) =>
    void parts.topics.create({ kind: "category", name: "Africa", parentId: topics.world }, now()),
  "of what no list has is renamed": ({ retopic, topics }) => retopic(topics.snow, { name: "Ice" }),
  "becomes one with another": ({ parts, topics, now }) =>
    parts.topics.merge(topics.trams, topics.snow, now()),
  "of many becomes one with another": ({ parts, topics, now }) =>
    parts.topics.merge(topics.europe, topics.town, now()),
  goes: ({ parts, topics, now }) => parts.topics.remove(topics.town, now()),
};

const personOf = (paper: Paper, id: number): User => paper.parts.users.find(id)!;
const ofPeople: Writes = {
  "says something else": ({ describe, people }) =>
    describe(people.ben, { name: "Benjamin", bio: "<p>Writes.</p>" }),
  "has another address": (paper) => {
    const ben = personOf(paper, paper.people.ben);
    paper.parts.accounts.update(ben, { ...ben, slug: "benjamin" }, paper.now());
  },
  "of a widget has a picture": ({ describe, people, pictures }) =>
    describe(people.ivy, { avatarMediaId: pictures.face }),
  "may not sign in any more": (paper) =>
    void paper.parts.accounts.disable(personOf(paper, paper.people.eve), paper.now()),
  "turns out to be another": (paper) =>
    paper.parts.accounts.merge(
      personOf(paper, paper.people.hal),
      personOf(paper, paper.people.eve),
      paper.now(),
    ),
  "goes, with an heir": (paper) =>
    void paper.parts.accounts.remove(
      personOf(paper, paper.people.eve),
      personOf(paper, paper.people.ada),
      paper.now(),
    ),
  "of a widget goes": (paper) =>
    void paper.parts.accounts.remove(personOf(paper, paper.people.ivy), undefined, paper.now()),
};

const ofPictures: Writes = {
  "above a story is described": ({ parts, pictures }) =>
    parts.media.describe(pictures.harbour, { alt: "The harbour", caption: "At dawn", credit: "Ada" }),
  "above a story goes": ({ parts, pictures }) => void parts.media.remove([pictures.harbour]),
  "of a card goes": ({ parts, pictures }) => void parts.media.remove([pictures.card]),
  "of a person goes": ({ parts, pictures }) => void parts.media.remove([pictures.face]),
};

const ofFurniture: Writes = {
  "entry leads elsewhere": ({ parts, menu, entries }) =>
    parts.menus.updateItem(menu, entries.link, "There", "https://there.example"),
  "entries change places": ({ parts, menu, entries }) =>
    parts.menus.arrange(menu, [
      { id: entries.link, parentId: null },
      { id: entries.town, parentId: entries.link },
    ]),
  "entry goes": ({ parts, menu, entries, now }) => void parts.menus.removeItem(menu, entries.town, now()),
  "menu goes": ({ parts, menu }) => parts.menus.remove(menu),
  "widget is set otherwise": ({ parts, widgets }) =>
    parts.widgets.update(widgets.get("search")!, "sidebar", {
      ...parts.widgetKinds.get("search")!.defaults,
      title: "Look for",
    }),
  "widget goes elsewhere": ({ parts, widgets }) =>
    parts.widgets.update(
      widgets.get("recent-posts")!,
      "footer",
      parts.widgetKinds.get("recent-posts")!.defaults,
    ),
  "widget goes": ({ parts, widgets, now }) => parts.widgets.remove(widgets.get("recent-posts")!, now()),
};

const ofSettings: Writes = {
  "gives the site a name": ({ parts, now }) =>
    parts.settings.update("general", { title: "The Paper" }, now()),
  "moves it to another time zone": ({ parts, now }) =>
    parts.settings.update("general", { timeZone: "Pacific/Kiritimati" }, now()),
  "gives posts other addresses": ({ parts, now }) =>
    parts.settings.update("permalinks", { structure: "/by/%author%/%category%/%postname%" }, now()),
  "turns conversations round": ({ parts, now }) =>
    parts.settings.update("discussion", { order: "newest", threadDepth: 1 }, now()),
  "hides the site": ({ parts, now }) =>
    parts.settings.update("reading", { hideFromSearchEngines: true }, now()),
  "is no setting, but a redirect": ({ parts, now }) =>
    parts.redirects.leadToPath("nothing-here", "/about", now()),
};

const subjects = {
  ...{ "a post": ofPosts, "a page": ofPages, "a comment": ofComments, "a topic": ofTopics },
  ...{ "a person": ofPeople, "a picture": ofPictures, furniture: ofFurniture, "a setting": ofSettings },
};

describe("a process that has kept every page", () => {
  it.each(Object.entries(subjects))(
    "shows at once what another one writes: %s",
    async (_subject, writes) => {
      const paper = wholePaper();
      const { reading, addresses, close } = paper;
      const old: string[] = [];
      const readAll = async (after: string) => {
        for (const path of addresses()) {
          const made = reading.countMade();
          const shown = await reading.get(path);
          if (reading.countMade() > made) continue;
          const fresh = await reading.getFresh(path);
          if (shown.status !== fresh.status || shown.text !== fresh.text) old.push(`${path}, ${after}`);
        }
      };
      await readAll("before");
      for (const [name, write] of Object.entries(writes)) {
        write(paper);
        await readAll(name);
      }
      expect(old).toEqual([]);
      close();
    },
    120_000,
  );
});
