import { jsonLd } from "../html/json-ld.ts";
import type { SafeHtml } from "../html/safe-html.ts";
import { plainText } from "../html/text.ts";
import type { Picture } from "../media/picture.ts";
import type { PageMeta } from "../web/render.ts";
import { wasUpdated, type Post } from "./post.ts";
import { breadcrumbs, descriptionOf, feedLinks, openGraph, shortened, type MetaParts } from "./site-meta.ts";

/** The longest headline of a NewsArticle. Google Search Central, "Article structured data". */
const LONGEST_HEADLINE = 110;

/**
 * What the page of a post, or a static page, says about itself to machines. `headline` is what stands in its <h1>. A post behind a password
 * says nothing but the headline it is given, which is not its title while it is locked. `above` is what stands between
 * the front page and this one: the first category, or the pages above.
 */
export function articleMeta(
  post: Post,
  headline: string,
  parts: MetaParts,
  above = categoryAbove(post, parts),
): PageMeta {
  if (post.password !== null) return { title: headline, robots: "noindex" };
  const { paths, words } = parts;
  const { canonicalUrl, searchTitle, searchDescription, isUnlisted } = post.options;
  const url = paths.absolute(paths.post(post));
  const description = searchDescription || describe(post);
  const isStory = post.kind === "post";
  const told = { post, headline, url, description, dates: shownDates(post, parts) };
  const trail = [...above, { name: headline, address: paths.post(post) }];
  return {
    title: searchTitle || headline,
    description,
    canonical: canonicalUrl || url,
    robots: isUnlisted ? "noindex" : "max-image-preview:large",
    openGraph: [
      ...openGraph(
        {
          ...{ title: headline, type: isStory ? "article" : "website", url, description },
          language: post.language ?? undefined,
        },
        parts,
      ),
      ...pictureTags(post.sharingPicture ?? post.picture, parts),
      ...(isStory ? articleTags(told, parts) : []),
    ],
    feeds: feedLinks(words().t("feeds.commentsOn", { title: headline }), paths.post(post), paths).slice(0, 1),
    jsonLd: [jsonLd(isStory ? newsArticle(told, parts) : webPage(told, parts)), breadcrumbs(trail, parts)],
  };
}

/** What a page tells machines of its post. */
interface Told {
  post: Post;
  headline: string;
  url: string;
  description: string | undefined;
  dates: ReturnType<typeof shownDates>;
}

function categoryAbove({ categories }: Post, { paths }: MetaParts) {
  return categories.slice(0, 1).map((topic) => ({ name: topic.name, address: paths.category(topic) }));
}

/** The summary. A very short one is followed by the beginning of the text, or gives way to it where it was made from that. */
function describe({ summary, standfirst, html }: Post): string | undefined {
  return descriptionOf(summary) ?? descriptionOf(`${asSentence(standfirst)} ${textOf(html)}`);
}

const NOTES = /<sup class="footnote-ref">.*?<\/sup>|<section class="footnotes"[^]*/g;
const textOf = (html: SafeHtml) => plainText(html.toString().replace(NOTES, ""));

/** Words that end without a mark, parted from those that follow. */
function asSentence(words: string): string {
  return /[^\s\p{P}]$/u.test(words) ? `${words} –` : words;
}

/** The dates that the page shows: a change within the first hour is none. */
function shownDates({ publishedAt, updatedAt }: Post, { words }: MetaParts) {
  if (!publishedAt) return undefined;
  const { isoDate } = words();
  const modified = wasUpdated({ publishedAt, updatedAt }) ? updatedAt : publishedAt;
  return { published: isoDate(publishedAt), modified: isoDate(modified) };
}

function pictureTags(picture: Picture | null, { paths }: MetaParts) {
  if (!picture) return [{ property: "twitter:card", content: "summary" }];
  return [
    { property: "og:image", content: paths.absolute(picture.src) },
    { property: "og:image:width", content: String(picture.width) },
    { property: "og:image:height", content: String(picture.height) },
    ...(picture.alt === "" ? [] : [{ property: "og:image:alt", content: picture.alt }]),
    { property: "twitter:card", content: "summary_large_image" },
  ];
}

function articleTags({ post, dates }: Told, { paths }: MetaParts) {
  const pairs = [
    ...(dates
      ? [["published_time", dates.published] as const, ["modified_time", dates.modified] as const]
      : []),
    ...post.authors.map((author) => ["author", paths.absolute(paths.author(author))] as const),
    ...post.categories.slice(0, 1).map(({ name }) => ["section", name] as const),
    ...post.tags.map(({ name }) => ["tag", name] as const),
  ];
  return pairs.map(([name, content]) => ({ property: `article:${name}`, content }));
}

function webPage({ post, headline, url, description, dates }: Told, parts: MetaParts) {
  return {
    "@type": "WebPage",
    ...{ name: headline, description, url },
    ...{ datePublished: dates?.published, dateModified: dates?.modified },
    inLanguage: post.language ?? parts.words().language,
  };
}

function newsArticle({ post, headline, url, description, dates }: Told, parts: MetaParts) {
  const { paths, settings, words } = parts;
  const picture = post.picture ?? post.sharingPicture;
  return {
    "@type": "NewsArticle",
    headline: shortened(headline, LONGEST_HEADLINE),
    description,
    url,
    mainEntityOfPage: url,
    image: picture
      ? [
          {
            "@type": "ImageObject",
            url: paths.absolute(picture.src),
            width: picture.width,
            height: picture.height,
            caption: picture.caption || undefined,
            creditText: picture.credit || undefined,
          },
        ]
      : undefined,
    datePublished: dates?.published,
    dateModified: dates?.modified,
    author: post.authors.map((author) => ({
      "@type": "Person",
      name: author.name,
      url: paths.absolute(paths.author(author)),
    })),
    publisher: {
      "@type": "NewsMediaOrganization",
      name: settings.get("general").title,
      url: paths.absolute(paths.home()),
    },
    inLanguage: post.language ?? words().language,
    articleSection: post.categories[0]?.name,
    keywords: post.tags.length > 0 ? post.tags.map(({ name }) => name) : undefined,
    wordCount: post.wordCount,
    commentCount: post.commentCount,
    isAccessibleForFree: true,
  };
}
