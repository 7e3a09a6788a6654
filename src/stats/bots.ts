import { isbot } from "isbot";

/** Monitors and rendering services that call themselves a browser and that the list of `isbot` does not know. */
const OWN_LIST = /GTmetrix|Miniature\.io|\bYLT\b|turingos/;

/** What was found out about user agents: there are few among many visits. */
const judged = new Map<string, boolean>();
const MOST_JUDGED = 2000;
/** In letters: no browser has a longer name, and strangers shall not fill the memory with theirs. */
const LONGEST_REMEMBERED = 500;

/** Whether a program fetches for itself, judged by its user agent. No name at all is a bot's name. */
export function isBot(userAgent: string): boolean {
  let verdict = judged.get(userAgent);
  if (verdict === undefined) {
    verdict = userAgent.trim() === "" || isbot(userAgent) || OWN_LIST.test(userAgent);
    if (userAgent.length > LONGEST_REMEMBERED) return verdict;
    if (judged.size >= MOST_JUDGED) judged.clear();
    judged.set(userAgent, verdict);
  }
  return verdict;
}
