import type { IncomingMessage } from "node:http";
import type { Express } from "express";

/**
 * The network address of whoever asks, outside Express, by the rule Express has for `req.ip`: the last hop of
 * X-Forwarded-For that no trusted proxy wrote.
 */
export function clientAddress(app: Express): (req: IncomingMessage) => string {
  const trusts = app.get("trust proxy fn") as (address: string, hop: number) => boolean;
  /** A proxy sends all its readers from one address. */
  let last: { address: string; isTrusted: boolean } | undefined;
  const isTrusted = (address: string): boolean => {
    if (last?.address !== address) last = { address, isTrusted: trusts(address, 0) };
    return last.isTrusted;
  };
  return (req) => {
    const direct = req.socket.remoteAddress ?? "";
    const forwarded = req.headers["x-forwarded-for"];
    if (forwarded === undefined || !isTrusted(direct)) return direct;
    const told = String(forwarded);
    if (!told.includes(",")) return told.trim(); // what the only proxy says is the answer, trusted or not
    const hops = [direct, ...told.split(",").reverse()].map((hop) => hop.trim());
    return hops.find((hop, index) => !trusts(hop, index)) ?? hops.at(-1)!;
  };
}
