import type { IncomingMessage, RequestListener } from "node:http";

/** RFC 3986, section 3.2.2, and a port: a name, or an address in brackets. It may be empty. */
const HOST = /^(?:\[[\w.~!$&'()*+,;=:-]+\]|(?:[\w.~!$&'()*+,;=-]|%[\da-f]{2})*)(?::\d*)?$/i;

/**
 * Answers a request that names two hosts, or one that can be none, with 400: what stands in front may have gone by the
 * other. RFC 9112, section 3.2; Node itself refuses a request that names none. A host may also stand in the address, as
 * proxies are asked; Express has no words for one that cannot be read.
 */
export function withOneHost(site: RequestListener): RequestListener {
  let usual = "";
  const isClear = ({ url = "", headers: { host = "" }, rawHeaders }: IncomingMessage): boolean => {
    if (url[0] !== "/" && url !== "*" && !URL.canParse(url)) return false;
    if (host !== usual) {
      if (!HOST.test(host)) return false;
      usual = host;
    }
    return countHosts(rawHeaders) < 2;
  };
  return (req, res) => {
    if (isClear(req)) site(req, res);
    else res.writeHead(400, { Connection: "close", "Content-Length": 0 }).end();
  };
}

/** Of names and values of headers in turn: Node keeps the first one in `headers` and says nothing of others. */
function countHosts(rawHeaders: string[]): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!;
    if (name.length === 4 && name.toLowerCase() === "host") count += 1;
  }
  return count;
}
