import type { KeptPage } from "./kept-page.ts";
import type { PageFile } from "./page-file.ts";

export type PageCache = ReturnType<typeof pageCache>;

/**
 * Pages by their address, in memory, at most `maxBytes` of them. Where room is needed, the pages that were added or last
 * looked at longest ago go first; one that was asked for since is passed over once (the "second chance" way). They go into
 * `file`, where there is one.
 */
export function pageCache(maxBytes: number, file?: PageFile) {
  const pages = new Map<string, KeptPage>();
  let bytes = 0;

  const forget = (key: string, page: KeptPage) => {
    pages.delete(key);
    bytes -= page.weight;
    page.weight = 0;
    page.onResize = undefined;
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
      } else {
        forget(key, page);
        file?.put(key, page);
      }
    }
  };
  const weigh = (page: KeptPage) => {
    bytes += page.size - page.weight;
    page.weight = page.size;
    makeRoom();
  };
  const remember = (key: string, page: KeptPage) => {
    pages.set(key, page);
    page.onResize = weigh;
    weigh(page);
  };
  const fetch = (key: string): KeptPage | undefined => {
    const page = file?.get(key);
    if (page && !page.isPassing) remember(key, page);
    return page;
  };
  const forgetBoth = (key: string) => {
    const page = pages.get(key);
    if (page) forget(key, page);
    file?.forget(key);
  };
  return {
    get: (key: string): KeptPage | undefined => pages.get(key) ?? fetch(key),
    put(key: string, page: KeptPage): void {
      forgetBoth(key);
      remember(key, page);
    },
    delete: forgetBoth,
    close: (): void => file?.close(),
    get count() {
      return pages.size;
    },
    get bytes() {
      return bytes;
    },
  };
}
