import { describe, expect, it } from "vitest";
import { complaintAboutPassword } from "../../src/users/password.ts";

describe("a new password", () => {
  it.each([
    ...["0123456789", "9876543210", "abcdefghij", "aaaaaaaaaaaa", "abababababab", "1029384756"],
    ...[
      "1q2w3e4r5t",
      "1QAZ2WSX3EDC",
      "qwertyuiop",
      "asdfghjklz",
      "Password123!",
      "p@ssw0rd2026",
      "letmeinletmein",
    ],
  ])("is refused where everybody would try it: %s", (password) => {
    expect(complaintAboutPassword(password)).toBe("setup.passwordCommon");
  });

  it.each([
    "a quiet harbour at dusk",
    "tidetables",
    "Donau-Dampf 7",
    "港の朝は静かで何も起",
    " spaces count ",
  ])("is taken where it is long enough and nobody's first guess: %s", (password) =>
    expect(complaintAboutPassword(password)).toBeUndefined(),
  );

  it("has ten characters at least and 512 at most, as people count them", () => {
    expect(complaintAboutPassword("🌊🌅🚢⚓🐟🦀🐚🌙⭐")).toMatchObject({ key: "setup.passwordShort" });
    expect(complaintAboutPassword("🌊🌅🚢⚓🐟🦀🐚🌙⭐🌧")).toBeUndefined();
    expect(complaintAboutPassword("ab cd ef ".repeat(60))).toMatchObject({ key: "setup.passwordLong" });
  });
});
