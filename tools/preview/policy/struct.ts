import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { secretMark, secretSig } from "../../recorder/graph";
import { isRecord, secretOf, secretText } from "../graph/secrets";

/** Value of the SDK's signature key that marks a reference to a resource. */
const resourceMark = "5cf8f73096256a8f31e491e813e4eb8e";

/** Properties as the engine marshals them for packs: secrets kept, its own bookkeeping left out, a resource by its ID. */
export function structOf(properties: Readonly<Record<string, unknown>>): Struct {
  return Struct.fromJavaScript(plainRecord(properties));
}

function plain(value: unknown): JavaScriptValue {
  const secret = secretOf(value);
  if (secret !== undefined) return { [secretSig]: secretMark, value: secret.known ? plain(secret.value) : secretText };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (!isRecord(value)) return null;
  if (value[secretSig] === resourceMark) return plain(value["id"] ?? value["urn"]);
  return plainRecord(value);
}

function plainRecord(record: Readonly<Record<string, unknown>>): Record<string, JavaScriptValue> {
  return Object.fromEntries(Object.entries(record)
    .filter(([key, value]) => !key.startsWith("__") && value !== undefined)
    .map(([key, value]) => [key, plain(value)]));
}
