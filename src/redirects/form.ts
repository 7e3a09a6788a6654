import { readings, readSegments } from "../permalinks/address.ts";
import { lineOf, type FieldErrors, type FormBody, type FormResult } from "../web/form.ts";
import type { Leads } from "./own-links.ts";
import { redirectPath, type RedirectTarget } from "./repository.ts";

export type RedirectField = "from" | "to";

interface Known {
  /** The public address of the site. */
  baseUrl: string;
  find: (path: string) => RedirectTarget | undefined;
  /** Whether readers find something at an address of this site, or are led on from there. */
  leads: Leads;
}

const LONGEST = 1000;
/** So many redirects, one behind another, are followed. */
const MOST_STEPS = 10;

/**
 * What was typed → a former address as `redirects.path` keeps it, and the path it leads to, with what is wrong beside
 * each field. The former address may name any host, such as that of the site before it moved.
 */
export function parseRedirect(
  body: FormBody,
  { baseUrl, find, leads }: Known,
): FormResult<{ path: string; to: string }, RedirectField> {
  const errors: FieldErrors<RedirectField> = {};
  const from = addressIn(lineOf(body, "from"), baseUrl);
  const to = addressIn(lineOf(body, "to"), baseUrl);
  const typed = from && redirectPath(from.pathname);
  // Whoever asks in another case is led on too, where nothing says otherwise.
  const path = typed === undefined || find(typed) ? typed : typed.toLowerCase();
  const known = path === undefined ? undefined : find(path);
  if (from === undefined || path === undefined) errors.from = "redirects.noAddress";
  else if (from.search !== "") errors.from = "redirects.noQuery";
  else if (leads(from.pathname, { apartFromRedirects: known !== undefined })) errors.from = "redirects.taken";
  else if (known?.kind === "post" || known?.kind === "topic")
    errors.from = leads(from.pathname) ? "redirects.keptAlready" : "redirects.keptForLater";
  const target = to && to.pathname + to.search + to.hash;
  if (to === undefined || target === undefined) errors.to = "redirects.noAddress";
  else if (to.origin !== new URL(baseUrl).origin) errors.to = "redirects.elsewhere";
  else if (!leads(to.pathname + to.search)) errors.to = "redirects.nothing";
  else if (path !== undefined && !errors.from && isCircle(path, to, find)) errors.to = "redirects.circle";
  return path === undefined || target === undefined || Object.keys(errors).length > 0
    ? { ok: false, errors }
    : { ok: true, value: { path, to: target } };
}

/** An address of the web, or of this site, as it is typed: from its slash or its scheme on. */
function addressIn(text: string, baseUrl: string): URL | undefined {
  if (!/^(?:\/(?![/\\])|https?:\/\/)/i.test(text) || text.length > LONGEST) return undefined;
  if (!URL.canParse(text, baseUrl)) return undefined;
  const url = new URL(text, baseUrl);
  return readSegments(url.pathname) && url;
}

/** Whether those who are led from this path to an address are led on and on. */
function isCircle(path: string, to: URL, find: Known["find"]): boolean {
  const findThen = (way: string): RedirectTarget | undefined =>
    way === path ? { kind: "path", path: to.pathname } : find(way);
  let at = to;
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const segments = readSegments(at.pathname) ?? [];
    const ways = [segments.join("/"), ...readings(segments).map((way) => way.path)];
    const target = ways.map(findThen).find((one) => one !== undefined);
    if (target?.kind !== "path") return false;
    at = new URL(target.path, at);
  }
  return true;
}
