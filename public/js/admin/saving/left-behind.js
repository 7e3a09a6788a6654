// On a list of posts: what tabs of this browser left behind unsaved, each with the way back to its editor.
import { forget, leftBehind } from "./journal.js";
import { button, link, note } from "./notes.js";

export async function tellOfLeftBehind(place) {
  const { user, list, ...words } = place.dataset;
  for (const record of await leftBehind(user)) {
    // what was sent with a button arrived, or is offered where it was written
    if (record.isSent || !record.action.startsWith(list)) continue;
    const when = new Date(record.at).toLocaleString(document.documentElement.lang, {
      dateStyle: isToday(record.at) ? undefined : "medium",
      timeStyle: "short",
    });
    const sentence = words.left.replace("{title}", () => record.title.trim() || words.untitled);
    const takeAway = note(place, `left-${record.tab}`, sentence.replace("{when}", when), [
      link(words.open, record.href),
      button(words.throwAway, async () => {
        takeAway();
        await forget(record.tab);
      }),
    ]);
  }
}

const isToday = (at) => new Date(at).toDateString() === new Date().toDateString();
