/** A menu as the theme prints it. */
export interface Menu {
  items: MenuItem[];
}

export interface MenuItem {
  label: string;
  /** BCP 47; null or undefined for that of the site. */
  language?: string | null;
  href: string;
  /** The page that is being read. */
  isCurrent?: boolean;
  children: MenuItem[];
}

/** The same menu, with the entry of this address marked. */
export function markCurrent({ items }: Menu, address: string): Menu {
  const mark = (item: MenuItem): MenuItem => ({
    label: item.label,
    language: item.language,
    href: item.href,
    isCurrent: item.isCurrent ?? item.href === address,
    children: item.children.map(mark),
  });
  return { items: items.map(mark) };
}
