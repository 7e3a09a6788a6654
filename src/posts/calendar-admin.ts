import type { Request, Response } from "express";
import { dayNoon, dayText, toLocalInput } from "../messages/dates.ts";
import type { Message } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import { viewerOf } from "../sessions/guard.ts";
import { may } from "../users/permissions.ts";
import { lineOf, textOf, type FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import { view } from "../web/view.ts";
import type { CurrentWords } from "../web/words.ts";
import { calendarSpan, firstDayOfWeek, onDay, type CalendarSpan } from "./calendar.ts";
import type { CalendarRepository } from "./calendar-repository.ts";
import type { DeskPost } from "./desk-rows.ts";
import { editablePosts } from "./editable.ts";
import type { DeskRepository } from "./desk-repository.ts";
import { typedFrom, type PostTyped } from "./form.ts";
import { parseLocal } from "./options.ts";
import { stateOf, type PostSource, type PostStatus } from "./post.ts";
import { mayEdit, mayPublish } from "./rights.ts";

interface Parts {
  calendar: CalendarRepository;
  desk: DeskRepository;
  /** Saves a post as its form would; false where it showed the editor instead. */
  saveChanged: (res: Response, post: PostSource, how: (typed: PostTyped) => PostTyped) => boolean;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}

/** A post on its day. */
export interface CalendarEntry {
  id: number;
  title: string;
  at: Date;
  state: PostStatus | "scheduled";
  /** Null where this person may only read it. */
  editHref: string | null;
  moveHref: string | null;
  /** Whether it may be dragged: what is out already moves by its form alone. */
  isLoose: boolean;
  version: number;
}

export interface CalendarPage {
  title: string;
  span: CalendarSpan;
  weekdays: string[];
  weeks: {
    day: string;
    number: string;
    label: string;
    isToday: boolean;
    isOutside: boolean;
    entries: CalendarEntry[];
  }[][];
  previousHref: string;
  nextHref: string;
  todayHref: string;
  otherHref: string;
  /** The one whose form is open. */
  moved: (CalendarEntry & { publishOn: string }) | null;
  back: string;
  timeZone: string;
  isEmpty: boolean;
}

export const calendarPage = view<CalendarPage>("posts/admin/calendar", "admin");

/** What came out and what will, by month and week; moved to other days by a form, or by dragging. */
export function adminCalendar(parts: Parts) {
  const { calendar, desk, paths, words, render, clock } = parts;
  const find = editablePosts({ kind: "post", desk, clock });

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

  return {
    index(req: Request, res: Response) {
      const { t, date, timeZone, language } = words();
      const now = clock();
      const viewer = viewerOf(res);
      const span = spanOf(req.query);
      const here = hrefOf(span.kind, span.name);
      const toEntry = (post: DeskPost): CalendarEntry => {
        const isOut = post.status === "published" && post.publishedAt! <= now;
        const mayMove = mayEdit(viewer, post) && mayPublish(viewer, "post");
        return {
          ...{ id: post.id, title: post.title || t("desk.untitled"), at: post.publishedAt! },
          state: stateOf(post, now),
          editHref: mayEdit(viewer, post) ? paths.admin.post(post.id) : null,
          moveHref: mayMove ? `${here}&move=${post.id}#move` : null,
          isLoose: mayMove && !isOut,
          version: post.revision,
        };
      };
      const eyes = may(viewer, "posts.editOthers") ? ("everything" as const) : viewer.id;
      const entries = calendar.list(span, eyes, now).map(toEntry);
      const byDay = new Map<string, CalendarEntry[]>();
      for (const entry of entries) {
        const day = dayText(entry.at, timeZone);
        byDay.set(day, [...(byDay.get(day) ?? []), entry]);
      }
      const today = dayText(now, timeZone);
      const named = new Intl.DateTimeFormat(language, { weekday: "short", timeZone });
      const middle = dayNoon(span.weeks[0]![0]!, timeZone);
      const last = dayNoon(span.weeks.at(-1)!.at(-1)!, timeZone);
      const title =
        span.kind === "month"
          ? date(dayNoon(`${span.name}-15`, timeZone), "month")
          : t("calendar.weekOf", { from: date(middle, "short"), to: date(last, "short") });
      const wanted = Number(req.query.move);
      const moved = entries.find(({ id, moveHref }) => id === wanted && moveHref !== null);
      render(
        res,
        { title: t("calendar.title", { span: title }), section: "calendar" },
        calendarPage({
          ...{ title, span, timeZone, back: here, isEmpty: entries.length === 0 },
          weekdays: span.weeks[0]!.map((day) => named.format(dayNoon(day, timeZone))),
          weeks: span.weeks.map((week) =>
            week.map((day) => ({
              ...{
                day,
                number: String(Number(day.slice(8))),
                label: date(dayNoon(day, timeZone), "weekday"),
              },
              ...{ isToday: day === today, entries: byDay.get(day) ?? [] },
              isOutside: span.kind === "month" && !day.startsWith(span.name),
            })),
          ),
          previousHref: hrefOf(span.kind, span.previous),
          nextHref: hrefOf(span.kind, span.next),
          todayHref: hrefOf(span.kind, span.kind === "month" ? today.slice(0, 7) : today),
          otherHref:
            span.kind === "month"
              ? hrefOf("week", today.startsWith(span.name) ? today : `${span.name}-01`)
              : hrefOf("month", span.name.slice(0, 7)),
          moved: moved ? { ...moved, publishOn: toLocalInput(moved.at, timeZone) } : null,
        }),
      );
    },
    /** Gives a post another date: `publishOn`, or another `day` at the same time. */
    move(req: Request<{ id: string }, unknown, FormBody>, res: Response) {
      const { timeZone, date } = words();
      const post = find(req, viewerOf(res));
      const back = hrefBack(textOf(req.body, "back"), paths);
      const leave = (tone: "done" | "problem", message: Message, former?: string) => {
        const action = paths.admin.calendarEntry(post.id);
        const undo = former ? { action, fields: { publishOn: former, back } } : undefined;
        req.session.flash = { tone, message, ...(undo && { undo }) };
        res.redirect(303, back);
      };
      if (!mayPublish(viewerOf(res), "post") || post.status === "trash")
        return leave("problem", "calendar.refused");
      const typed = typedFrom(post, timeZone);
      const day = lineOf(req.body, "day");
      const publishOn = day === "" ? lineOf(req.body, "publishOn") : onDay(day, post.publishedAt, timeZone);
      const version = lineOf(req.body, "version") || typed.version;
      const now = clock();
      const isOut = post.status === "published" && post.publishedAt! <= now;
      const target = parseLocal(publishOn, post.publishedAt, timeZone);
      if (!target) return leave("problem", "desk.dateWrong");
      if (post.status === "published" && !isOut && target <= now) return leave("problem", "calendar.past");
      if (isOut && target > now) return leave("problem", "calendar.ahead");
      if (!parts.saveChanged(res, post, (form) => ({ ...form, publishOn, version }))) return;
      const after = desk.findSource(post.id)!;
      const title = after.title || words().t("desk.untitled");
      const when = date(after.publishedAt!, "full");
      leave("done", { key: "calendar.moved", values: { title, when } }, typed.publishOn || undefined);
    },
  };
}

/** Back to the stretch of days somebody came from, made anew from what a hidden field says. */
function hrefBack(text: string, paths: Paths): string {
  const [, kind, name] = /[?](month|week)=(\d{4}-\d{2}(?:-\d{2})?)/.exec(text) ?? [];
  return paths.admin.calendar(kind && name ? `?${kind}=${name}` : "");
}
