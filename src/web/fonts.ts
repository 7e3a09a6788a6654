/**
 * The files of public/fonts that a page is sure to ask for, without .woff2: a browser that is told at once need not wait
 * for the style sheet to hear of them. `body` is the HTML of the page without its layout.
 */
export function cutsIn(body: string): string[] {
  const cuts = ["newsreader", "newsreader-display"];
  // Where an element ends there are no attributes to pass over.
  if (/<\/(?:em|i|cite)>/.test(body)) cuts.push("newsreader-italic");
  return cuts;
}
