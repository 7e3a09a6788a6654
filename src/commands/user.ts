import { Command, Option } from "commander";
import type { Message } from "../messages/translator.ts";
import { say } from "../messages/translator.ts";
import type { Parts } from "../parts.ts";
import { NEW_ACCOUNT_HOURS, RESET_HOURS } from "../users/accounts.ts";
import { complaintAboutPassword, hashPassword } from "../users/password.ts";
import { toViewer } from "../users/repository.ts";
import { roles, type Role } from "../users/user.ts";
import { isEmail } from "../web/form.ts";
import { createWords } from "../web/words.ts";
import { UsageError, withSite, type Env } from "./site.ts";

interface AddOptions {
  email: string;
  name: string;
  role: Role;
  passwordStdin?: boolean;
  json?: boolean;
}

// Commands speak English, as their help does.
const { t } = createWords("en", "UTC");
const asUsage = (complaint: Message) => new UsageError(say(t, complaint));

/** `broadsheet user`: accounts, for whoever has the server. */
export function userCommand(env: Env) {
  const command = new Command("user").description("accounts: add one, list them, give a new password link");
  command
    .command("add")
    .description("create an account; without a password, print a one-time link to choose one")
    .requiredOption("--email <address>", "what the person logs in with")
    .requiredOption("--name <name>", "as bylines show it")
    .addOption(new Option("--role <role>", "what the account may do").choices(roles).makeOptionMandatory())
    .option("--password-stdin", "read the password from standard input")
    .option("--json", "print the result as JSON")
    .action((options: AddOptions) => withSite(env, (parts) => add(parts, options)));
  command
    .command("list")
    .description("list accounts and guest authors")
    .option("--json", "print the result as JSON")
    .action((options: { json?: boolean }) => withSite(env, (parts) => list(parts, options)));
  command
    .command("reset")
    .description("print a one-time link to choose a new password; the old one works until then")
    .requiredOption("--email <address>", "whose account")
    .option("--second-factor", "also remove the second factor, where there is one")
    .option("--json", "print the result as JSON")
    .action((options: { email: string; json?: boolean }) => withSite(env, (parts) => reset(parts, options)));
  return command;
}

async function add({ accounts, users, paths, furnish, clock }: Parts, options: AddOptions) {
  const name = options.name.replace(/[\s\p{Cc}]+/gu, " ").trim();
  const email = options.email.trim();
  if (name === "" || name.length > 100) throw new UsageError("A name has 1 to 100 characters.");
  if (!isEmail(email)) throw new UsageError(`“${email}” is no e-mail address.`);
  if (users.findByEmail(email)) throw new UsageError(`${email} already has an account.`);
  const passwordHash = options.passwordStdin ? await hashPassword(await readPassword()) : undefined;
  const now = clock();
  const isFounder = options.role === "admin" && !users.hasAdmin();
  const { id, role, slug } = accounts.create({ name, email, role: options.role, passwordHash }, now);
  if (isFounder) furnish(id, now);
  const token = passwordHash ? null : accounts.createPasswordLink(id, NEW_ACCOUNT_HOURS, now);
  const passwordLink = token && paths.absolute(paths.passwordLink(token));
  const words = passwordLink
    ? `Added ${name}. Within ${NEW_ACCOUNT_HOURS} hours this link lets them choose a password, once:\n${passwordLink}`
    : `Added ${name}.`;
  print(options, { id, name, email, role, slug, passwordLink }, words);
}

function list({ users }: Parts, options: { json?: boolean }) {
  const people = [...users.listCounted(false, -1), ...users.listCounted(true, -1)];
  const rows = people.map(({ id, name, email, role, slug, posts, isDisabled, hasPassword }) => {
    return { id, name, email, role, slug, posts, isDisabled, hasPassword };
  });
  const lines = rows.map(({ name, email, role, posts, isDisabled, hasPassword }) =>
    [
      ...[role.padEnd(11), email ?? "-", name, posts === 1 ? "1 post" : `${posts} posts`],
      ...(isDisabled ? ["disabled"] : role !== "guest" && !hasPassword ? ["no password yet"] : []),
    ].join("  "),
  );
  print(options, { users: rows }, lines.length > 0 ? lines.join("\n") : "Nobody has an account yet.");
}

function reset({ accounts, users, paths, clock }: Parts, options: { email: string; json?: boolean }) {
  const user = users.findByEmail(options.email);
  if (!user) throw new UsageError(`Nobody here has the address ${options.email.trim()}.`);
  if (!toViewer(user)) throw new UsageError(`The account of ${user.name} is disabled.`);
  const token = accounts.createPasswordLink(user.id, RESET_HOURS, clock());
  const passwordLink = paths.absolute(paths.passwordLink(token));
  const words = `Within an hour this link lets ${user.name} choose a new password, once:\n${passwordLink}`;
  print(options, { email: user.email, passwordLink }, words);
}

/** Standard input without the line break at its end. Throws UsageError where it is no fit password. */
async function readPassword(): Promise<string> {
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) {
    text += String(chunk);
    if (text.length > 10_000) break;
  }
  const password = text.replace(/\r?\n$/, "");
  const complaint = complaintAboutPassword(password);
  if (complaint) throw asUsage(complaint);
  return password;
}

function print({ json }: { json?: boolean }, result: object, words: string) {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${words}\n`);
}
