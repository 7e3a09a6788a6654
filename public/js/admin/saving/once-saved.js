/**
 * Gives the editor of a post that was new until now what only a saved one has: its name, state, tools and links, as they
 * stand in its page at this address. Where that does not come, they are there when the page is opened anew.
 */
export async function bringWhatSavedHas(address) {
  const answer = await fetch(address).catch(() => undefined);
  if (!answer?.ok || answer.redirected) return;
  const saved = new DOMParser().parseFromString(await answer.text(), "text/html");
  document.title = saved.title;
  for (const part of saved.querySelectorAll("[data-once-saved]"))
    document.querySelector(`[data-once-saved=${part.dataset.onceSaved}]`)?.replaceWith(part);
}
