// An editor that saves by itself: ten seconds after the last key, again where it could not, and with a journal in the
// browser until the site has the words. The server merges; here nothing is decided. Without this the form works as it is.
import { isSame, lines, putInto, setValue, typedIn, valueOf, worthKeeping } from "./fields.js";
import { join } from "./join.js";
import { forget, holdOpen, isHeldOpen, keep, leftBehind } from "./journal.js";
import { button, link, note } from "./notes.js";
import { bringWhatSavedHas } from "./once-saved.js";
import { keepPresence } from "./presence.js";
import { send } from "./send.js";

const WAIT_MS = 10_000;
const JOURNAL_MS = 400;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;
const LOGIN_RETRY_MS = 2_000;

const newTab = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );

export function saveByItself(form) {
  const state = form.querySelector("[data-saving-state]");
  const words = form.querySelector("[data-words]").dataset;
  const body = form.elements.body;
  const user = form.dataset.user;
  let tab;
  /** Fields the site has: none of a form that comes back unsaved, from a preview or for a mistake in it. */
  let known = form.dataset.keep === "unsaved" ? [] : typedIn(form);
  let changes = 0;
  let timer;
  let journalTimer;
  let retryMs = FIRST_RETRY_MS;
  let isSending = false;
  /** Why saving by itself has stopped until somebody acts; "" where it has not. */
  let halted = "";
  let loginWindow;

  const hidden = (name) => {
    let field = form.querySelector(`input[type="hidden"][name="${name}"]`);
    if (!field) {
      field = document.createElement("input");
      Object.assign(field, { type: "hidden", name });
      form.append(field);
    }
    return field;
  };
  const say = (sentence) => {
    if (state.textContent !== sentence) state.textContent = sentence;
  };
  const counted = (sentence) => sentence.replace("%", String(changes));
  const sayHalted = () => say(counted(halted === "aside" ? words.halted : words.stopped));
  const isChanged = () => !isSame(typedIn(form), known);
  const isEmpty = (fields) => `${valueOf(fields, "title")}${valueOf(fields, "body")}`.trim() === "";
  /** The page of a post that was never saved has no number in its address. */
  const isNew = () => hidden("version").value === "";
  const tellKeeper = () =>
    form.dispatchEvent(new CustomEvent("kept", { detail: { isUnsaved: isChanged() || changes > 0 } }));

  const writeJournal = (isSent = false) => {
    clearTimeout(journalTimer);
    journalTimer = undefined;
    const fields = worthKeeping(typedIn(form));
    const title = valueOf(fields, "title");
    return keep({
      ...{ tab, user, fields, title, isSent, at: Date.now(), href: location.href },
      ...{ action: new URL(form.action).pathname, version: hidden("version").value },
    });
  };
  const schedule = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(save, ms);
  };
  const tryAgain = (sentence) => {
    say(counted(sentence));
    schedule(retryMs);
    retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS);
  };
  const askToLogIn = () => {
    say(words.notLoggedIn);
    const open = () =>
      (loginWindow = window.open(words.loginHref, "broadsheet-login", "popup,width=480,height=640"));
    if (!form.querySelector('[data-note="login"]'))
      note(form, "login", words.loggedOut, [button(words.logIn, open)]);
    schedule(LOGIN_RETRY_MS);
  };
  const adopt = (answer, sent) => {
    const merged = Object.entries(answer.fields).flatMap(([name, values]) =>
      values.map((value) => [name, value]),
    );
    const now = typedIn(form);
    const text = join(...[sent, now, merged].map((fields) => lines(valueOf(fields, "body"))));
    // Typed into what was merged: the version stays, and the next save is merged by the site once more.
    if (text === null) return false;
    const valuesIn = (fields, name) =>
      JSON.stringify(fields.filter(([other]) => other === name).map(([, value]) => lines(value)));
    const names = new Set([...merged, ...sent].map(([name]) => name));
    for (const name of [...names])
      if (
        name === "body" ||
        valuesIn(merged, name) === valuesIn(sent, name) ||
        valuesIn(now, name) !== valuesIn(sent, name)
      )
        names.delete(name);
    putInto(form, merged, names);
    setValue(body, text, { by: answer.mergedBy });
    return true;
  };
  /** Nobody else's words are new here any more. */
  const settle = () => {
    form.querySelector('[data-note="merged"]')?.remove();
    body.dispatchEvent(new CustomEvent("settled"));
  };
  const tellOfMerge = ({ merged, changes: href }) =>
    note(form, "merged", merged, [
      ...(href ? [link(words.seeChanges, href)] : []),
      button(words.dismiss, settle),
    ]);
  const arrived = (answer, sent) => {
    form.querySelector('[data-note="login"]')?.remove();
    loginWindow?.close();
    loginWindow = undefined;
    retryMs = FIRST_RETRY_MS;
    if (isNew()) {
      form.action = answer.action;
      form.dataset.autosave = answer.autosave;
      form.dataset.presence = answer.presence;
      history.replaceState(null, "", answer.action);
      void bringWhatSavedHas(answer.action);
    }
    const isUntouched = isSame(typedIn(form), sent);
    const isAdopted = !answer.fields || adopt(answer, sent);
    if (isAdopted) {
      hidden("version").value = answer.version;
      known = !answer.fields ? sent : isUntouched ? typedIn(form) : [];
    }
    if (answer.merged) tellOfMerge(answer);
    else settle();
    say(answer.state);
    if (isAdopted && !isChanged()) {
      changes = 0;
      void forget(tab);
    } else {
      say(words.changed);
      schedule(WAIT_MS);
      void writeJournal();
    }
    tellKeeper();
  };
  const save = async () => {
    if (isSending || halted !== "") return;
    clearTimeout(timer);
    const sent = typedIn(form).filter(([name]) => name !== "do");
    if (!isChanged() || (isNew() && isEmpty(sent))) return;
    isSending = true;
    say(words.saving);
    // What is brought back after a crash is never older than what the site has from this tab.
    await writeJournal();
    const answer = await send(form.dataset.autosave, [...sent, ["user", user]]);
    isSending = false;
    if (answer.is === "saved") return arrived(answer, sent);
    if (answer.is === "offline") return tryAgain(words.offline);
    if (answer.is === "failed") return tryAgain(words.failed);
    if (answer.is === "loggedOut") return askToLogIn();
    if (answer.is === "refused") return say(answer.state);
    halted = answer.is;
    settle();
    sayHalted();
    const choose = () => form.requestSubmit(form.querySelector('button[type="submit"][name="do"]'));
    note(
      form,
      "halted",
      answer.state ?? words.gone,
      answer.is === "aside" ? [button(words.choose, choose)] : [],
    );
  };
  const onInput = () => {
    if (!isChanged()) return;
    changes += 1;
    journalTimer ??= setTimeout(() => void writeJournal(), JOURNAL_MS);
    if (halted !== "") return sayHalted();
    if (!navigator.onLine) say(counted(words.offline));
    else if (!isSending) say(words.changed);
    schedule(WAIT_MS);
  };
  const beginAs = (name) => {
    tab = name;
    hidden("tab").value = name;
    holdOpen(name);
  };

  beginAs(newTab());
  // A browser that goes back puts former words into the form of a later version: the journal offers them instead.
  form.setAttribute("autocomplete", "off");
  form.action = new URL(form.action).pathname;
  form.addEventListener("input", onInput);
  form.addEventListener("change", onInput);
  let isJournaled = false;
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (isJournaled || !(isChanged() || changes > 0)) return;
    event.preventDefault();
    if (!navigator.onLine) {
      void writeJournal();
      tellKeeper();
      return say(counted(words.offline));
    }
    void writeJournal(true).then(() => {
      isJournaled = true;
      form.requestSubmit(event.submitter);
      isJournaled = false;
    });
  });
  addEventListener("online", () => changes > 0 && schedule(0));
  addEventListener("offline", () => changes > 0 && say(counted(words.offline)));
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && journalTimer) void writeJournal();
  });
  addEventListener("pageshow", ({ persisted }) => {
    // Back from the browser's memory: what is sent from here on is another tab's.
    if (persisted) beginAs(newTab());
  });
  keepPresence(form, {
    tab: () => tab,
    words,
    version: () => (halted === "" ? hidden("version").value : ""),
  });
  void begin();

  async function begin() {
    if (isChanged() && !(isNew() && isEmpty(typedIn(form)))) {
      changes = 1;
      await writeJournal();
      schedule(WAIT_MS);
    }
    await offerBack();
  }

  /** Offers what other tabs left behind, but for what arrived after all. */
  async function offerBack() {
    const arrivedTabs = new Set(form.dataset.tabs.split(" "));
    const action = new URL(form.action).pathname;
    for (const record of await leftBehind(user)) {
      const hasArrived = record.isSent && arrivedTabs.has(`${record.tab}@${record.version || "0"}`);
      if (hasArrived && (record.action === action || record.version === "")) {
        await forget(record.tab);
        continue;
      }
      if (record.action !== action) continue;
      if (isSame(record.fields, typedIn(form))) {
        await forget(record.tab);
        continue;
      }
      const when = new Date(record.at).toLocaleString(document.documentElement.lang, {
        dateStyle: "medium",
        timeStyle: "short",
      });
      const takeAway = note(form, `kept-${record.tab}`, words.kept.replace("%", when), [
        button(words.bringBack, async () => {
          takeAway();
          await bringBack(record);
        }),
        button(words.throwAway, async () => {
          takeAway();
          await forget(record.tab);
        }),
      ]);
    }
  }
  async function bringBack(record) {
    // What is typed here now is offered back in its turn.
    if (isChanged()) await writeJournal();
    else await forget(tab);
    // Where another tab took them back before, the site merges what this one sends with that.
    beginAs((await isHeldOpen(record)) ? newTab() : record.tab);
    hidden("version").value = record.version;
    known = [];
    putInto(form, record.fields);
    changes = 1;
    say(words.broughtBack);
    tellKeeper();
    schedule(1000);
  }
}
