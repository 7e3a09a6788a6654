import type { PostStatus } from "../posts/post.ts";
import { view } from "../web/view.ts";
import type { CalendarSpan } from "./calendar.ts";

/** A post on its day, or a change of one on the day for which it is planned. */
export interface CalendarEntry {
  /** Of this entry alone: '7', or 'change-7'. */
  key: string;
  title: string;
  at: Date;
  /** 'planned' for a change; 'stuck' for one that could not be made at its hour. */
  state: PostStatus | "scheduled" | "planned" | "stuck";
  /** Null where this person may only read it. */
  editHref: string | null;
  moveHref: string | null;
  /** Where it is moved. */
  action: string;
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

export const calendarPage = view<CalendarPage>("calendar/admin/index", "admin");
