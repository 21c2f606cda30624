import { type PoolSpec } from "../../../components/identity";
import { type Place } from "../../../components/core/place";

export const use2: Place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
export const usw2: Place = { ...use2, key: "usw2", region: "us-west-2" };

/** A small pool that everything takes. */
export const spec: PoolSpec = {
  plan: "essentials", signInWith: ["email"], selfSignUp: true, firstFactors: ["password"], requiredAttributes: [], customAttributes: {},
  password: { minLength: 14, needs: ["digits"], history: 5, temporaryDays: 3 }, mfa: { enforcement: "off", methods: [] },
  recovery: ["email"], devices: "off", threats: "off",
};
