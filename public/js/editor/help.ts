const isMac = /mac|iphone|ipad/i.test(navigator.platform);
const SIGNS: Record<string, string> = isMac
  ? { Mod: "⌘", Alt: "⌥", Shift: "⇧", Enter: "⏎" }
  : { Mod: "Ctrl" };

/** Shortcuts as this computer's keys say them: "Mod-Shift-x" is ⌘⇧X or Ctrl+Shift+X. */
export function nameKeys(root: ParentNode) {
  for (const element of root.querySelectorAll<HTMLElement>("[data-keys]")) {
    const keys = element.dataset
      .keys!.split("-")
      .map((key) => SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key));
    element.textContent = keys.join(isMac ? "" : "+");
  }
}
