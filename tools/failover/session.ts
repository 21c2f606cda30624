import { type StackFile } from "./config";
import { type Asked } from "./line";
import { type Platform } from "./platform";

/** What a command works with. */
export interface Session {
  readonly asked: Asked;
  readonly platform: Platform;
  readonly stack: string;
  /** Settings of the stack; undefined where this program stands alone. */
  readonly settings: StackFile | undefined;
  /** Who runs this. */
  readonly by: string;
  /** A word that no other run has. */
  readonly nonce: string;
  readonly dryRun: boolean;
  /** Tells people at once what happens, beside the answer at the end. */
  readonly say: (line: string) => void;
}
