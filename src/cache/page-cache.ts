import type { KeptPage } from "./kept-page.ts";

export type PageCache = ReturnType<typeof pageCache>;

/**
 * Pages by their address, in memory, at most `maxBytes` of them. Where room is needed, the pages that were added or last
 * looked at longest ago go first; one that was asked for since is passed over once (the "second chance" way).
 */
export function pageCache(maxBytes: number) {
  const pages = new Map<string, KeptPage>();
  let bytes = 0;

  const forget = (key: string, page: KeptPage) => {
    pages.delete(key);
    bytes -= page.weight;
    page.weight = 0;
    page.onGrowth = undefined;
  };
  const makeRoom = () => {
    let chances = pages.size;
    for (const [key, page] of pages) {
      if (bytes <= maxBytes) return;
      if (page.isWanted && chances > 0) {
        page.isWanted = false;
        pages.delete(key);
        pages.set(key, page);
        chances -= 1;
      } else forget(key, page);
    }
  };
  const weigh = (page: KeptPage) => {
    bytes += page.size - page.weight;
    page.weight = page.size;
    makeRoom();
  };
  return {
    get: (key: string): KeptPage | undefined => pages.get(key),
    put(key: string, page: KeptPage): void {
      const former = pages.get(key);
      if (former) forget(key, former);
      pages.set(key, page);
      weigh(page);
      page.onGrowth = weigh;
    },
    delete(key: string): void {
      const page = pages.get(key);
      if (page) forget(key, page);
    },
    get count() {
      return pages.size;
    },
    get bytes() {
      return bytes;
    },
  };
}
