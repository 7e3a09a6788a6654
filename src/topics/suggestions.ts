import type { Request, Response } from "express";
import type { TopicRepository } from "./repository.ts";

const MOST = 12;

/** Names of tags that begin with what is typed, as JSON: the script of the editor offers them. */
export function tagSuggestions({ topics }: { topics: Pick<TopicRepository, "listTagsLike"> }) {
  return {
    index(req: Request, res: Response) {
      const { q } = req.query;
      const text = typeof q === "string" ? q.trim().slice(0, 100) : "";
      res.json(text === "" ? [] : topics.listTagsLike(text, MOST));
    },
  };
}
