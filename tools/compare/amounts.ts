import type { Loss } from "../../stacks/loss";

/** Seconds as a person says them: `54 s`, `15 min`, `24 h 17 min`. */
export function durationOf(seconds: number | undefined): string {
  if (seconds === undefined) return "–";
  if (!Number.isFinite(seconds)) return "everything";
  if (seconds < 120) return `${String(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 120) return seconds % 60 === 0 || seconds > 600 ? `${String(minutes)} min` : `${String(Math.floor(seconds / 60))} min ${String(seconds % 60)} s`;
  return minutes % 60 === 0 ? `${String(minutes / 60)} h` : `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
}

/** How the figure of a loss is meant. */
const meant: Readonly<Record<Loss["basis"], string>> = { typical: "typically", contract: "99.9 %", schedule: "by schedule", none: "" };

/** A loss as a cell: `1 s, typically`; `–` where there is no such data. */
export function amountOf(loss: Loss | undefined): string {
  if (loss === undefined) return "–";
  if (loss.seconds === undefined) return "no figure";
  return [durationOf(loss.seconds), meant[loss.basis]].filter((part) => part !== "").join(", ");
}
