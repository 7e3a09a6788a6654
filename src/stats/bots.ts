import { isbot } from "isbot";

/** Monitors and rendering services that call themselves a browser and that the list of `isbot` does not know. */
const OWN_LIST = /GTmetrix|Miniature\.io|\bYLT\b|turingos/;

/** Whether a program fetches for itself, judged by its user agent. No name at all is a bot's name. */
export function isBot(userAgent: string): boolean {
  return userAgent.trim() === "" || isbot(userAgent) || OWN_LIST.test(userAgent);
}
