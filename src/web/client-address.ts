import type { IncomingMessage } from "node:http";
import type { Express } from "express";

/**
 * The network address of whoever asks, outside Express, by the rule Express has for `req.ip`: the last hop of
 * X-Forwarded-For that no trusted proxy wrote.
 */
export function clientAddress(app: Express): (req: IncomingMessage) => string {
  const trusts = app.get("trust proxy fn") as (address: string, hop: number) => boolean;
  return (req) => {
    const direct = req.socket.remoteAddress ?? "";
    const forwarded = req.headers["x-forwarded-for"];
    if (forwarded === undefined || !trusts(direct, 0)) return direct;
    const hops = [direct, ...String(forwarded).split(",").reverse()].map((hop) => hop.trim());
    return hops.find((hop, index) => !trusts(hop, index)) ?? hops.at(-1)!;
  };
}
