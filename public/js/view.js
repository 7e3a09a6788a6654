// Tells the server that this page is shown, once, when it has become visible: a cache answered in its place. Nothing
// else is told, and nothing is kept here.
const { view } = document.querySelector("script[data-view]").dataset;

const tell = () => {
  if (document.visibilityState !== "visible") return;
  document.removeEventListener("visibilitychange", tell);
  fetch(view, { method: "POST", keepalive: true }).catch(() => {});
};
document.addEventListener("visibilitychange", tell);
tell();
