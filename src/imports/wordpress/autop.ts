/**
 * Paragraphs as WordPress makes them from the classic editor's text: an empty line begins a paragraph, a single line
 * end is a <br>. Written after the behaviour of `wpautop`, not its code; unlike it, works through the text once.
 */

/** Elements that stand for themselves between paragraphs. */
const BLOCKS = new Set(
  (
    "address article aside blockquote center dd details dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 " +
    "h5 h6 header hgroup hr legend li main menu nav ol p section summary ul table caption colgroup col thead tbody tfoot " +
    "tr td th math iframe"
  ).split(" "),
);
/** Copied as they are, to their closing tag. */
const VERBATIM = "pre|script|style|textarea|svg|math|select|object|video|audio|picture|xmp";
/** Text in these always becomes paragraphs; in other blocks only where it has more than one. */
const ALWAYS = new Set(["", "blockquote"]);
/** No paragraphs inside, and no line breaks: the white space between their children means nothing. */
const BARE = new Set("ul ol dl table thead tbody tfoot tr colgroup hgroup menu dir figure".split(" "));
/** Line breaks but no paragraphs inside. */
const LINES_ONLY = new Set("p h1 h2 h3 h4 h5 h6 dt summary figcaption caption legend address".split(" "));
const VOID = new Set(["hr", "col"]);

const TOKEN = new RegExp(
  `<!--\\s*(?:more|nextpage|noteaser)\\b[^>]*-->|<(${VERBATIM})\\b[^>]*>|<!--|<(/?)([a-z][a-z0-9]*)\\b[^<>]*>`,
  "gi",
);
/** Those of VERBATIM that stand in a line of text. */
const INLINE_VERBATIM = new Set(["select", "picture", "svg", "math", "textarea"]);

/** HTML with its paragraphs. */
export function autop(source: string): string {
  const text = source.replace(/\r\n?/g, "\n");
  const output: string[] = [];
  const stack: string[] = [];
  let run = "";
  let position = 0;
  const flush = () => {
    output.push(paragraphs(run, stack.at(-1) ?? ""));
    run = "";
  };
  // Without what follows the last ">": a tag that never ends would be read to the end of the text for each "<" in it.
  const tagged = text.slice(0, text.lastIndexOf(">") + 1);
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(tagged); match; match = TOKEN.exec(tagged)) {
    const [whole, verbatim, slash, name] = match;
    run += text.slice(position, match.index);
    position = TOKEN.lastIndex;
    if (verbatim !== undefined) {
      position = TOKEN.lastIndex = endOf(text, `</${verbatim}`, position);
      const copied = text.slice(match.index, position);
      if (INLINE_VERBATIM.has(verbatim.toLowerCase()) || stack.at(-1) === "p")
        run += copied.replaceAll("\n", KEPT);
      else {
        flush();
        output.push(copied);
      }
    } else if (name === undefined) {
      if (whole === "<!--") {
        position = TOKEN.lastIndex = endOf(text, "--", position);
        continue;
      }
      flush();
      output.push(whole, "\n");
    } else if (!BLOCKS.has(name.toLowerCase())) run += whole.replaceAll("\n", " ");
    else {
      flush();
      output.push(whole);
      step(stack, name.toLowerCase(), slash === "/");
    }
  }
  run += text.slice(position);
  flush();
  return output.join("").replaceAll(KEPT, "\n").trim();
}

/** Stands for a line end that must survive; control characters cannot come from XML. */
const KEPT = "\u0001";

function step(stack: string[], name: string, isClosing: boolean) {
  if (VOID.has(name)) return;
  if (!isClosing) {
    if (stack.at(-1) === "p") stack.pop();
    stack.push(name);
    return;
  }
  const index = stack.lastIndexOf(name);
  if (index !== -1) stack.length = index;
}

/** The position after the next `mark` and its ">", or the end of the text. */
function endOf(text: string, mark: string, from: number): number {
  const search = new RegExp(mark, "gi");
  search.lastIndex = from;
  const found = search.exec(text);
  const end = found ? text.indexOf(">", found.index) : -1;
  return end === -1 ? text.length : end + 1;
}

function paragraphs(run: string, parent: string): string {
  const clean = run.replace(/<br\s*\/?>\s*<br\s*\/?>/gi, "\n\n").replace(/(?<![ \t])[ \t]+\n/g, "\n");
  const text = clean.trim();
  if (text === "" || /^(?:&nbsp;|\s)+$/.test(text))
    return text === "" ? (run.includes("\n") ? "\n" : run) : "";
  if (BARE.has(parent)) return text;
  const parts = text.split(/\n\s*\n/);
  const hasParagraphs = !LINES_ONLY.has(parent) && (ALWAYS.has(parent) || parts.length > 1);
  if (!hasParagraphs) return lines(text.replace(/\n\s*\n/g, "\n"));
  return parts.map((part) => `<p>${lines(part.trim())}</p>\n`).join("");
}

/** A line end becomes a <br>, unless one stands there already. */
function lines(text: string): string {
  return text.replace(/(<br\s*\/?>)?(?<!\s)\s*\n\s*/gi, "<br>\n");
}
