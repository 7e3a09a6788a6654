import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { startProcess, type Running } from "../process.ts";
import type { Answer } from "./answers.ts";

export const hasNginx = () => spawnSync("nginx", ["-v"]).status === 0;

/** One nginx process that serves one file from `folder`, with its gzip beside it. */
export function startNginx(folder: string, port: number, plain: Answer, gzip: Answer): Promise<Running> {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  writeFileSync(join(folder, "post.html"), plain.body);
  writeFileSync(join(folder, "post.html.gz"), isCompressed(gzip) ? gzip.body : gzipSync(gzip.body));
  const file = join(folder, "nginx.conf");
  writeFileSync(file, config(folder, port));
  return startProcess("nginx", ["-p", folder, "-c", file, "-e", "stderr"], port);
}

const isCompressed = ({ headers }: Answer) =>
  headers.some(([name, value]) => name.toLowerCase() === "content-encoding" && value === "gzip");

const config = (folder: string, port: number) => `
daemon off; master_process off; worker_processes 1; pid ${folder}/nginx.pid; user root;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000; open_file_cache max=100;
  default_type text/html;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${port}; root ${folder}; gzip_static on; location / { try_files /post.html =404; } }
}
`;
