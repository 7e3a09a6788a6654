// Says every 20 seconds that this post is open here, while somebody is at it, and shows who else is. A tab that nobody
// touched for five minutes falls silent: it must not keep a login alive.
import { send } from "./send.js";

const EVERY_MS = 20_000;
const IDLE_MS = 300_000;

export function keepPresence(form, { tab, words, version }) {
  const here = form.querySelector("[data-saving-here]");
  let touchedAt = Date.now();
  for (const sign of ["keydown", "pointerdown", "focusin"])
    addEventListener(sign, () => (touchedAt = Date.now()), { passive: true });

  const tell = async () => {
    if (!form.dataset.presence || document.visibilityState === "hidden") return;
    if (Date.now() - touchedAt > IDLE_MS) return;
    const answer = await send(form.dataset.presence, [["tab", tab()]]);
    if (answer.here === undefined) return;
    const isNewer = version() !== "" && Number(answer.version) > Number(version());
    const sentence = [answer.here, isNewer ? words.newer : ""].filter(Boolean).join(" ");
    if (here.textContent !== sentence) here.textContent = sentence;
  };
  setInterval(tell, EVERY_MS);
  void tell();
  addEventListener("pagehide", () => {
    if (form.dataset.presence)
      navigator.sendBeacon(form.dataset.presence, new URLSearchParams({ tab: tab(), leaving: "1" }));
  });
}
