import { writeFileSync } from "node:fs";
import path from "node:path";
import { apiPage } from "./api";
import { controlsPage } from "./controls/page";
import { policiesPage } from "./policies";
import { runbooks } from "./runbooks";
import { settingsPage } from "./settings";

/** Pages that are made from code, by the file that holds them. A test holds each file against its maker. */
export const pages: Readonly<Record<string, () => string>> = {
  "docs/reference/api.json": apiPage,
  "docs/reference/controls.md": controlsPage,
  "docs/reference/policies.md": policiesPage,
  "docs/reference/settings.md": settingsPage,
  ...runbooks,
};

if (require.main === module) {
  const root = path.resolve(__dirname, "../..");
  for (const [file, page] of Object.entries(pages)) writeFileSync(path.join(root, file), page());
}
