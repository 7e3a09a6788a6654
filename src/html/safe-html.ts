/**
 * HTML that may be printed without escaping. Templates print every value with `<%= %>`: text is escaped, a `SafeHtml` is
 * not. Only this folder makes one; `storedHtml` reads back what it made earlier from a database column.
 */
export class SafeHtml {
  readonly #html: string;
  private constructor(html: string) {
    this.#html = html;
  }
  toString(): string {
    return this.#html;
  }
  /** For the makers inside `src/html` and for `storedHtml`; everything else receives a finished value. */
  static trust(html: string): SafeHtml {
    return new SafeHtml(html);
  }
}

/** Reads back a column that holds the output of this folder. Only repositories call it. */
export function storedHtml(column: string): SafeHtml {
  return SafeHtml.trust(column);
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const SPECIAL = /[&<>"']/;

/** Text as it stands inside an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return SPECIAL.test(text) ? text.replace(/[&<>"']/g, (character) => ENTITIES[character]!) : text;
}
