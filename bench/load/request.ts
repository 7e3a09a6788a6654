const BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

export type Headers = Record<string, string>;

/** A GET as a browser sends it, ready for the wire. */
export function get(path: string, headers: Headers = {}): string {
  return wire("GET", path, headers);
}

/** A form as a browser sends it from a page of the site. */
export function post(path: string, form: Record<string, string | string[]>, headers: Headers = {}): string {
  const fields = Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  const body = new URLSearchParams(fields).toString();
  return wire(
    "POST",
    path,
    {
      ...{ "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded" },
      ...{ "Content-Length": String(body.length), ...headers },
    },
    body,
  );
}

function wire(method: string, path: string, headers: Headers, body = ""): string {
  const all = { Host: "127.0.0.1", "User-Agent": BROWSER, Accept: "text/html", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
}
