import { isIP } from "node:net";
import * as z from "zod";

export interface Config {
  port: number;
  host: string;
  /** The public address, without trailing slash; undefined until the port is known. */
  baseUrl: string | undefined;
  dataDir: string;
  trustProxy: string[];
  /** Processes that serve the site. */
  workers: number;
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
}

export class BadConfig extends Error {}

const environment = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  BASE_URL: z
    .url({ protocol: /^https?$/, message: "must be an address that starts with http:// or https://" })
    .transform((url) => url.replace(/\/+$/, ""))
    .refine(
      (url) => /^https?:\/\/[^/?#@]+$/i.test(url),
      "must be no more than a host: no path, no name, no query",
    )
    .optional(),
  DATA_DIR: z.string().min(1).default("./data"),
  TRUST_PROXY: z
    .string()
    .default("")
    .transform((list) =>
      list
        .split(",")
        .map((address) => address.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every(isProxy), "must list IP addresses, or ranges such as 10.0.0.0/8"),
  WORKERS: wholeNumber(1, 64).default(1),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
});

/** The environment as a Config. Throws BadConfig that names every bad value at once. An empty value counts as none. */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const complaints = parsed.error.issues.map(
      (issue) => `${issue.path.join(".")} ${lowerFirst(issue.message)}`,
    );
    throw new BadConfig(complaints.join("; "));
  }
  const { PORT, HOST, BASE_URL, DATA_DIR, TRUST_PROXY, WORKERS, LOG_LEVEL } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    baseUrl: BASE_URL,
    dataDir: DATA_DIR,
    trustProxy: TRUST_PROXY,
    workers: WORKERS,
    logLevel: LOG_LEVEL,
  };
}

function wholeNumber(least: number, most: number) {
  const complaint = `must be a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,5}$/, complaint)
    .transform(Number)
    .refine((number) => number >= least && number <= most, complaint);
}

/** What Express takes as the address of a proxy: an address, a range, or one of its names for ranges. */
function isProxy(text: string): boolean {
  if (["loopback", "linklocal", "uniquelocal"].includes(text)) return true;
  const [address = "", prefix, ...rest] = text.split("/");
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)]!;
  return (
    bits > 0 &&
    rest.length === 0 &&
    (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= bits))
  );
}

function lowerFirst(text: string) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
