import type { ListRow } from "../desk/list-row.ts";
import type { Message } from "../messages/translator.ts";
import { view } from "../web/view.ts";
import type { Chart } from "./chart.ts";
import type { WaitingComment } from "./repository.ts";

/** A large number with what it means. */
export interface Figure {
  label: Message;
  value: number;
  /** How it changed, in words; null where there is nothing to compare with. */
  change: Message | null;
  href: string | null;
}

export interface Dashboard {
  figures: Figure[];
  chart: { wide: Chart; narrow: Chart; days: { date: Date; views: number }[]; sum: number };
  drafts: ListRow[];
  pending: ListRow[];
  scheduled: ListRow[];
  popular: { title: string; href: string; views: number }[];
  /** Null for whoever may not moderate. */
  waiting: WaitingComment[] | null;
  name: string;
}

export const dashboardPage = view<Dashboard>("dashboard/admin", "admin");
