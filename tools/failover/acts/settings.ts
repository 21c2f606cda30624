import { existsSync, readFileSync } from "node:fs";
import { writeWhole } from "../../preview/files";
import { Refusal } from "../../preview/refusal";
import { type StackFile, stackFile, withActive } from "../config";
import { type Answered, exits } from "../ends";
import { type Session } from "../session";
import { truthOf } from "./truth";

/** `sync-config`: the settings follow what is. A simulation writes into a file that is named for it, and into no other. */
export async function syncConfig(session: Session): Promise<Answered> {
  const { platform, dryRun, asked } = session;
  const { file } = settingsOf(session);
  const { active, epoch, writer, silent } = await truthOf(platform);
  if (active === undefined) return nobody(silent);
  if (writer !== undefined && writer !== active) return { exit: exits.notSo, lines: [`${active} is recorded as active, and ${writer} is the writer: look at status before settings follow either`], data: { active, writer } };
  const { text, changes } = withActive(readFileSync(file, "utf8"), { primary: active, epoch });
  const writes = changes.length > 0 && !dryRun && (!platform.simulated || asked.text("--file") !== undefined);
  if (writes) writeWhole(file, text);
  return {
    exit: exits.done, data: { file, primary: active, epoch, changes, written: writes },
    lines: [
      ...changes.flatMap(({ before, after }) => [`- ${before}`, `+ ${after}`]),
      changes.length === 0 ? `✓ ${file} says so already: ${active}, epoch ${String(epoch)}`
        : writes ? `✓ wrote ${file}: commit it, then \`pulumi preview --refresh\` and \`pulumi up\``
          : `nothing was written${platform.simulated && !dryRun ? ": a simulation writes into a file that --file names" : ""}`,
    ],
  };
}

/** `verify`: settings against truth, and truth against itself. */
export async function verify(session: Session): Promise<Answered> {
  const settings = settingsOf(session);
  const { active, epoch, objections, silent, seen } = await truthOf(session.platform);
  if (active === undefined || seen.length === 0) return nobody(silent);
  const differences = [
    ...(settings.primary === active ? [] : [`understudy:primary is ${settings.primary}, and ${active} is active: run sync-config`]),
    ...(settings.epoch === epoch ? [] : [`understudy:epoch is ${String(settings.epoch)}, and the epoch is ${String(epoch)}: run sync-config`]),
  ];
  const found = [...differences, ...objections];
  return {
    exit: found.length === 0 ? exits.done : exits.notSo, data: { file: settings.file, primary: settings.primary, epoch: settings.epoch, active, liveEpoch: epoch, differences, objections },
    lines: [...found.map((line) => `✗ ${line}`), found.length === 0 ? `✓ settings and platform agree: ${active}, epoch ${String(epoch)}. Next: \`pulumi preview --refresh --expect-no-changes\`` : `${String(found.length)} to put right before a deployment`],
  };
}

function settingsOf({ asked, settings, stack }: Session): StackFile {
  const file = asked.text("--file");
  if (file === undefined) {
    if (settings === undefined) throw new Refusal([`there is no Pulumi.${stack}.yaml here: run this in the folder of the program, or name a file with --file`]);
    return settings;
  }
  if (!existsSync(file)) throw new Refusal([`--file ${file} is not there: want settings of a stack`]);
  return stackFile(file, readFileSync(file, "utf8"));
}

function nobody(silent: readonly string[]): Answered {
  return { exit: silent.length > 0 ? exits.silent : exits.notSo, lines: [`no place says who is active${silent.length > 0 ? `: ${silent.join(" and ")} do not answer` : ""}`], data: { silent } };
}
