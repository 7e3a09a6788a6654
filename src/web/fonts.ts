/**
 * The files of public/fonts that a page is sure to ask for, without .woff2: a browser that is told at once need not wait
 * for the style sheet to hear of them. `body` is the HTML of the page without its layout.
 */
export function cutsIn(body: string): string[] {
  let [isSlanted, isBold] = [false, false];
  for (const [, slanted] of body.matchAll(STYLED)) {
    if (slanted) isSlanted = true;
    else isBold = true;
    if (isSlanted && isBold) break;
  }
  return [
    ...["newsreader", "newsreader-display"],
    ...(isSlanted ? ["newsreader-italic"] : []),
    ...(isBold ? ["newsreader-bold"] : []),
  ];
}

/** Where an element ends there are no attributes to pass over. */
const STYLED = /<\/(?:(em|i|cite)|strong|b|dt)>/g;
