import type { Message } from "../messages/translator.ts";
import { view } from "../web/view.ts";

export const loginForm = view<{ email: string; next: string; problem: Message | null }>(
  "sessions/new",
  "bare",
);
