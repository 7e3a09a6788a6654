import type { Paths, PostAddress } from "../paths.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import { pageInAddress, type Place } from "./thread.ts";

export type CommentAddress = ReturnType<typeof commentAddress>;

/** The address of an approved comment: its post, the page of the conversation it is on, and its own anchor. */
export function commentAddress({ paths, settings }: { paths: Paths; settings: SettingsRepository }) {
  return (comment: { id: number; post: PostAddress } & Place): string =>
    paths.comment(comment.post, comment.id, pageInAddress(comment, settings.get("discussion")));
}
