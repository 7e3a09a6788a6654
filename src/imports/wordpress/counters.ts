/** Where the common view counters keep the total of a post; the highest wins where a site changed its plugin. */
const COUNTERS = [
  "views",
  "post_views_count",
  "_post_views",
  "_views",
  "post_views",
  "wpb_post_views_count",
  "pvc_views",
];
const MOST = 1_000_000_000_000;

/** How often a post had been read on the old site, by the meta of its view counter; 0 where there was none. */
export function viewsOf(meta: ReadonlyMap<string, string>): number {
  let most = 0;
  for (const key of COUNTERS) {
    const text = meta.get(key)?.trim() ?? "";
    const count = /^\d{1,15}$/.test(text) ? Number(text) : 0;
    if (count > most && count <= MOST) most = count;
  }
  return most;
}
