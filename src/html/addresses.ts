/**
 * What an address in a body may be: http, https, mailto, tel, or relative to the site. Everything else is dropped, in
 * any spelling a browser would still obey (white space and control characters inside, upper case).
 */
const SCHEMES = new Set(["http", "https", "mailto", "tel"]);

/** The address as it may be printed, or undefined. Control characters and white space at the ends are removed. */
export function safeAddress(raw: string): string | undefined {
  const address = raw.replace(/[\u0000-\u001f\u007f]/g, "").trim();
  if (address === "") return undefined;
  const scheme = /^([^/?#:]*):/.exec(address.replace(/\s+/g, ""))?.[1];
  if (scheme === undefined) return address.replace(/\\/g, "/");
  return SCHEMES.has(scheme.toLowerCase()) ? address : undefined;
}

/** The parsed address where it leads to the web; relative ones are resolved against `baseUrl`. */
export function webUrl(address: string, baseUrl?: string): URL | undefined {
  if (!URL.canParse(address, baseUrl)) return undefined;
  const url = new URL(address, baseUrl);
  return url.protocol === "http:" || url.protocol === "https:" ? url : undefined;
}

/** Does the address stay on the site at `baseUrl`? Fragments and relative addresses do; mail and telephone do not. */
export function isInternal(address: string, baseUrl: string): boolean {
  const url = webUrl(address, baseUrl);
  return url !== undefined && url.host === new URL(baseUrl).host;
}

/** The host without "www.", as it is named to a reader. */
export function hostName(url: URL): string {
  return url.hostname.replace(/^www\./, "");
}

/** The last part of the path, readable: the name of a file. Empty where the path ends in a slash. */
export function fileName(address: string): string {
  const last =
    address
      .replace(/[?#].*$/, "")
      .split("/")
      .at(-1) ?? "";
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
