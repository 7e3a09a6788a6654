import { describe, expect, it } from "vitest";
import { almostXml } from "../../../src/imports/wordpress/almost-xml.ts";

/** A document that comes in pieces of so many characters. */
function mended(text: string, length = text.length): string {
  const mend = almostXml();
  let whole = "";
  for (let at = 0; at < text.length; at += length) whole += mend.write(text.slice(at, at + length));
  return whole + mend.end();
}

describe("what is almost XML", () => {
  const odd =
    "\n\t <?xml?><r a='x&y'>a & b &amp;&nbsp;&#38;&#x26;&#1;&#x110000;<![CDATA[ & ]] ]>&amp; ]]]]>&<![CDATA[>&]]></r>&";
  const sound =
    "<?xml?><r a='x&amp;y'>a &amp; b &amp;&amp;nbsp;&#38;&#x26;&amp;#1;&amp;#x110000;<![CDATA[ & ]] ]>&amp; ]]]]>&amp;<![CDATA[>&]]></r>&amp;";

  it("is mended outside of CDATA sections, and left as it is within", () => {
    expect(mended(odd)).toBe(sound);
  });

  it("comes out the same in pieces of every length", () => {
    for (let length = 1; length < odd.length; length += 1) expect(mended(odd, length)).toBe(sound);
  });

  it("stays byte for byte where it is XML", () => {
    expect(mended(sound, 7)).toBe(sound);
  });
});
