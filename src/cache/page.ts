import type { Tag } from "./tags.ts";

/** A page as it was made: text, with gaps that are filled when it is sent. */
export interface MadePage {
  pieces: (string | Place | Count)[];
}

/** What stands at the same place of many pages and changes more often than they do: the widgets of an area. */
export interface Place {
  place: string;
}

/** How often a post was read: it moves without a change of the content. */
export interface Count {
  viewsOf: number;
}

/** How often the posts on a page were read: in turn, and as HTML by the ids of the posts. */
export interface ShownViews {
  counts: readonly number[];
  texts: ReadonlyMap<number, string>;
}

/** The posts whose counts stand on a page, each once. */
export function countedOn({ pieces }: MadePage): number[] {
  return [
    ...new Set(
      pieces.flatMap((piece) => (typeof piece === "object" && "viewsOf" in piece ? piece.viewsOf : [])),
    ),
  ];
}

/** The same page with texts that stand side by side in one piece. */
export function joined({ pieces }: MadePage): MadePage {
  const whole: MadePage["pieces"] = [];
  for (const piece of pieces) {
    const last = whole.at(-1);
    if (typeof piece === "string" && typeof last === "string") whole[whole.length - 1] = last + piece;
    else whole.push(piece);
  }
  return { pieces: whole };
}

/** Leave to keep a page, from whoever made it: it is the same for every anonymous reader. */
export interface Keep {
  /** The one address of the page, as `paths` writes it. A page asked for by another spelling is not kept. */
  address: string;
  /** Everything that would make it another page; worked out when the page is kept, where that is some work. */
  madeOf: readonly Tag[] | (() => readonly Tag[]);
  /** The post or page that is read by reading it. */
  visit?: number;
  /** When it becomes another page by itself. */
  until?: Date;
}

export function tagsOf({ madeOf }: Keep): readonly Tag[] {
  return typeof madeOf === "function" ? madeOf() : madeOf;
}
