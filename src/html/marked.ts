import { escapeHtml, SafeHtml } from "./safe-html.ts";

/** Text in which two control characters stand for the beginning and the end of a <mark>; everything else is escaped. */
export function markedHtml(text: string, open: string, close: string): SafeHtml {
  return SafeHtml.trust(escapeHtml(text).replaceAll(open, "<mark>").replaceAll(close, "</mark>"));
}
