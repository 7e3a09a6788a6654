import type { Database } from "../database/driver.ts";
import { inTurns } from "../database/in-turns.ts";
import { renderBody, type RenderContext, type RenderedBody } from "../html/render.ts";
import { renderShort } from "../html/short.ts";
import type { MenuRepository } from "../menus/repository.ts";
import type { PostStore } from "../posts/store.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import { slugify } from "../slug.ts";
import type { UserRepository } from "../users/repository.ts";
import { randomFrom } from "./random.ts";
import type { SeedStore } from "./store.ts";
import { headline, standfirst, story } from "./story.ts";
import { paper, readers, remarks, reporters, sections, tags } from "./town.ts";

export interface SeedRequest {
  posts: number;
  /** In all, spread unevenly over the posts. */
  comments: number;
  authors: number;
  /** Ids of pictures that stories may carry. */
  pictureIds: number[];
}

interface Parts {
  content: Database;
  store: PostStore;
  seedStore: SeedStore;
  users: UserRepository;
  settings: SettingsRepository;
  menus: MenuRepository;
  context: () => RenderContext;
}

/** Bodies are written and rendered once each; beyond this many, stories share them under different headlines. */
const BODIES = 300;
const YEARS = 6;

/**
 * Fills the site with the newspaper of an invented town: the same for the same request. Posts end an hour before `now`
 * and reach six years back. They are written in turns with those who write on the site; `progress` hears how many are.
 */
export async function seedSite(
  parts: Parts,
  request: SeedRequest,
  now: Date,
  progress: (written: number) => void,
): Promise<void> {
  const { content, store, seedStore, context } = parts;
  const { pictureIds } = request;
  const random = randomFrom(1791);
  const bodies = renderBodies(Math.min(BODIES, request.posts), context());
  const people = content.transaction(() => createPeople(parts, request.authors, now))();
  const topics = content.transaction(() => createTopics(seedStore, now))();
  content.transaction(() => {
    nameThePaper(parts, now);
    listTheSections(parts, topics.sections);
  })();
  const remarksOf = commentPlan(request, random.next);
  const span = YEARS * 365 * 86_400_000;
  const first = seedStore.nextPostNumber();
  await inTurns(content, async (inTurn) => {
    for (let index = 0; index < request.posts; index += 1) {
      await inTurn(() => writePost(index));
      progress(index + 1);
    }
  });
  seedStore.countViews(now);

  function writePost(index: number) {
    const number = first + index;
    const body = bodies[index % bodies.length]!;
    const title = headline(random);
    const age = 3_600_000 + (span * (request.posts - 1 - index)) / request.posts + random.below(1_800_000);
    const publishedAt = new Date(now.getTime() - age);
    const excerpt = standfirst(random);
    const author = random.skewed(people.length);
    // The newest leads the front page, and a lead has a picture.
    const isLead = index === request.posts - 1;
    const id = store.insert(
      {
        ...{
          kind: "post",
          status: "published",
          title,
          slug: `${slugify(title)}-${number}`,
          path: null,
          parentId: null,
        },
        ...{ position: 0, excerpt, summary: excerpt, bodySource: body.source, bodyFormat: "markdown" },
        ...{ rendered: body.rendered, publishedAt, password: null, isSticky: isLead },
        ...{
          commentsOpen: true,
          featuredMediaId:
            pictureIds.length > 0 && (random.chance(0.7) || isLead) ? random.pick(pictureIds) : null,
        },
        authorIds: random.chance(0.1)
          ? [people[author]!, people[(author + 1) % people.length]!]
          : [people[author]!],
        categoryIds: [random.pick(topics.categories)],
        tagIds: [...new Set([random.skewed(tags.length), random.skewed(tags.length)])].map(
          (tag) => topics.tags[tag]!,
        ),
      },
      publishedAt,
    );
    if (remarksOf(index) > 0) writeComments(id, publishedAt, remarksOf(index));
  }

  function writeComments(postId: number, publishedAt: Date, count: number) {
    let parent: { id: number; root: number; depth: number } | undefined;
    for (let written = 0; written < count; written += 1) {
      const at = new Date(
        Math.min(now.getTime(), publishedAt.getTime() + (written + 1) * random.between(5, 240) * 60_000),
      );
      const isReply = parent !== undefined && parent.depth < 4 && random.chance(0.35);
      const above = isReply ? parent : undefined;
      const id = seedStore.insertComment({
        ...{
          postId,
          parentId: above?.id ?? null,
          rootId: above?.root ?? null,
          depth: (above?.depth ?? 0) + 1,
        },
        ...{ name: random.pick(readers), source: random.pick(remarks), at },
      });
      parent = { id, root: above?.root ?? id, depth: (above?.depth ?? 0) + 1 };
    }
  }
}

function renderBodies(count: number, context: RenderContext): { source: string; rendered: RenderedBody }[] {
  return Array.from({ length: count }, (_, index) => {
    const source = story(randomFrom(index + 1));
    return { source, rendered: renderBody(source, "markdown", context) };
  });
}

function createPeople({ users }: Parts, count: number, now: Date): number[] {
  return Array.from({ length: Math.max(1, count) }, (_, index) => {
    const [name, bio] = reporters[index % reporters.length]!;
    const numbered = index < reporters.length ? name : `${name} ${Math.floor(index / reporters.length) + 1}`;
    const known = users.findBySlug(slugify(numbered));
    if (known) return known.id;
    const person = {
      role: "guest",
      name: numbered,
      slug: slugify(numbered),
      email: null,
      passwordHash: null,
    } as const;
    return users.create({ ...person, bioSource: bio, bio: renderShort(bio) }, now);
  });
}

function createTopics(store: SeedStore, now: Date) {
  const families = sections.map(({ name, below }) => {
    const parent = store.findOrCreateTopic("category", name, null, now);
    return [parent.id, ...below.map((child) => store.findOrCreateTopic("category", child, parent, now).id)];
  });
  return {
    categories: families.flat(),
    sections: families.map(([parent]) => parent!),
    tags: tags.map((tag) => store.findOrCreateTopic("tag", tag, null, now).id),
  };
}

/** A site that has no name of its own yet takes the paper's. */
function nameThePaper({ settings }: Parts, now: Date) {
  if (settings.get("general").title === "Broadsheet") settings.update("general", paper, now);
}

/** A site without a menu gets one below its title: the front page and the sections of the paper. */
function listTheSections({ menus }: Parts, sectionIds: number[]) {
  if (menus.list().length > 0) return;
  const menu = menus.create("Sections", "primary");
  const entry = { label: "", url: null, postId: null, topicId: null };
  menus.addItem(menu, { ...entry, kind: "home" });
  for (const topicId of sectionIds) menus.addItem(menu, { ...entry, kind: "topic", topicId });
}

/** How many comments the nth post gets: many on a few, none on some, `comments` in all. */
function commentPlan({ posts, comments }: SeedRequest, next: () => number): (index: number) => number {
  const counts = new Uint32Array(posts);
  if (posts === 0) return () => 0;
  for (let left = comments; left > 0; left -= 1) counts[posts - 1 - Math.floor(next() ** 1.6 * posts)]! += 1;
  return (index) => counts[index]!;
}
