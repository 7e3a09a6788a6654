// The rich editor of posts and pages. Without it, or with JavaScript off, the form has a plain field for Markdown.
import { openEditor } from "./editor/page.ts";

const field = document.querySelector<HTMLTextAreaElement>("textarea[data-rich]");
if (field) openEditor(field);
