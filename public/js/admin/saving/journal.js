// What is typed in a tab, kept in the browser until the site has it. One record for each tab:
// { tab, user, action, version, fields: [[name, value]], title, changes, isSent, at }.
const STORE = "journal";
let opened;

function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("broadsheet", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "tab" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** Runs one request on the journal; null where the browser keeps nothing, as in some private windows. */
async function ask(mode, work) {
  try {
    const store = (await open()).transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);
    return await new Promise((resolve, reject) => {
      const request = work(store);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  } catch {
    return null;
  }
}

export const keep = (record) => ask("readwrite", (store) => store.put(record));
export const forget = (tab) => ask("readwrite", (store) => store.delete(tab));

/** What tabs of this person left behind that are open no more, the newest first. */
export async function leftBehind(user) {
  const records = (await ask("readonly", (store) => store.getAll())) ?? [];
  const open = await openTabs();
  return records
    .filter((record) => record.user === user && !isAmong(open, record))
    .sort((one, other) => other.at - one.at);
}

/** Whether a tab goes on with this record: the one that wrote it, or one that took it back. */
export async function isHeldOpen(record) {
  return isAmong(await openTabs(), record);
}

const isAmong = (open, { tab, at }) => (open ? open.has(tab) : Date.now() - at < 30_000);

const lockOf = (tab) => `broadsheet-tab-${tab}`;

/** Holds a lock for as long as this page lives, so that other tabs know that its words are not left behind. */
export function holdOpen(tab) {
  void navigator.locks?.request(lockOf(tab), () => new Promise(() => undefined));
}

async function openTabs() {
  const held = (await navigator.locks?.query())?.held;
  return held && new Set(held.map(({ name }) => name.replace("broadsheet-tab-", "")));
}
