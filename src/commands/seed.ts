import { Command } from "commander";
import { addPictures } from "../seed/pictures.ts";
import { seedSite } from "../seed/seed.ts";
import { furnishWidgets } from "../widgets/furnish.ts";
import { showPosts } from "./progress.ts";
import { UsageError, wholeNumber, withSite, type Env } from "./site.ts";

interface Options {
  posts: number;
  comments?: number;
  authors: number;
  json?: boolean;
}

/** `broadsheet seed`: the newspaper of an invented town, for trying and measuring. The same numbers give the same paper. */
export function seedCommand(env: Env) {
  return new Command("seed")
    .description("fill the site with sample content: the newspaper of an invented town")
    .option("--posts <number>", "how many posts", wholeNumber, 60)
    .option("--comments <number>", "how many comments in all (default: four a post)", wholeNumber)
    .option("--authors <number>", "how many authors", wholeNumber, 8)
    .option("--json", "print the result as JSON")
    .action(async (options: Options) => {
      const { posts, authors, comments = posts * 4 } = options;
      if (authors === 0) throw new UsageError("Somebody has to write: --authors must be 1 or more.");
      if (posts === 0 && comments > 0)
        throw new UsageError("Comments need posts: --posts must be 1 or more.");
      await withSite(env, async (parts) => {
        const pictureIds = await addPictures(parts.library, parts.clock());
        if (parts.widgets.list().length === 0) furnishWidgets(parts.widgets, parts.widgetKinds);
        const request = { posts, comments, authors, pictureIds };
        await seedSite(parts, request, parts.clock(), (written) => showPosts(written, posts));
      });
      const result = { posts, comments, authors };
      process.stdout.write(
        options.json ? `${JSON.stringify(result)}\n` : `Wrote ${posts} posts and ${comments} comments.\n`,
      );
    });
}
