/** The part of an address that one household has: all of IPv4, the first 64 bits of IPv6. */
export function network(address: string): string {
  const ip = withoutPort(address);
  const mapped = /^::ffff:([\d.]+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  if (!ip.includes(":")) return ip;
  const [before = "", after] = ip.split("::");
  const head = before.split(":").filter((part) => part !== "");
  const tail = after === undefined ? [] : after.split(":").filter((part) => part !== "");
  const zeros =
    after === undefined ? [] : Array<string>(Math.max(0, 8 - head.length - tail.length)).fill("0");
  return [...head, ...zeros, ...tail]
    .slice(0, 4)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":");
}

/** Some proxies forward where a connection comes from, which is another port each time: "192.0.2.1:4711", "[2001:db8::1]:4711". */
export function withoutPort(address: string): string {
  return address.replace(/^\[([^\]]*)\](?::\d*)?$|^([\d.]+):\d*$/, "$1$2");
}
