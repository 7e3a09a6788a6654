import { perEdition } from "../cache/per-edition.ts";
import type { Database } from "../database/driver.ts";
import type { Post } from "./post.ts";

/** How many posts of each topic may turn out to be related: more would cost every page of a post. */
const NEAREST = 40;
/** How many of its topics a post is compared by. */
const MOST_TOPICS = 12;
/** Topics remembered at most. */
const MOST_KNOWN = 2000;

/** Where a post stands in the order of time, with its id: '2026-11-23T22:15:00.000Z 12'. */
type Place = string;

/** Finds posts that share topics. What each topic brings is read once for each edition. */
export function relatedPosts(db: Database, edition: () => number | null) {
  const nearest = db.prepare<{ topics: string; now: string }, { topic: number; places: string }>(
    `SELECT asked.value AS topic, (
       SELECT json_group_array(place) FROM (
         SELECT listed_at || ' ' || post_id AS place FROM post_topics
         WHERE topic_id = asked.value AND listed_at <= @now
         ORDER BY listed_at DESC, post_id DESC LIMIT ${NEAREST + 1})) AS places
     FROM json_each(@topics) AS asked`,
  );
  const placesOf = perEdition(edition, () => new Map<number, Place[]>());

  const nearestIn = (topics: number[], now: Date): Place[][] => {
    const known = placesOf();
    const unknown = topics.filter((topic) => !known.has(topic));
    if (unknown.length > 0) {
      if (known.size > MOST_KNOWN) known.clear();
      const rows = nearest.all({ topics: JSON.stringify(topics), now: now.toISOString() });
      for (const { topic, places } of rows) known.set(topic, JSON.parse(places) as Place[]);
    }
    return topics.map((topic) => known.get(topic)!);
  };

  /**
   * The ids of posts that share most topics with this one, newest first among equals; each topic brings its newest.
   */
  return (post: Pick<Post, "id" | "categories" | "tags">, limit: number, now: Date): number[] => {
    const topics = [...post.categories, ...post.tags].slice(0, MOST_TOPICS).map(({ id }) => id);
    const own = ` ${post.id}`;
    const shared = new Map<Place, number>();
    for (const places of nearestIn(topics, now)) {
      let left = NEAREST;
      for (const place of places) {
        if (left === 0) break;
        if (place.endsWith(own)) continue;
        shared.set(place, (shared.get(place) ?? 0) + 1);
        left -= 1;
      }
    }
    return closest(shared, limit).map((place) => Number(place.slice(place.indexOf(" ") + 1)));
  };
}

/** Those that share most, the newest first among equals. Few are wanted of many: sorting all would cost every page of a post. */
function closest(shared: ReadonlyMap<Place, number>, limit: number): Place[] {
  const best: Place[] = [];
  const isBefore = (one: Place, other: Place) => {
    const difference = shared.get(one)! - shared.get(other)!;
    return difference > 0 || (difference === 0 && one > other);
  };
  for (const place of shared.keys()) {
    let rank = best.length;
    while (rank > 0 && isBefore(place, best[rank - 1]!)) rank -= 1;
    if (rank === limit) continue;
    best.splice(rank, 0, place);
    if (best.length > limit) best.pop();
  }
  return best;
}
