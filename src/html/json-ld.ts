import { SafeHtml } from "./safe-html.ts";

/**
 * An object of schema.org as it stands inside `<script type="application/ld+json">`. What could end the element or begin
 * a comment is written as an escape of JSON; entities would arrive in the data as they are.
 */
export function jsonLd(object: { "@type": string; [property: string]: unknown }): SafeHtml {
  const json = JSON.stringify({ "@context": "https://schema.org", ...object });
  return SafeHtml.trust(
    json.replace(/[<>&\u2028\u2029]/g, (character) => {
      return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
    }),
  );
}
