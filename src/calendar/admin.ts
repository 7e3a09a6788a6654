import type { Request, Response } from "express";
import { dayNoon, dayText, toLocalInput } from "../messages/dates.ts";
import type { Paths } from "../paths.ts";
import type { DeskPost } from "../posts/desk-rows.ts";
import { stateOf } from "../posts/post.ts";
import { mayEdit, mayPublish } from "../posts/rights.ts";
import { viewerOf } from "../sessions/guard.ts";
import { may } from "../users/permissions.ts";
import type { Viewer } from "../users/user.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { calendarSpan, firstDayOfWeek, type CalendarSpan } from "./calendar.ts";
import type { CalendarRepository } from "./repository.ts";
import { calendarPage, type CalendarEntry } from "./views.ts";

interface Parts {
  calendar: CalendarRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}

/** What came out and what will, and what will change, by month and week. */
export function adminCalendar({ calendar, paths, words, render, clock }: Parts) {
  const spanOf = (query: Record<string, unknown>): CalendarSpan => {
    const { timeZone, language } = words();
    const firstDay = firstDayOfWeek(language);
    const today = dayText(clock(), timeZone);
    const text = (name: string) => (typeof query[name] === "string" ? query[name] : "");
    const kind = text("week") === "" ? "month" : "week";
    return (
      calendarSpan(kind, text(kind), timeZone, firstDay) ??
      calendarSpan(kind, kind === "month" ? today.slice(0, 7) : today, timeZone, firstDay)!
    );
  };
  const hrefOf = (kind: CalendarSpan["kind"], name: string) => paths.admin.calendar(`?${kind}=${name}`);

  /** What stands in the calendar, in the order of the hours. `here` is the address of these days. */
  const entriesIn = (span: CalendarSpan, here: string, viewer: Viewer, now: Date): CalendarEntry[] => {
    const eyes = may(viewer, "posts.editOthers") ? ("everything" as const) : viewer.id;
    const common = (post: DeskPost, key: string) => ({
      ...{ key, title: post.title || words().t("desk.untitled"), version: post.revision },
      editHref: mayEdit(viewer, post) ? paths.admin.edit(post) : null,
      moveHref: mayEdit(viewer, post) && mayPublish(viewer, post.kind) ? `${here}&move=${key}#move` : null,
    });
    const toPost = (post: DeskPost): CalendarEntry => {
      const isOut = post.status === "published" && post.publishedAt! <= now;
      const entry = common(post, String(post.id));
      return {
        ...{ ...entry, at: post.publishedAt!, state: stateOf(post, now) },
        ...{ action: paths.admin.calendarEntry(post.id), isLoose: entry.moveHref !== null && !isOut },
      };
    };
    const toChange = (post: DeskPost): CalendarEntry => {
      const entry = common(post, `change-${post.id}`);
      return {
        ...{ ...entry, at: post.plannedAt!, state: post.isPlanStuck ? "stuck" : "planned" },
        editHref: entry.editHref && `${entry.editHref}#planned`,
        ...{ action: paths.admin.plannedChange(post), isLoose: entry.moveHref !== null },
      };
    };
    return [
      ...calendar.list(span, eyes, now).map(toPost),
      ...calendar.listChanged(span, eyes).map(toChange),
    ].sort((one, other) => one.at.getTime() - other.at.getTime());
  };
  const titleOf = (span: CalendarSpan): string => {
    const { t, date, timeZone } = words();
    if (span.kind === "month") return date(dayNoon(`${span.name}-15`, timeZone), "month");
    const [from, to] = [span.weeks[0]![0]!, span.weeks.at(-1)!.at(-1)!];
    return t("calendar.weekOf", {
      from: date(dayNoon(from, timeZone), "short"),
      to: date(dayNoon(to, timeZone), "short"),
    });
  };

  return {
    index(req: Request, res: Response) {
      const { t, date, timeZone, language } = words();
      const now = clock();
      const span = spanOf(req.query);
      const here = hrefOf(span.kind, span.name);
      const entries = entriesIn(span, here, viewerOf(res), now);
      const byDay = new Map<string, CalendarEntry[]>();
      for (const entry of entries) {
        const day = dayText(entry.at, timeZone);
        byDay.set(day, [...(byDay.get(day) ?? []), entry]);
      }
      const today = dayText(now, timeZone);
      const named = new Intl.DateTimeFormat(language, { weekday: "short", timeZone });
      const isMonth = span.kind === "month";
      const moved = entries.find(({ key, moveHref }) => key === req.query.move && moveHref !== null);
      const title = titleOf(span);
      const model = {
        ...{ title, span, timeZone, back: here, isEmpty: entries.length === 0 },
        weekdays: span.weeks[0]!.map((day) => named.format(dayNoon(day, timeZone))),
        weeks: span.weeks.map((week) =>
          week.map((day) => ({
            ...{ day, number: String(Number(day.slice(8))), label: date(dayNoon(day, timeZone), "weekday") },
            ...{ isToday: day === today, entries: byDay.get(day) ?? [] },
            isOutside: isMonth && !day.startsWith(span.name),
          })),
        ),
        previousHref: hrefOf(span.kind, span.previous),
        nextHref: hrefOf(span.kind, span.next),
        todayHref: hrefOf(span.kind, isMonth ? today.slice(0, 7) : today),
        otherHref: isMonth
          ? hrefOf("week", today.startsWith(span.name) ? today : `${span.name}-01`)
          : hrefOf("month", span.name.slice(0, 7)),
        moved: moved ? { ...moved, publishOn: toLocalInput(moved.at, timeZone) } : null,
      };
      render(res, { title: t("calendar.title", { span: title }), section: "calendar" }, calendarPage(model));
    },
  };
}
