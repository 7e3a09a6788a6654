import type { ItemRecord } from "./records.ts";

/** Somebody named by an item: by the login of an account, or the nice name of a guest of Co-Authors Plus. */
export interface BylineName {
  login: string;
  /** As it should be shown, where the item says so. */
  name: string;
}

/**
 * Who wrote an item, in order and each once. Co-Authors Plus keeps the byline in the taxonomy "author" with nice names
 * such as "cap-alice"; without it there is the one creator.
 */
export function bylineOf(item: Pick<ItemRecord, "terms" | "creator">): BylineName[] {
  const coauthors = item.terms
    .filter(({ taxonomy }) => taxonomy === "author")
    .map(({ slug, name }) => ({ login: loginKey(slug || name), name }))
    .filter(({ login }) => login !== "");
  const names =
    coauthors.length > 0 ? coauthors : [{ login: loginKey(item.creator), name: cleanName(item.creator) }];
  const seen = new Set<string>();
  return names.filter(({ login }) => login !== "" && !seen.has(login) && seen.add(login));
}

/** One spelling for a login: lower case, without the prefix of Co-Authors Plus and stray brackets around it. */
export function loginKey(login: string): string {
  return cleanName(login).toLowerCase().replace(/^cap-/, "");
}

function cleanName(name: string): string {
  return name.replace(/^[\s<>]+|[\s<>]+$/g, "");
}
