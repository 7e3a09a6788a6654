import { hash } from "node:crypto";
import { withoutPort } from "../web/network.ts";

/** 64 bits that stand for a reader, or for a reader with a post. */
export type Digest = readonly [high: number, low: number];

/** A digest that was worked out. */
interface Known {
  key: string;
  digest: Digest;
}

/** Somebody who reads: a network address and a browser. */
export class Reader {
  readonly address: string;
  readonly userAgent: string;
  /** Under the keys of two generations: an older one is forgotten here too. */
  #known: Known | undefined;
  #before: Known | undefined;

  constructor(address: string, userAgent: string) {
    this.address = address;
    this.userAgent = userAgent;
  }

  /** What stands for the reader under a key: worked out once, since whoever reads on over a connection is the same object. */
  digest(key: string): Digest {
    if (this.#known?.key === key) return this.#known.digest;
    if (this.#before?.key === key) return this.#before.digest;
    const sum = hash("sha256", `${key}\n${withoutMapping(this.address)}\n${this.userAgent}`, "binary");
    const digest: Digest = [wordAt(sum, 0), wordAt(sum, 4)];
    this.#before = this.#known;
    this.#known = { key, digest };
    return digest;
  }
}

/** 32 bits of a text that has a byte in each letter: read from hex digits they would cost half as much again as the hash. */
const wordAt = (bytes: string, at: number): number =>
  (bytes.charCodeAt(at) << 24) |
  (bytes.charCodeAt(at + 1) << 16) |
  (bytes.charCodeAt(at + 2) << 8) |
  bytes.charCodeAt(at + 3);

/** An IPv4 address is the same reader whether or not the socket speaks IPv6 (RFC 4291, section 2.5.5.2). */
const withoutMapping = (address: string) =>
  address.includes(":") ? withoutPort(address).replace(/^::ffff:(?=[\d.]+$)/i, "") : address;
