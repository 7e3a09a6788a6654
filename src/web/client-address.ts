import type { IncomingMessage } from "node:http";
import type { Socket } from "node:net";
import type { Express } from "express";

/**
 * The network address of whoever asks, outside Express, by the rule Express has for `req.ip`: the last hop of
 * X-Forwarded-For that no trusted proxy wrote.
 */
export function clientAddress(app: Express): (req: IncomingMessage) => string {
  const trusts = app.get("trust proxy fn") as (address: string, hop: number) => boolean;
  const trusted = new WeakMap<Socket, boolean>();
  /** Judged once for a connection: a proxy sends all its readers over a few. */
  const isTrusted = (socket: Socket, address: string): boolean => {
    const known = trusted.get(socket) ?? trusts(address, 0);
    trusted.set(socket, known);
    return known;
  };
  return (req) => {
    const direct = req.socket.remoteAddress ?? "";
    const forwarded = req.headers["x-forwarded-for"];
    if (forwarded === undefined || !isTrusted(req.socket, direct)) return direct;
    const told = String(forwarded);
    if (!told.includes(",")) return told.trim(); // what the only proxy says is the answer, trusted or not
    const hops = [direct, ...told.split(",").reverse()].map((hop) => hop.trim());
    return hops.find((hop, index) => !trusts(hop, index)) ?? hops.at(-1)!;
  };
}
