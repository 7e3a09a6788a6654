import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Received {
  method: string;
  url: string;
  tags: string[];
  body: string;
  authorization: string | undefined;
}

/** A cache that only writes down what it is told; it answers with the statuses it is given, then with 200. */
export async function sink() {
  const received: Received[] = [];
  const answers: number[] = [];
  const server = createServer((req, res) => {
    void req.toArray().then((chunks) => {
      const { method = "", url = "", headers } = req;
      const names = headers["surrogate-key"];
      received.push({
        ...{ method, url, tags: names ? String(names).split(" ") : [] },
        ...{ body: Buffer.concat(chunks).toString(), authorization: headers.authorization },
      });
      const status = answers.shift() ?? 200;
      res.writeHead(status, status === 302 ? { Location: "/elsewhere" } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/purge`,
    /** What arrived since the last time somebody asked. */
    take: (): Received[] => received.splice(0),
    /** The next answers have these statuses. */
    answerWith: (...statuses: number[]) => void answers.push(...statuses),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
