/** What an import added, in the shape that `--json` prints, and what else the person should know. */
export interface ImportResult {
  posts: number;
  pages: number;
  media: number;
  comments: number;
  categories: number;
  tags: number;
  authors: number;
  menuItems: number;
  /** Posts and pages known before that now show pictures which came with this run. */
  updated: number;
  skipped: { item: string; reason: string }[];
  missingMedia: string[];
  /** Categories and tags that posts name though the export does not list them. */
  unlistedTopics: number;
  /** Shortcodes of plugins that were left in the text, and blocks that WordPress filled when a page was shown. */
  shortcodes: string[];
  blocks: string[];
}

export type Report = ReturnType<typeof createReport>;

/** A count of what came and what did not. Kinds that nobody wants one by one are counted, so it stays small. */
export function createReport() {
  const count = {
    ...{
      posts: 0,
      pages: 0,
      media: 0,
      comments: 0,
      categories: 0,
      tags: 0,
      authors: 0,
      menuItems: 0,
      updated: 0,
    },
  };
  const skipped: ImportResult["skipped"] = [];
  const kinds = new Map<string, number>();
  return {
    count,
    unlistedTopics: 0,
    missingMedia: [] as string[],
    leftovers: { shortcodes: new Set<string>(), blocks: new Set<string>() },
    skip(item: string, reason: string): void {
      skipped.push({ item, reason });
    },
    /** One of many alike: only their number is kept. */
    skipKind(kind: string): void {
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    },
    result(reasonOf: (kind: string) => string): ImportResult {
      return {
        ...count,
        skipped: [
          ...[...kinds].map(([kind, number]) => ({ item: `${kind} × ${number}`, reason: reasonOf(kind) })),
          ...skipped,
        ],
        missingMedia: this.missingMedia,
        unlistedTopics: this.unlistedTopics,
        shortcodes: [...this.leftovers.shortcodes],
        blocks: [...this.leftovers.blocks],
      };
    },
  };
}
