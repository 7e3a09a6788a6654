/** Where a story can be passed on. Names are those of the services; mail is said in the reader's language. */
export interface ShareLink {
  name: "mail" | "Bluesky" | "Mastodon" | "X" | "LinkedIn" | "WhatsApp" | "Facebook";
  href: string;
}

/** Plain links to the sharing pages of other services: nothing is loaded from them before somebody clicks. */
export function shareLinks(title: string, address: string): ShareLink[] {
  const [text, url] = [encodeURIComponent(title), encodeURIComponent(address)];
  const both = encodeURIComponent(`${title} ${address}`);
  return [
    { name: "mail", href: `mailto:?subject=${text}&body=${url}` },
    { name: "Bluesky", href: `https://bsky.app/intent/compose?text=${both}` },
    { name: "Mastodon", href: `https://mastodonshare.com/?text=${text}&url=${url}` },
    { name: "X", href: `https://x.com/intent/post?text=${text}&url=${url}` },
    { name: "LinkedIn", href: `https://www.linkedin.com/sharing/share-offsite/?url=${url}` },
    { name: "WhatsApp", href: `https://wa.me/?text=${both}` },
    { name: "Facebook", href: `https://www.facebook.com/sharer/sharer.php?u=${url}` },
  ];
}
