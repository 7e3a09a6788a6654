// Small helps for the desk. Every page works without them.
import "./admin/tick-all.js";
import "./admin/keep.js";
import "./admin/suggest.js";
import "./admin/filter.js";
import "./admin/calendar.js";
import "./admin/copy.js";
import { saveByItself } from "./admin/saving/editor.js";

for (const form of document.querySelectorAll("form[data-autosave]")) saveByItself(form);
