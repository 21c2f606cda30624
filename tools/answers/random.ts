import { answer, pick, type Subject, type Table } from "./subject";

const lower = "abcdefghijklmnopqrstuvwxyz";
const digits = "0123456789";

const classes = [["lower", lower], ["upper", lower.toUpperCase()], ["number", digits], ["numeric", digits], ["special", "!@#$%&*()-_=+[]{}<>:?"]] as const;

/** Text of the letters that are asked for. All classes are in by default. Source: `@pulumi/random` RandomString, its inputs. */
function randomText(subject: Subject, salt: string): string {
  const special = subject.text("overrideSpecial");
  const alphabet = classes.filter(([key]) => subject.inputs[key] !== false).map(([key, letters]) => (key === "special" ? special ?? letters : letters)).join("");
  return pick(`${subject.uuid()}${salt}`, Number(subject.inputs["length"] ?? 16), alphabet === "" ? lower : alphabet);
}

function randomId(subject: Subject) {
  const bytes = Buffer.from(subject.hex(2 * Number(subject.inputs["byteLength"] ?? 8)), "hex");
  const prefix = subject.text("prefix") ?? "";
  const b64Url = bytes.toString("base64url");
  return answer(b64Url, {
    b64Url: `${prefix}${b64Url}`, b64Std: `${prefix}${bytes.toString("base64")}`, hex: `${prefix}${bytes.toString("hex")}`,
    dec: `${prefix}${BigInt(`0x${bytes.toString("hex")}`)}`,
  });
}

/** Resources that draw lots. Here the lot is always the same for the same resource. */
export const random: Table = {
  "random:index/randomId:RandomId": randomId,
  "random:index/randomString:RandomString": (subject) => {
    const result = randomText(subject, "string");
    return answer(result, { result });
  },
  "random:index/randomPassword:RandomPassword": (subject) => answer("none", {
    result: randomText(subject, "password"), bcryptHash: `$2a$10$${pick(subject.uuid("bcrypt"), 53, `${lower}${lower.toUpperCase()}${digits}./`)}`,
  }),
  "random:index/randomUuid:RandomUuid": (subject) => answer(subject.uuid(), { result: subject.uuid() }),
  "random:index/randomPet:RandomPet": (subject) => {
    const words = Array.from({ length: Number(subject.inputs["length"] ?? 2) }, (_, index) => pick(subject.uuid(`pet${index}`), 6, lower));
    return answer([...(subject.text("prefix") === undefined ? [] : [subject.text("prefix")]), ...words].join(subject.text("separator") ?? "-"));
  },
  "random:index/randomInteger:RandomInteger": (subject) => {
    const [min, max] = [Number(subject.inputs["min"] ?? 0), Number(subject.inputs["max"] ?? 0)];
    const result = min + Number.parseInt(subject.hex(8), 16) % (max - min + 1);
    return answer(String(result), { result });
  },
};
