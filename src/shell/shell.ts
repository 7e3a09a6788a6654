import { placeMark } from "../html/place.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { Shell } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import type { Area } from "../widgets/widget.ts";
import { markCurrent, type Menu } from "./menu.ts";
import { createRail, type RailParts } from "./rail.ts";

interface Parts extends RailParts {
  settings: SettingsRepository;
  words: CurrentWords;
  /** Whether widgets stand in an area at this moment. */
  isFurnished: (area: Area) => boolean;
  clock: () => Date;
  /** The menu at a place of the theme; null where none was put there. */
  menuAt: (location: "primary" | "footer") => Menu | null;
}

/** Answers with which a form comes back: somebody was quicker, a field is wrong, it came too soon, nothing can be saved. */
const FORM_COMES_BACK = new Set([409, 422, 429, 503]);

/** What stands around every page: masthead, menus, widgets and footer of the site, the rail of the admin. */
export function createShell({ settings, words, clock, isFurnished, menuAt, ...railParts }: Parts): Shell {
  const rail = createRail(railParts);
  const placeOf = (area: Area) => (isFurnished(area) ? placeMark(area) : null);
  return (res, layout, meta) => {
    const { title, tagline, copyright } = settings.get("general");
    const { language, direction, t } = words();
    const site = { title, tagline, language, direction, copyright: copyright || t("settings.copyright") };
    const isRefused = FORM_COMES_BACK.has(res.statusCode) && !meta.isFailure;
    const page = { site, title: isRefused ? t("form.refused", { title: meta.title }) : meta.title };
    if (layout === "bare") return page;
    const viewer = res.locals.viewer;
    if (layout === "site") {
      const today = clock();
      const isHidden = settings.get("reading").hideFromSearchEngines;
      return {
        ...{ ...page, viewer, today },
        robots: isHidden ? "noindex, nofollow" : meta.robots,
        menus: {
          primary: markCurrent(menuAt("primary") ?? homeOnly(t("site.home")), res.req.path),
          footer: markCurrent(menuAt("footer") ?? { items: [] }, res.req.path),
        },
        places: {
          sidebar: placeOf("sidebar"),
          belowPost: meta.isStory ? placeOf("below-post") : null,
          footer: placeOf("footer"),
        },
      };
    }
    const flash = res.req.session.flash ?? null;
    delete res.req.session.flash;
    return { ...page, viewer, flash, rail: viewer ? rail(viewer, meta.section) : [] };
  };
}

function homeOnly(label: string): Menu {
  return { items: [{ label, href: "/", children: [] }] };
}
