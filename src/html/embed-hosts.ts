import { hostName } from "./addresses.ts";

/**
 * Players and posts of other sites are shown as a link that names the host: nothing is fetched, by the server or by the
 * reader's browser, before somebody clicks.
 */
const HOSTS: Readonly<Record<string, string[]>> = {
  "html.embedWatch":
    "youtube.com youtu.be youtube-nocookie.com vimeo.com dailymotion.com dai.ly ted.com twitch.tv wordpress.tv videopress.com odysee.com rumble.com peertube.tv loom.com".split(
      " ",
    ),
  "html.embedListen":
    "spotify.com soundcloud.com bandcamp.com mixcloud.com podcasts.apple.com music.apple.com deezer.com".split(
      " ",
    ),
  "html.embedView":
    "x.com twitter.com mastodon.social mastodon.online mas.to fosstodon.org bsky.app threads.net threads.com instagram.com tiktok.com facebook.com pinterest.com reddit.com tumblr.com flickr.com imgur.com giphy.com codepen.io jsfiddle.net codesandbox.io gist.github.com slideshare.net speakerdeck.com scribd.com issuu.com kickstarter.com figma.com observablehq.com datawrapper.de google.com openstreetmap.org".split(
      " ",
    ),
};

/**
 * The name of the message that a link to this player or post is shown with; undefined where it is neither. Roots of sites
 * are none; a post on any Mastodon server is known by the shape of its address.
 */
export function embedWords(url: URL): string | undefined {
  if (url.pathname === "/" && url.search === "") return undefined;
  const host = hostName(url);
  for (const [key, hosts] of Object.entries(HOSTS)) {
    if (hosts.some((known) => host === known || host.endsWith(`.${known}`))) return key;
  }
  return /^\/@[\w.-]+(?:@[\w.-]+)?\/\d{6,}\/?$/.test(url.pathname) ? "html.embedView" : undefined;
}
