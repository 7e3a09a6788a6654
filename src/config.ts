import { z } from "zod";

export interface Config {
  port: number;
  host: string;
  /** The public address, without trailing slash; undefined until the port is known. */
  baseUrl: string | undefined;
  dataDir: string;
  trustProxy: string[];
  logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
}

export class BadConfig extends Error {}

const environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  BASE_URL: z
    .url({ protocol: /^https?$/, message: "must be an address that starts with http:// or https://" })
    .transform((url) => url.replace(/\/+$/, ""))
    .refine((url) => new URL(url).pathname === "/", "must not have a path")
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
    ),
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
  const { PORT, HOST, BASE_URL, DATA_DIR, TRUST_PROXY, LOG_LEVEL } = parsed.data;
  return {
    port: PORT,
    host: HOST,
    baseUrl: BASE_URL,
    dataDir: DATA_DIR,
    trustProxy: TRUST_PROXY,
    logLevel: LOG_LEVEL,
  };
}

function lowerFirst(text: string) {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
