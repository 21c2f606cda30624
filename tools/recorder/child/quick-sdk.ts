import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { PlainStruct } from "../plain-struct";
import { isObject } from "../property";
import { makeOutputsLate } from "./late-outputs";

makeOutputsLate();
// What the SDK tells the recorder beside it stays what it is.
Reflect.set(Struct, "fromJavaScript", (plain: unknown) => new PlainStruct(isObject(plain) ? plain : {}));
