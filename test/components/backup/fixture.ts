import { type ProtectedStores, type VaultEnd } from "../../../components/backup";
import { type Place, type Role } from "../../../components/core/place";

export const use2: Place = { key: "use2", region: "us-east-2", account: "111122223333", partition: "aws" };
const usw2: Place = { ...use2, key: "usw2", region: "us-west-2" };

export const cluster = "arn:aws:rds:us-east-2:111122223333:cluster:main";
export const table = "arn:aws:dynamodb:us-east-2:111122223333:table/sessions";
export const stores: ProtectedStores = {
  main: { kind: "aurora", arn: cluster, keyArn: "arn:key:database" },
  sessions: { kind: "dynamodb", arn: table, keyArn: "arn:key:tables" },
};

export const vault: VaultEnd = { place: use2, arn: "arn:vault:here", keyArn: "arn:key:here" };
export const partner: VaultEnd = { place: usw2, arn: "arn:vault:there", keyArn: "arn:key:there" };

export const rds = (region: string, resource: string): string => `arn:aws:rds:${region}:111122223333:${resource}`;

/** A place with the role that it has today, as a stack hands it in. */
export const as = (role: Role, place: Place): Place => ({ ...place, role }) as Place;
