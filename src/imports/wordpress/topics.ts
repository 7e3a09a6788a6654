import type { InTurn } from "../../database/in-turns.ts";
import { freeSlug, slugify } from "../../slug.ts";
import type { ImportContentRepository } from "../content-repository.ts";
import type { LedgerRepository } from "../ledger-repository.ts";
import { decodeSlug, plainTitle } from "./plain.ts";
import type { ItemTerm, TermRecord } from "./records.ts";
import type { Report } from "./report.ts";

export type ImportedTopics = Awaited<ReturnType<typeof importTopics>>;

type Kind = "category" | "tag";
interface Wanted {
  slug: string;
  name: string;
  description: string;
  parentId: number | null;
}

interface Tools {
  repository: ImportContentRepository;
  ledger: LedgerRepository;
  report: Report;
  inTurn: InTurn;
  now: Date;
}

const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["category", "category"],
  ["post_tag", "tag"],
]);

/**
 * Categories with their parents, and tags. What is here already under the same address is used, not made again. Terms
 * of other taxonomies have no place here; those of `wp:term` elements are made when a post uses them.
 */
export async function importTopics(terms: TermRecord[], tools: Tools) {
  const { repository, ledger, report, inTurn, now } = tools;
  const bySlug: Record<Kind, Map<string, number>> = { category: new Map(), tag: new Map() };
  const byName: Record<Kind, Map<string, number>> = { category: new Map(), tag: new Map() };
  const byOldId = new Map<number, number>();
  const ours = new Set<number>();
  const unlisted = new Map(
    terms
      .filter(({ kind, taxonomy }) => kind === "term" && KINDS.has(taxonomy))
      .map((term) => [`${term.taxonomy} ${term.slug}`, term]),
  );

  const settle = (kind: Kind, wanted: Wanted): { id: number; isNew: boolean } => {
    const guid = wanted.slug || wanted.name;
    const imported = ledger.find(kind, guid);
    if (imported !== undefined && repository.topicPath(imported) !== undefined)
      return { id: imported, isNew: false };
    const parentPath = wanted.parentId === null ? undefined : repository.topicPath(wanted.parentId);
    const below = (slug: string) => (parentPath === undefined ? slug : `${parentPath}/${slug}`);
    const old = decodeSlug(wanted.slug);
    const plain = slugify(old) || slugify(wanted.name) || kind;
    const existing = repository.findTopic(kind, below(plain));
    // Two old slugs may have one spelling here; only a topic that no import made is the same one.
    const isTaken = (slug: string) => repository.findTopic(kind, below(slug)) !== undefined;
    const isForeign = existing !== undefined && !ours.has(existing);
    const slug = isForeign ? plain : freeSlug(plain, isTaken);
    const parentId = parentPath === undefined ? null : wanted.parentId;
    const values = {
      kind,
      parentId,
      name: wanted.name,
      slug,
      path: below(slug),
      description: wanted.description,
    };
    const id = isForeign ? existing : repository.createTopic(values, now);
    ledger.add(kind, guid, id);
    if (old !== "" && below(slug) !== old) ledger.redirect(`${kind}/${old}`, { topicId: id }, now);
    return { id, isNew: !isForeign };
  };
  const remember = (kind: Kind, slug: string, name: string, id: number) => {
    ours.add(id);
    if (slug !== "") bySlug[kind].set(slug, id);
    if (!byName[kind].has(name)) byName[kind].set(name, id);
  };

  const bring = (term: TermRecord) => {
    const kind = KINDS.get(term.taxonomy)!;
    const name = plainTitle(term.name) || term.slug;
    const parentId =
      term.parent === ""
        ? null
        : (bySlug[kind].get(term.parent) ?? byName[kind].get(plainTitle(term.parent)) ?? null);
    const { id, isNew } = settle(kind, {
      slug: term.slug,
      name,
      description: plainTitle(term.description),
      parentId,
    });
    remember(kind, term.slug, name, id);
    if (term.id !== "") byOldId.set(Number(term.id), id);
    if (isNew) report.count[kind === "category" ? "categories" : "tags"] += 1;
  };
  for (const term of parentsFirst(terms.filter(({ kind }) => kind !== "term")))
    await inTurn(() => bring(term));

  const use = (term: ItemTerm): { kind: Kind; id: number } | undefined => {
    const kind = KINDS.get(term.taxonomy);
    const name = plainTitle(term.name) || decodeSlug(term.slug);
    if (!kind || name === "") return undefined;
    const known = bySlug[kind].get(term.slug) ?? (term.slug === "" ? byName[kind].get(name) : undefined);
    if (known !== undefined) return { kind, id: known };
    const listed = unlisted.get(`${term.taxonomy} ${term.slug}`);
    const parentId = listed?.parent ? (bySlug[kind].get(listed.parent) ?? null) : null;
    const { id, isNew } = settle(kind, {
      slug: term.slug,
      name,
      description: plainTitle(listed?.description ?? ""),
      parentId,
    });
    remember(kind, term.slug, name, id);
    if (isNew) report.unlistedTopics += 1;
    return { kind, id };
  };
  return {
    /** The categories and tags of an item, in its order. */
    of(itemTerms: ItemTerm[]): { categoryIds: number[]; tagIds: number[] } {
      const used = itemTerms.map(use).filter((topic) => topic !== undefined);
      const ids = (kind: Kind) => [
        ...new Set(used.filter((topic) => topic.kind === kind).map(({ id }) => id)),
      ];
      return { categoryIds: ids("category"), tagIds: ids("tag") };
    },
    path: (id: number): string | undefined => repository.topicPath(id),
    findByOldId: (id: number): number | undefined => byOldId.get(id),
  };
}

/** Each term after its parent; where parents go in a circle, in the order of the file. */
function parentsFirst(terms: TermRecord[]): TermRecord[] {
  const byKey = new Map<string, TermRecord>();
  for (const term of terms) byKey.set(`${term.taxonomy} ${term.name}`, term);
  for (const term of terms) byKey.set(`${term.taxonomy} ${term.slug}`, term);
  const done = new Set<TermRecord>();
  for (const term of terms) {
    const chain: TermRecord[] = [];
    for (let at: TermRecord | undefined = term; at && !done.has(at) && !chain.includes(at);) {
      chain.push(at);
      at = at.parent === "" ? undefined : byKey.get(`${at.taxonomy} ${at.parent}`);
    }
    for (const each of chain.reverse()) done.add(each);
  }
  return [...done];
}
