import type { Newsroom } from "./newsroom.ts";

/**
 * Addresses that can be reached from the front page, or from others, by links: each once, with the page there. What
 * follows every link is no reader, and says so: the counts on the pages stand still.
 */
export async function crawl(
  room: Newsroom,
  limit: number,
  from = ["/"],
): Promise<Map<string, { status: number; html: string }>> {
  const pages = new Map<string, { status: number; html: string }>();
  const crawler = room.browser({ "User-Agent": "crawler (a bot)" });
  const waiting = [...from];
  const seen = new Set(waiting);
  for (let path = waiting.shift(); path !== undefined && pages.size < limit; path = waiting.shift()) {
    const answer = await crawler.get(path).redirects(0);
    if (answer.status === 301) {
      waiting.unshift(...fresh([new URL(answer.headers.location!, room.baseUrl).href], path));
      continue;
    }
    pages.set(path, { status: answer.status, html: answer.text });
    waiting.push(
      ...fresh(
        [...answer.text.matchAll(/\shref="([^"]+)"/g)].map((match) => match[1]!),
        path,
      ),
    );
  }
  return pages;

  function fresh(links: string[], from: string): string[] {
    const found = links
      .map((link) => new URL(link.replaceAll("&amp;", "&"), room.baseUrl + from))
      .filter((url) => url.origin === room.baseUrl && url.search === "" && !isFile(url.pathname))
      .map((url) => url.pathname)
      .filter((path) => !seen.has(path));
    for (const path of found) seen.add(path);
    return [...new Set(found)];
  }
}

function isFile(path: string) {
  return /^\/(assets|media|wp-content)\/|\/feed(\/atom)?$|\.(json|xml|txt)$/.test(path);
}
