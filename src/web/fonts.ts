/**
 * The files of public/fonts that a page is sure to ask for, without .woff2: a browser that is told at once need not wait
 * for the style sheet to hear of them. `body` is the HTML of the page without its layout.
 */
export function cutsIn(body: string): string[] {
  const cuts = ["newsreader", "newsreader-display"];
  if (/<(?:em|i|cite)[\s>]/.test(body)) cuts.push("newsreader-italic");
  if (/<(?:strong|b|dt)[\s>]/.test(body)) cuts.push("newsreader-bold");
  return cuts;
}
