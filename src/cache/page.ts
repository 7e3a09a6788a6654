import type { Tag } from "./tags.ts";

/** A page as it was made: text, with places that are filled when it is sent, because many pages share what stands there. */
export interface MadePage {
  pieces: (string | Place)[];
}

/** What stands at the same place of many pages and changes more often than they do: the widgets of an area. */
export interface Place {
  place: string;
}

/** Leave to keep a page, from whoever made it: it is the same for every anonymous reader. */
export interface Keep {
  /** The one address of the page, as `paths` writes it. A page asked for by another spelling is not kept. */
  address: string;
  /** Everything that would make it another page. */
  madeOf: readonly Tag[];
  /** Whether it shows view counts, which move without a change of the content. */
  showsCounts?: boolean;
  /** The post or page that is read by reading it. */
  visit?: number;
  /** When it becomes another page by itself. */
  until?: Date;
}
