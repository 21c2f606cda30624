import { createRequire } from "node:module";
import { postpone } from "../../tools/recorder/postpone";

/**
 * Spares every test process what the SDK loads at its start and hardly any test needs: the TypeScript compiler, npm's resolver of dependencies, and
 * what drives the command line. Zod brings its messages in fifty languages. Whoever does ask for one of them gets it.
 */
const require = createRequire(__filename);
for (const name of ["@pulumi/pulumi/typescript-shim", "@pulumi/pulumi/automation", "zod/v4/locales"]) postpone(name, require);
postpone("@npmcli/arborist", createRequire(require.resolve("@pulumi/pulumi")));
