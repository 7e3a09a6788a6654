import type { Request, Response } from "express";
import { isMessageKey } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { WINDOW_SECONDS } from "./readers.ts";
import type { StatsRepository } from "./repository.ts";
import { countingPage } from "./views.ts";

const SHOWN_DAYS = 30;

interface Parts {
  stats: StatsRepository;
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
}

/** The page that explains the count beside every story. */
export function publicStats({ stats, settings, paths, words, render }: Parts) {
  return {
    counting(_req: Request, res: Response) {
      const views = stats.perDayOfSite(SHOWN_DAYS).reduce((sum, day) => sum + day.views, 0);
      const discarded = stats.discardedWithin(SHOWN_DAYS).flatMap(({ reason, visits }) => {
        const key = `stats.reasons.${reason}`;
        return isMessageKey(key) ? [{ reason: key, visits }] : [];
      });
      render(
        res,
        { title: words().t("stats.title"), canonical: paths.absolute(paths.counting()) },
        countingPage({
          ...{ windowHours: WINDOW_SECONDS / 3600, days: SHOWN_DAYS, views, discarded },
          isInBrowser: settings.get("caching").viewsCountedBy === "browser",
        }),
      );
    },
  };
}
