import type { Page } from "playwright-core";

/** What stands beyond the edge of the window, outside of boxes that can be scrolled. */
export const beyondTheEdge = (page: Page) =>
  page.evaluate(() => {
    const isCut = (element: Element): boolean => {
      const above = element.parentElement;
      return above !== null && (getComputedStyle(above).overflowX !== "visible" || isCut(above));
    };
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 1 && !isCut(element),
    );
    return wide.map((element) => element.outerHTML.slice(0, 120));
  });
