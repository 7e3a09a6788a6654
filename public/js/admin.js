// Small helps for the desk. Every page works without them.
import "./popovers.js";
import "./admin/tick-all.js";
import "./admin/keep.js";
import "./admin/suggest.js";
import "./admin/filter.js";
import "./admin/own-button.js";
import "./admin/calendar.js";
import "./admin/copy.js";
import "./admin/tabs.js";
import { saveByItself } from "./admin/saving/editor.js";
import { tellOfLeftBehind } from "./admin/saving/left-behind.js";

for (const form of document.querySelectorAll("form[data-autosave]")) saveByItself(form);
for (const place of document.querySelectorAll("[data-left-behind]")) void tellOfLeftBehind(place);
