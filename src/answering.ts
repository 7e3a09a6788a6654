import type { Route } from "./route.ts";

/** Who may open the page at an address without parameters, or undefined where there is none. */
export function accessTo(list: Route[], address: string): Route["access"] | undefined {
  return list.find(({ method, path }) => method === "get" && path === address)?.access;
}

/** Answered before the routes. */
const PROBES = /^\/(?:healthz|readyz)$/;

/** Whether the product answers an address itself, whatever was written: nothing else ever stands there. */
export function answering(list: Route[]): (address: string) => boolean {
  const own = list.filter(({ method, isYielding }) => method === "get" && !isYielding);
  const patterns = [PROBES, ...own.map(({ path }) => patternOf(path))];
  return (address) => patterns.some((pattern) => pattern.test(address));
}

/** A path with parameters, as Express reads it. */
function patternOf(path: Route["path"]): RegExp {
  return typeof path === "string"
    ? new RegExp(`^${path.replaceAll(".", String.raw`\.`).replace(/:\w+/g, "[^/]+")}$`)
    : path;
}
