import type { Message } from "../messages/translator.ts";

export const MIN_PASSWORD_LENGTH = 10;
export const MAX_PASSWORD_LENGTH = 512;

/** argon2id, 19 MiB, 2 passes, 1 lane: OWASP Password Storage Cheat Sheet. About 20 ms, off the main thread. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Machine code of 4 MB, which a site needs when somebody logs in. */
const argon2 = () => import("@node-rs/argon2");

export async function hashPassword(password: string): Promise<string> {
  const { hash } = await argon2();
  return hash(password.normalize("NFC"), COST);
}

let absent: Promise<string> | undefined;

/**
 * Takes as long for a person who does not exist as for a wrong password, so that neither can be told from the other.
 * What is longer than any password (in UTF-16 units) is not even hashed.
 */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  if (password.length > MAX_PASSWORD_LENGTH * 2) return false;
  const { verify } = await argon2();
  const matches = await verify(
    stored ?? (await (absent ??= hashPassword("nobody"))),
    password.normalize("NFC"),
  );
  return matches && stored !== undefined;
}

/** What is wrong with a new password, or undefined. Length and a list of the commonest, no rules of composition (NIST SP 800-63B). */
export function complaintAboutPassword(password: string): Message | undefined {
  const { length } = [...password];
  if (length < MIN_PASSWORD_LENGTH)
    return { key: "setup.passwordShort", values: { min: MIN_PASSWORD_LENGTH } };
  if (length > MAX_PASSWORD_LENGTH)
    return { key: "setup.passwordLong", values: { max: MAX_PASSWORD_LENGTH } };
  if (isCommon(password.toLowerCase())) return "setup.passwordCommon";
  return undefined;
}

/** Repetitions, sequences, and decorated versions of the words that lead every list of leaked passwords. */
function isCommon(password: string) {
  if (new Set(password).size <= 3) return true;
  const backwards = [...password].reverse().join("");
  if (WALKS.some((walk) => walk.includes(password) || walk.includes(backwards))) return true;
  const core = password
    .replace(/[^a-z]+$/, "")
    .replace(/^[^a-z@$]+/, "")
    .replaceAll("@", "a")
    .replaceAll("0", "o")
    .replaceAll("1", "i")
    .replaceAll("$", "s");
  return COMMON.has(core) || COMMON.has(core.slice(0, core.length / 2));
}
/** Sequences, and ways over the keyboard. */
const WALKS =
  "01234567890123456789 abcdefghijklmnopqrstuvwxyz 1029384756 1234512345 1234554321 1q2w3e4r5t6y7u8i9o0p q1w2e3r4t5y6u7i8o9p0 1qaz2wsx3edc4rfv5tgb6yhn7ujm qazwsxedcrfvtgbyhnujm qwertyuiopasdfghjklzxcvbnm qwertzuiopasdfghjklyxcvbnm azertyuiopqsdfghjklmwxcvbn".split(
    " ",
  );
const COMMON = new Set(
  "password passwort passphrase qwerty qwertyuiop qwertz qwertzuiop asdfgh asdfghjkl letmein welcome admin administrator iloveyou monkey dragon football baseball superman batman sunshine princess master shadow michael trustno changeme default secret broadsheet wordpress computer internet starwars whatever qazwsx zaqwsx abc test guest login hello access mustang jordan charlie".split(
    " ",
  ),
);
