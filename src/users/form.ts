import { renderShort } from "../html/short.ts";
import { freeSlug, slugify } from "../slug.ts";
import {
  idOf,
  isEmail,
  lineOf,
  textOf,
  webAddress,
  type FieldErrors,
  type FormBody,
  type FormResult,
} from "../web/form.ts";
import { roles, type Person, type Profile, type Role, type User } from "./user.ts";

const LONGEST = { name: 100, slug: 80, bio: 5000 };
const MOST_LINKS = 10;

export type ProfileField = "name" | "website" | "bio" | "links";
export type PersonField = ProfileField | "slug" | "email" | "role";
export type AccountField = "name" | "email" | "role";

export interface TypedProfile extends Record<ProfileField, string> {
  picture: number | null;
  /** What was looked for among the pictures. */
  pictureQuery: string;
}
export interface TypedPerson extends TypedProfile {
  slug: string;
  email: string;
  role: string;
}
export type TypedAccount = Record<AccountField, string>;

export interface People {
  findByEmail: (email: string) => User | undefined;
  findBySlug: (slug: string) => User | undefined;
}
/** Whether a file of the library is a picture. */
export type HasPicture = (mediaId: number) => boolean;

/** What a person says about themselves. Links stand one a line: "Mastodon https://social.example/@ada". */
export function parseProfile(
  body: FormBody,
  hasPicture: HasPicture,
): FormResult<Profile, ProfileField> & { typed: TypedProfile } {
  const typed: TypedProfile = {
    name: lineOf(body, "name"),
    website: lineOf(body, "website"),
    bio: textOf(body, "bio").replaceAll("\r\n", "\n").trim(),
    links: textOf(body, "links").replaceAll("\r\n", "\n").trim(),
    picture: idOf(body, "picture") ?? null,
    pictureQuery: lineOf(body, "pictureQuery").slice(0, 100),
  };
  const errors: FieldErrors<ProfileField> = {};
  if (typed.name === "") errors.name = "form.required";
  for (const field of ["name", "bio"] as const)
    if (typed[field].length > LONGEST[field])
      errors[field] = { key: "form.tooLong", values: { max: LONGEST[field] } };
  const website = typed.website === "" ? "" : webAddress(typed.website);
  if (website === undefined) errors.website = "form.url";
  const links = typed.links
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(linkOf);
  if (links.length > MOST_LINKS) errors.links = { key: "users.tooManyLinks", values: { max: MOST_LINKS } };
  const wrong = links.findIndex((link) => link === undefined);
  if (wrong >= 0) errors.links = { key: "users.noLink", values: { line: wrong + 1 } };
  if (Object.keys(errors).length > 0) return { ok: false, errors, typed };
  const value: Profile = {
    name: typed.name,
    website: website!,
    bioSource: typed.bio,
    bio: renderShort(typed.bio),
    links: links.filter((link) => link !== undefined),
    avatarMediaId: typed.picture !== null && hasPicture(typed.picture) ? typed.picture : null,
  };
  return { ok: true, value, typed };
}

/** What an admin says about a person. Guests have neither e-mail address nor role: those fields are not read. */
export function parsePerson(
  body: FormBody,
  user: User,
  people: People,
  hasPicture: HasPicture,
): FormResult<Person, PersonField> & { typed: TypedPerson } {
  const isGuest = user.role === "guest";
  const profile = parseProfile(body, hasPicture);
  const typed: TypedPerson = {
    ...profile.typed,
    slug: lineOf(body, "slug"),
    email: isGuest ? "" : lineOf(body, "email"),
    role: isGuest ? "guest" : lineOf(body, "role"),
  };
  const errors: FieldErrors<PersonField> = profile.ok ? {} : { ...profile.errors };
  const isTaken = (slug: string) => (people.findBySlug(slug)?.id ?? user.id) !== user.id;
  const slug = slugify(typed.slug) || freeSlug(slugify(typed.name) || "author", isTaken);
  if (isTaken(slug)) errors.slug = { key: "users.slugTaken", values: { slug } };
  if (!isGuest) Object.assign(errors, accountErrors(typed, people, user));
  if (!profile.ok || Object.keys(errors).length > 0) return { ok: false, errors, typed };
  const role = isGuest ? "guest" : (typed.role as Role);
  return { ok: true, value: { ...profile.value, slug, email: isGuest ? null : typed.email, role }, typed };
}

/** A new account, or one for a guest author: then the name is known. */
export function parseAccount(
  body: FormBody,
  people: People,
  guest?: User,
): FormResult<{ name: string; email: string; role: Role }, AccountField> & { typed: TypedAccount } {
  const typed = {
    name: guest?.name ?? lineOf(body, "name"),
    email: lineOf(body, "email"),
    role: lineOf(body, "role"),
  };
  const errors: FieldErrors<AccountField> = accountErrors(typed, people, guest);
  if (typed.name === "") errors.name = "form.required";
  if (typed.name.length > LONGEST.name) errors.name = { key: "form.tooLong", values: { max: LONGEST.name } };
  if (Object.keys(errors).length > 0) return { ok: false, errors, typed };
  return { ok: true, value: { ...typed, role: typed.role as Role }, typed };
}

/** What is wrong with an e-mail address somebody is to log in with. */
export function complaintAboutEmail(email: string, people: Pick<People, "findByEmail">, user?: User) {
  if (email === "") return "form.required";
  if (!isEmail(email)) return "form.email";
  const owner = people.findByEmail(email);
  return owner && owner.id !== user?.id ? "users.emailTaken" : undefined;
}

export function typedProfile(user: User): TypedProfile {
  return {
    name: user.name,
    website: user.website,
    bio: user.bioSource,
    links: user.links.map(({ label, url }) => `${label} ${url}`).join("\n"),
    picture: user.avatarMediaId,
    pictureQuery: "",
  };
}

export function typedPerson(user: User): TypedPerson {
  return { ...typedProfile(user), slug: user.slug, email: user.email ?? "", role: user.role };
}

function accountErrors({ email, role }: { email: string; role: string }, people: People, user?: User) {
  const errors: FieldErrors<"email" | "role"> = {};
  const complaint = complaintAboutEmail(email, people, user);
  if (complaint) errors.email = complaint;
  if (!(roles as readonly string[]).includes(role)) errors.role = "form.notOneOfThese";
  return errors;
}

/** The last word is the address; what stands before it is the label, or else the address's host. */
function linkOf(line: string): { label: string; url: string } | undefined {
  const words = line.trim().split(/\s+/);
  const url = webAddress(words.pop()!);
  if (url === undefined) return undefined;
  return { label: words.join(" ").slice(0, 100) || new URL(url).hostname, url };
}
