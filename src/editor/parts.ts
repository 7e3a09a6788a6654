import type { DiskBeside } from "../database/sync-beside.ts";
import type { Message } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import type { PlannedChanges } from "../plans/changes.ts";
import type { EditorChoices, RowChoices } from "../posts/choices.ts";
import type { DeskRepository } from "../posts/desk-repository.ts";
import type { PostHistory } from "../posts/history.ts";
import type { PostKind, PostSource } from "../posts/post.ts";
import type { PostPublishing } from "../posts/publishing.ts";
import type { PostRepository } from "../posts/repository.ts";
import type { SaveOver } from "../posts/save-over.ts";
import type { PostTyped } from "../posts/typed.ts";
import type { WorkingPosts } from "../posts/working-posts.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { Viewer } from "../users/user.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import type { ConvertedBody } from "./conversion.ts";
import type { EditorNotes } from "./editor.ts";
import type { PresenceRepository } from "./presence-repository.ts";
import type { ShowPreview } from "./preview.ts";

/** What is noted about posts: another feature keeps it. */
export interface NotesOfPosts {
  /** How many notes on each of these posts wait; posts without any are missing. */
  countWaiting: (postIds: number[]) => Map<number, number>;
  summary: (postId: number, now: Date) => EditorNotes;
  /** Keeps why an editor gave a post back; '' for no reason. */
  giveBack: (postId: number, text: string, by: Viewer, now: Date) => void;
}

/** What writing posts, or pages, is made of. */
export interface EditingParts {
  kind: PostKind;
  desk: DeskRepository;
  posts: PostRepository;
  publishing: PostPublishing;
  history: PostHistory;
  saves: SaveOver;
  disk: DiskBeside;
  working: WorkingPosts;
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  /** Everything the editor offers for this post; undefined for a new one. */
  choicesFor: (post: PostSource | undefined, typed: PostTyped) => EditorChoices;
  /** What the row of a list offers for this post; undefined for several. */
  rowChoicesFor: (post: PostSource | undefined) => RowChoices;
  showPreview: ShowPreview;
  notes: NotesOfPosts;
  plans: PlannedChanges;
  /** What readers would miss in a post as it was saved. */
  findingsFor: (postId: number) => Message[];
  /** An HTML body as Markdown. Throws BodyTooLarge. */
  convert: (html: string) => ConvertedBody;
  presence: PresenceRepository;
  /** Begins what the first save of a long text needs. */
  workAhead: (typed: PostTyped) => void;
  /** How many revisions a post has. */
  countRevisions: (postId: number) => number;
}
