import { NotAnExport } from "./not-an-export.ts";

export interface Decoder {
  /** Throws ERR_ENCODING_INVALID_ENCODED_DATA for bytes that are no text in this encoding. */
  decode(bytes: Uint8Array): string;
  /** Throws where the text ends within a character. */
  end(): string;
}

const DECLARATION = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;

const UTF8_MARK = /^\xef\xbb\xbf/;

/** How long an XML declaration may be, to be found. */
const LOOK_AT_BYTES = 200;

/**
 * Decodes the bytes of an export as its XML declaration says, or as UTF-8: WordPress writes the charset of the site,
 * and old sites were Latin-1. `start` is how the file begins. Throws NotAnExport where this is no text of that kind.
 */
export function decoderFor(start: Uint8Array): Decoder {
  const bytes = Buffer.from(start.subarray(0, LOOK_AT_BYTES)).toString("latin1");
  const latin = bytes.replace(UTF8_MARK, "");
  const foreign = FOREIGN.find(({ begins }) => begins.test(latin));
  if (foreign) throw new NotAnExport(foreign.complaint);
  // Its byte order mark says more than a declaration that was true before another program saved the file.
  const name = latin === bytes ? (DECLARATION.exec(latin)?.[1] ?? "utf-8") : "utf-8";
  const decoder = decoderNamed(name);
  return {
    decode: (bytes) => mend(decoder.decode(bytes, { stream: true })),
    end: () => decoder.decode(),
  };
}

/** What people take for the export: the archive around it, or the file after another program saved it. */
const FOREIGN = [
  {
    begins: /^PK\x03\x04/,
    complaint: "This is a ZIP archive: unpack it and import the XML file that is in it.",
  },
  {
    begins: /^(?:\xff\xfe|\xfe\xff|<\0|\0<)/,
    complaint: "This file is UTF-16 text: save it as UTF-8 and import that.",
  },
  {
    begins: /^\s*<(?:!doctype\s+)?html\b/i,
    complaint: "This is a web page, such as the one to log in at, and not a WordPress export.",
  },
  { begins: /^\s*[^\s<]/, complaint: "This is not a WordPress export: it is no XML." },
];

function decoderNamed(name: string): TextDecoder {
  try {
    // A declaration that could be read byte by byte was not written in UTF-16, whatever it says.
    return new TextDecoder(/^utf-?16/i.test(name) ? "utf-8" : name, { fatal: true });
  } catch {
    throw new NotAnExport(`This file says it is written in "${name}", which is no known encoding.`);
  }
}

/** What Windows-1252 has in the places of U+0080 to U+009F; spaces where it has nothing. */
const WINDOWS = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/** Control characters that no author typed: punctuation of Windows-1252 that was read as Latin-1. */
function mend(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (control) => WINDOWS.charAt(control.charCodeAt(0) - 0x80));
}
