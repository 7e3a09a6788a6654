import { describe, expect, it } from "vitest";
import { judge, type Facts, type RuleSettings, type Submission } from "../../src/comments/rules.ts";
import { compileWords } from "../../src/comments/word-list.ts";

const sent: Submission = {
  ...{ name: "Cleo", email: "cleo@readers.example", website: "https://cleo.example/" },
  ...{
    source: "A *fine* piece.",
    text: "A fine piece.",
    links: 0,
    ip: "192.0.2.7",
    userAgent: "Firefox/140",
  },
};
const stranger: Facts = {
  ...{ isDuplicate: false, msSinceLast: null, isModerator: false, isPostAuthor: false },
  ...{ isTrapFilled: false, msOnForm: null, isKnown: false },
};
const none = compileWords("", true);
/** WordPress's defaults. */
const defaults: RuleSettings = {
  ...{ moderateAll: false, maxLinks: 2, requirePreviouslyApproved: true },
  ...{ moderationWords: none, disallowedWords: none },
};
const lax: RuleSettings = { ...defaults, requirePreviouslyApproved: false };
const given = (
  facts: Partial<Facts> = {},
  settings: Partial<RuleSettings> = {},
  submission: Partial<Submission> = {},
) => judge({ ...sent, ...submission }, { ...stranger, ...facts }, { ...lax, ...settings });

describe("a comment is", () => {
  it("refused as a duplicate before anything else, also from moderators", () => {
    const facts = { isDuplicate: true, msSinceLast: 0, isModerator: true };
    expect(given(facts)).toEqual({ status: "refused", reason: "duplicate" });
  });

  it("refused within fifteen seconds of another, unless a moderator sends it", () => {
    expect(given({ msSinceLast: 14_999 })).toEqual({ status: "refused", reason: "flood" });
    expect(given({ msSinceLast: 14_999, isPostAuthor: true })).toEqual({
      status: "refused",
      reason: "flood",
    });
    expect(given({ msSinceLast: 15_000 }).status).toBe("approved");
    expect(given({ msSinceLast: 0, isModerator: true }).status).toBe("approved");
  });

  it.each(["isModerator", "isPostAuthor"] as const)(
    "approved at once where %s, whatever the rest says",
    (who) => {
      const everything = { moderateAll: true, disallowedWords: compileWords("fine", true), maxLinks: 1 };
      expect(given({ [who]: true, isTrapFilled: true }, everything, { links: 9 })).toEqual({
        status: "approved",
        reason: null,
      });
    },
  );

  it("held by hand only where that is set", () => {
    expect(given({}, { moderateAll: true })).toEqual({ status: "pending", reason: "manual" });
    expect(given({}, { moderateAll: false }).status).toBe("approved");
    expect(given({ isKnown: true }, { moderateAll: true }).status).toBe("pending");
  });

  it("held from two links on; 0 turns that off", () => {
    expect(given({}, {}, { links: 1 }).status).toBe("approved");
    expect(given({}, {}, { links: 2 })).toEqual({ status: "pending", reason: "links" });
    expect(given({ isKnown: true }, {}, { links: 2 }).status).toBe("pending");
    expect(given({}, { maxLinks: 0 }, { links: 50 }).status).toBe("approved");
  });

  it.each([
    ["name", "cle"],
    ["e-mail", "@READERS."],
    ["website", "cleo.example"],
    ["words as typed", "*fine*"],
    ["words as read", "a fine"],
    ["address", "192.0.2."],
    ["user agent", "firefox/140"],
  ])("held when the %s has a moderation word", (_where, word) => {
    const moderationWords = compileWords(`unlikely\n ${word} \n`, true);
    expect(given({}, { moderationWords })).toEqual({ status: "pending", reason: "words" });
  });

  it("held when it comes within two seconds of the form, unless the person is known", () => {
    expect(given({ msOnForm: 1_999 })).toEqual({ status: "pending", reason: "tooFast" });
    expect(given({ msOnForm: 2_000 }).status).toBe("approved");
    expect(given({ msOnForm: null }).status).toBe("approved");
    expect(given({ msOnForm: 0, isKnown: true }).status).toBe("approved");
  });

  it("held as a first one by default, and as nameless without name or address", () => {
    expect(judge(sent, stranger, defaults)).toEqual({ status: "pending", reason: "first" });
    expect(judge({ ...sent, email: "" }, stranger, defaults)).toEqual({
      status: "pending",
      reason: "nameless",
    });
    expect(judge({ ...sent, name: "" }, stranger, defaults)).toEqual({
      status: "pending",
      reason: "nameless",
    });
    expect(judge(sent, { ...stranger, isKnown: true }, defaults).status).toBe("approved");
    expect(judge(sent, stranger, lax).status).toBe("approved");
  });

  it("put away for a disallowed word, whatever the checks before it said", () => {
    const disallowedWords = compileWords("piece", true);
    const away = { status: "trash", reason: "disallowed" };
    expect(given({}, { disallowedWords })).toEqual(away);
    expect(given({ isKnown: true }, { disallowedWords })).toEqual(away);
    expect(given({ isTrapFilled: true }, { disallowedWords, moderateAll: true })).toEqual(away);
  });

  it("spam where the trap was filled in, also where everything is held by hand", () => {
    expect(given({ isTrapFilled: true }, { moderateAll: true })).toEqual({ status: "spam", reason: "trap" });
  });

  it("held for the first reason in WordPress's order", () => {
    const moderationWords = compileWords("fine", true);
    const all = { ...defaults, moderateAll: true, moderationWords };
    const facts = { ...stranger, msOnForm: 0 };
    const links = { ...sent, links: 5 };
    expect(judge(links, facts, all)).toMatchObject({ reason: "manual" });
    expect(judge(links, facts, { ...all, moderateAll: false })).toMatchObject({ reason: "links" });
    expect(judge(sent, facts, { ...all, moderateAll: false })).toMatchObject({ reason: "words" });
    expect(judge(sent, facts, defaults)).toMatchObject({ reason: "tooFast" });
    expect(judge(sent, stranger, defaults)).toMatchObject({ reason: "first" });
  });
});
