// Tabs that go on beyond the edge of a phone begin where the current one is seen whole.
for (const tab of document.querySelectorAll(".tabs__tab[aria-current]")) {
  const line = tab.parentElement;
  const [inner, outer] = [tab, line].map((element) => element.getBoundingClientRect());
  line.scrollBy({ left: inner.left + inner.width / 2 - (outer.left + outer.width / 2), behavior: "instant" });
}
