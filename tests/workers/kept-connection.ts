import { Agent, request } from "node:http";

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

export type KeptConnection = ReturnType<typeof keptConnection>;

/** A browser with one connection that it keeps while the server does. The first request opens it. */
export function keptConnection(origin: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (method: string, path: string, headers: Record<string, string>, body = "") =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request(origin + path, { agent, method, headers }, (res) => {
        let text = "";
        res.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
        res.on("end", () => resolve({ status: res.statusCode!, headers: res.headers, text }));
        res.on("error", reject);
      });
      sent.on("error", reject).end(body);
    });
  return {
    get: (path: string, headers: Record<string, string> = {}) => send("GET", path, headers),
    head: (path: string, headers: Record<string, string> = {}) => send("HEAD", path, headers),
    post: (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
      send(
        "POST",
        path,
        { ...headers, "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin" },
        new URLSearchParams(form).toString(),
      ),
    close: () => agent.destroy(),
  };
}
