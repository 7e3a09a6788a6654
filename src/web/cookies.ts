import type { Request } from "express";

/** The value of a cookie that the browser sent; undefined where it has none, or one that cannot be decoded. */
export function cookieOf(req: Pick<Request, "headers">, name: string): string | undefined {
  for (const pair of (req.headers.cookie ?? "").split(";")) {
    const [key, ...value] = pair.split("=");
    if (key?.trim() !== name) continue;
    try {
      return decodeURIComponent(value.join("=").trim());
    } catch {
      return undefined;
    }
  }
  return undefined;
}
