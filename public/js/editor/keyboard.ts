/** Keeps the foot of the editor above a keyboard on the screen, which covers the page without making it smaller. */
export function standAboveKeyboard(foot: HTMLElement) {
  const seen = window.visualViewport;
  const lift = () => {
    // who looks at a part of the page through a glass sees no keyboard
    const covered = seen!.scale > 1.01 ? 0 : window.innerHeight - seen!.offsetTop - seen!.height;
    foot.style.insetBlockEnd = `${Math.max(0, Math.round(covered))}px`;
  };
  for (const happening of ["resize", "scroll"]) seen?.addEventListener(happening, lift);
}
