import { quicken } from "./child/quick-start";

quicken(`${process.cwd()}/`);
