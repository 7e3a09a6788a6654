import { HtmlValidate } from "html-validate";

const checker = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    // choices of authors, not of ours
    "heading-level": "off",
    "long-title": "off",
    "tel-non-breaking": "off",
    // a field of a form that is a list stands there once for each of its values
    "form-dup-name": "off",
    // white space, which no reader meets
    "no-trailing-whitespace": "off",
    // void elements and the doctype are written as HTML has them
    "void-style": "off",
    "doctype-style": "off",
    // a list without bullets is announced as one only where its role says so
    "prefer-native-element": "off",
    "no-redundant-role": "off",
  },
});

/** What a checker of HTML has to say about a page; nothing for a valid one. */
export async function complaintsAbout(html: string): Promise<string[]> {
  const { results } = await checker.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(
      ({ ruleId, message, line }) =>
        `${ruleId}, line ${line}: ${message} — ${html.split("\n")[line - 1]?.trim().slice(0, 160)}`,
    ),
  );
}
