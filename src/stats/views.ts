import type { MessageKey } from "../messages/translator.ts";
import { view } from "../web/view.ts";

export const countingPage = view<{
  windowHours: number;
  /** Whether browsers say what they show, instead of the server counting what it sends. */
  isInBrowser: boolean;
  days: number;
  /** Views counted in these days. */
  views: number;
  discarded: { reason: MessageKey; visits: number }[];
}>("stats/counting");
