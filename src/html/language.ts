import { escapeHtml, SafeHtml } from "./safe-html.ts";

const NOTHING = SafeHtml.trust("");

/** The attribute that tells in which language words are, BCP 47: ' lang="de"'. Nothing where they are in that of the site. */
export function languageMark(language: string | null): SafeHtml {
  return language ? SafeHtml.trust(` lang="${escapeHtml(language)}"`) : NOTHING;
}
