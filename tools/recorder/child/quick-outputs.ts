import { makeOutputsLate } from "./late-outputs";

makeOutputsLate();
