import { Command } from "commander";
import { rerenderPosts } from "../posts/rerender.ts";
import { showPosts } from "./progress.ts";
import { withSite, type Env } from "./site.ts";

/** `broadsheet rerender`: makes the HTML of posts again from what their authors wrote, after an update of the renderer. */
export function rerenderCommand(env: Env) {
  return new Command("rerender")
    .description("make the HTML of posts again from their sources")
    .option("--all", "also what the present renderer made, for example after pictures were added")
    .option("--json", "print the result as JSON")
    .action(async ({ all = false, json = false }: { all?: boolean; json?: boolean }) => {
      const count = await withSite(env, (parts) => rerenderPosts(parts, all, showPosts));
      process.stdout.write(
        json ? `${JSON.stringify({ rerendered: count })}\n` : `Made ${count} posts again.\n`,
      );
    });
}
