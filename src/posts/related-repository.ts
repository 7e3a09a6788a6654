import { perEdition } from "../cache/per-edition.ts";
import type { Database } from "../database/driver.ts";
import type { Post } from "./post.ts";

/** How many posts of each topic may turn out to be related: more would cost every page of a post. */
const NEAREST = 40;
/** How many of its topics a post is compared by. */
const MOST_TOPICS = 12;
/** Topics remembered at most. */
const MOST_KNOWN = 2000;

/** A post in the order of time; the same object wherever a topic brings it. */
interface Place {
  id: number;
  listedAt: string;
  /** Which comparison it was last met in, and how many topics it shared there. */
  comparison: number;
  shared: number;
}

/** Finds posts that share topics. What each topic brings is read once for each edition. */
export function relatedPosts(db: Database, edition: () => number | null) {
  const nearest = db.prepare<{ topics: string; now: string }, { topic: number; places: string }>(
    `SELECT asked.value AS topic, (
       SELECT json_group_array(json_array(listed_at, post_id)) FROM (
         SELECT listed_at, post_id FROM post_topics
         WHERE topic_id = asked.value AND listed_at <= @now
         ORDER BY listed_at DESC, post_id DESC LIMIT ${NEAREST + 1})) AS places
     FROM json_each(@topics) AS asked`,
  );
  const knownNow = perEdition(edition, () => ({
    byTopic: new Map<number, Place[]>(),
    byId: new Map<number, Place>(),
  }));
  let comparisons = 0;

  const nearestIn = (topics: number[], now: Date): Place[][] => {
    const { byTopic, byId } = knownNow();
    if (!topics.every((topic) => byTopic.has(topic))) {
      if (byTopic.size > MOST_KNOWN) {
        byTopic.clear();
        byId.clear();
      }
      const placeOf = ([listedAt, id]: [string, number]): Place => {
        let place = byId.get(id);
        if (!place) byId.set(id, (place = { id, listedAt, comparison: 0, shared: 0 }));
        return place;
      };
      const rows = nearest.all({ topics: JSON.stringify(topics), now: now.toISOString() });
      for (const { topic, places } of rows)
        byTopic.set(topic, (JSON.parse(places) as [string, number][]).map(placeOf));
    }
    return topics.map((topic) => byTopic.get(topic)!);
  };

  /**
   * The ids of posts that share most topics with this one, newest first among equals; each topic brings its newest.
   */
  return (post: Pick<Post, "id" | "categories" | "tags">, limit: number, now: Date): number[] => {
    const topics = [...post.categories, ...post.tags].slice(0, MOST_TOPICS).map(({ id }) => id);
    const met: Place[] = [];
    comparisons += 1;
    for (const places of nearestIn(topics, now)) {
      let left = NEAREST;
      for (const place of places) {
        if (left === 0) break;
        if (place.id === post.id) continue;
        if (place.comparison !== comparisons) {
          place.comparison = comparisons;
          place.shared = 0;
          met.push(place);
        }
        place.shared += 1;
        left -= 1;
      }
    }
    return closest(met, limit).map(({ id }) => id);
  };
}

/** Those that share most, the newest first among equals. Few are wanted of many: sorting all would cost every page of a post. */
function closest(met: readonly Place[], limit: number): Place[] {
  const best: Place[] = [];
  for (const place of met) {
    let rank = best.length;
    while (rank > 0 && isBefore(place, best[rank - 1]!)) rank -= 1;
    if (rank === limit) continue;
    best.splice(rank, 0, place);
    if (best.length > limit) best.pop();
  }
  return best;
}

function isBefore(one: Place, other: Place): boolean {
  if (one.shared !== other.shared) return one.shared > other.shared;
  return one.listedAt > other.listedAt || (one.listedAt === other.listedAt && one.id > other.id);
}
