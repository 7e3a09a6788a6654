import { jsonLd } from "../html/json-ld.ts";
import { plainText } from "../html/text.ts";
import type { Paths } from "../paths.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { PageMeta } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import type { PostAuthor } from "./post.ts";

export interface MetaParts {
  paths: Paths;
  words: CurrentWords;
  settings: SettingsRepository;
}

/** Search engines show about this many characters of a description. */
const LONGEST_DESCRIPTION = 160;
/** With fewer they make one of their own. */
const SHORTEST_DESCRIPTION = 50;

/** A text as a description: one line of 50 to 160 characters, cut at a word; undefined where there is too little. */
export function descriptionOf(text: string): string | undefined {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length < SHORTEST_DESCRIPTION) return undefined;
  return shortened(line, LONGEST_DESCRIPTION);
}

/** A text of at most `longest` UTF-16 units, "…" included. Cut at a word, or anywhere where words have no end. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const start = text.slice(0, longest - 1);
  const space = text[start.length] === " " ? start.length : start.lastIndexOf(" ");
  const cut = space > longest / 2 ? start.slice(0, space) : start.replace(/[\uD800-\uDBFF]$/, "");
  return `${cut.replace(/[\s,;:–-]+$/, "")}…`;
}

/** What every public page says to those who make a card of it. `url` is absolute. */
export function openGraph(
  {
    title,
    type,
    url,
    description,
    language,
  }: {
    title: string;
    type: "article" | "website";
    url: string;
    description?: string;
    /** Left out: that of the site. */
    language?: string | undefined;
  },
  { settings, words }: MetaParts,
): NonNullable<PageMeta["openGraph"]> {
  return [
    { property: "og:title", content: title },
    { property: "og:type", content: type },
    { property: "og:url", content: url },
    { property: "og:site_name", content: settings.get("general").title },
    { property: "og:locale", content: localeOf(language ?? words().language) },
    ...(description === undefined ? [] : [{ property: "og:description", content: description }]),
  ];
}

/** 'en' → 'en_US': Open Graph wants a territory, so the likeliest one stands in for a missing one. */
export function localeOf(language: string): string {
  const known = locales.get(language);
  if (known !== undefined) return known;
  const { language: code, region } = new Intl.Locale(language).maximize();
  const locale = region ? `${code}_${region}` : code;
  locales.set(language, locale);
  return locale;
}
/** By language: there are few, and asking takes a while. */
const locales = new Map<string, string>();

/** Where a page stands, from the front page down. Addresses are site-relative. */
export function breadcrumbs(trail: { name: string; address: string }[], { paths, settings }: MetaParts) {
  const home = { name: settings.get("general").title, address: paths.home() };
  return jsonLd({
    "@type": "BreadcrumbList",
    itemListElement: [home, ...trail].map(({ name, address }, index) => ({
      ...{ "@type": "ListItem", position: index + 1, name, item: paths.absolute(address) },
    })),
  });
}

/** The front page: the site as a whole, with its search. */
export function siteMeta(parts: MetaParts): PageMeta {
  const { paths, settings, words } = parts;
  const { title, tagline } = settings.get("general");
  const url = paths.absolute(paths.home());
  const description = tagline || undefined;
  return {
    title,
    description,
    canonical: url,
    openGraph: openGraph({ title, type: "website", url, description }, parts),
    jsonLd: [
      jsonLd({
        "@type": "WebSite",
        ...{ name: title, url, description, inLanguage: words().language },
        potentialAction: {
          "@type": "SearchAction",
          target: `${paths.absolute(paths.search())}?q={search_term_string}`,
          "query-input": "required name=search_term_string",
        },
      }),
    ],
  };
}

/**
 * The page of a category, tag, author or date. `address` is site-relative and that of the page shown; `feed` is where its
 * feeds stand below ('/tag/harbour'), if it has any; `trail` leads there from the front page.
 */
export function archiveMeta(
  archive: {
    title: string;
    about?: string;
    address: string;
    feed?: string;
    trail?: { name: string; address: string }[];
    /** Whose archive it is. */
    person?: PostAuthor;
  },
  parts: MetaParts,
): PageMeta {
  const { title, address, feed, trail, person } = archive;
  const { paths } = parts;
  const url = paths.absolute(address);
  const about = archive.about ?? "";
  const described = (person && descriptionOf(biographyOf(person))) ?? descriptionOf(about);
  const description = described ?? (about.trim() || undefined);
  return {
    title,
    description,
    canonical: url,
    openGraph: openGraph({ title, type: "website", url, description }, parts),
    feeds: feed === undefined ? undefined : feedLinks(title, feed, paths),
    jsonLd: [...(person ? [profilePage(person, parts)] : []), ...(trail ? [breadcrumbs(trail, parts)] : [])],
  };
}

const biographyOf = ({ bio }: PostAuthor) => plainText(bio.toString());

/** Who somebody is, and where else they are found. Google Search Central, "Profile page structured data". */
function profilePage(person: PostAuthor, { paths }: MetaParts) {
  const elsewhere = [person.website, ...person.links.map(({ url }) => url)].filter((url) => url !== "");
  return jsonLd({
    "@type": "ProfilePage",
    mainEntity: {
      "@type": "Person",
      name: person.name,
      url: paths.absolute(paths.author(person)),
      description: biographyOf(person) || undefined,
      image: person.picture ? paths.absolute(person.picture.src) : undefined,
      sameAs: elsewhere.length > 0 ? elsewhere : undefined,
    },
  });
}

/** The feeds below an address, for readers that look for them in a page. */
export function feedLinks(title: string, address: string, paths: Paths): NonNullable<PageMeta["feeds"]> {
  return [
    { title: `${title} (RSS)`, href: paths.feed(address), type: "application/rss+xml" },
    { title: `${title} (Atom)`, href: paths.feed(address, "atom"), type: "application/atom+xml" },
    { title: `${title} (JSON)`, href: paths.feed(address, "json"), type: "application/feed+json" },
  ];
}
