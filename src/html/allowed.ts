/** The elements a body may hold after the sanitiser. Whatever is missing here is removed, its text stays. */
export const BODY_ELEMENTS = (
  "p h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd div section address figure figcaption hr " +
  "table caption colgroup col thead tbody tfoot tr th td details summary audio video source track " +
  "a abbr b bdi bdo br cite code del dfn em i img input ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr"
).split(" ");

/** What WordPress allows in comments, with paragraphs, lists and preformatted text. */
export const COMMENT_ELEMENTS = "p br a abbr b blockquote cite code del em i q s strong ul ol li pre".split(
  " ",
);

/** Elements that editors wrote in other times, and what stands for them now. */
export const RENAMED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acronym: "abbr",
    article: "div",
    aside: "div",
    big: "span",
    center: "div",
    dir: "ul",
    fieldset: "div",
    font: "span",
    footer: "div",
    header: "div",
    hgroup: "div",
    legend: "p",
    listing: "pre",
    main: "div",
    menu: "ul",
    nav: "div",
    nobr: "span",
    strike: "s",
    tt: "code",
  }),
);

/** Elements whose content is no text for readers. */
export const WITHOUT_TEXT =
  "script style iframe textarea option select xmp noscript noembed noframes template svg title".split(" ");

const EVERYWHERE = ["id", "class", "lang", "dir", "title"];

/** Attributes by element; their values are checked once more in attributes.ts. */
export const ATTRIBUTES: Readonly<Record<string, string[]>> = {
  "*": EVERYWHERE,
  a: ["href", "rel", "hreflang", "aria-label"],
  audio: ["src", "controls", "preload"],
  blockquote: ["cite"],
  col: ["span"],
  colgroup: ["span"],
  del: ["cite", "datetime"],
  details: ["open"],
  img: ["src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"],
  input: ["type", "checked", "disabled", "aria-label"],
  ins: ["cite", "datetime"],
  li: ["value"],
  ol: ["start", "reversed", "type"],
  pre: ["tabindex"],
  q: ["cite"],
  section: ["tabindex", "aria-label"],
  source: ["src", "type"],
  td: ["colspan", "rowspan"],
  th: ["colspan", "rowspan", "scope", "abbr"],
  time: ["datetime"],
  track: ["src", "kind", "srclang", "label", "default"],
  video: ["src", "controls", "preload", "poster", "width", "height"],
};

const CLASSES = new RegExp(
  "^(?:" +
    [
      "align(?:left|right|center|wide|full|none)",
      "wp-(?:caption(?:-text)?|image-\\d+|block-[\\w-]+|element-[\\w-]+)",
      "(?:size|is|has|kg)-[\\w-]+",
      "columns-\\d{1,2}",
      "(?:blocks-)?gallery(?:-[\\w-]+)?",
      "language-[\\w+#.-]{1,30}",
      "hljs(?:-[\\w-]+)?",
      "[a-z]+_{1,2}", // second half of highlight.js names: "hljs-title function_"
      "code|embed|credit|picture-link|media-link|table-scroll|more-marker|embed-frame",
      "footnotes?(?:-[a-z]+)?",
      "callout(?:-(?:title|note|tip|important|warning|caution))?",
      "task-list-item|contains-task-list",
    ].join("|") +
    ")$",
);

/** May a body carry this class? Others could borrow the looks of the site's own parts. */
export function isAllowedClass(name: string): boolean {
  return CLASSES.test(name);
}
