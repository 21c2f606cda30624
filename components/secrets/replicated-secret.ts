import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import { type Place } from "../core/place";
import { isPositiveInteger } from "../core/numbers";
import { insist } from "../core/problems";
import { type SecretEnd } from "./access";

/** Where a copy of a secret stands, and the key of that place that encrypts it. */
export interface SecretSite {
  readonly place: Place;
  readonly keyArn: pulumi.Input<string>;
}

/**
 * What a secret holds at first. One value that means the same in both places, hence no endpoint: where something is differs
 * from place to place and belongs into the environment of whoever calls it.
 */
export type SecretValue =
  /** Nothing: an owner puts it in, once, and the copy follows. What reads it before then fails. */
  | { readonly kind: "empty" }
  /** Random letters and digits. Who rotates it later keeps what was put in: the program never writes a second time. */
  | { readonly kind: "generated"; readonly length: number };

export interface ReplicatedSecretArgs {
  /** The word that grants call it, such as `signing`. */
  readonly key: string;
  /** The same in both places: `<project>/<stack>/signing`. Changing it replaces the secret. */
  readonly secretName: string;
  /** What it is for, in half a sentence. */
  readonly description: string;
  /** The birth place, in whose region this component stands, and the other one. Never by role. */
  readonly sites: readonly [SecretSite, SecretSite];
  readonly value: SecretValue;
  /** Whole days from 7 to 30 for which a deleted secret can be called back, or 0: its name is free at once. */
  readonly recoveryDays: number;
}

/** Source: Secrets Manager API, `DeleteSecret`, RecoveryWindowInDays; 0 deletes at once. */
const recoveryWindow = { shortest: 7, longest: 30 } as const;

/** Fewest letters and digits that nobody guesses (128 bits), and most that a secret takes. Source: Secrets Manager API, `PutSecretValue`, SecretString. */
const valueLength = { shortest: 22, longest: 65_536 } as const;

/** Write-only values are sent when their version changes. It never does: whatever was put in since would be overwritten. */
const firstVersion = 1;

/**
 * A secret that both places read, each its own copy under its own key. It is written in the birth place alone, until that is
 * lost for good: a copy is not promoted at failover, since that cuts it off. Whoever is primary changes nothing here.
 *
 * No policy of its own: nobody outside the account has access without one, and inside it IAM and the keys decide.
 *
 * @throws {pulumi.ResourceError} with every problem in the name, the value and the days.
 */
export class ReplicatedSecret extends pulumi.ComponentResource {
  /** Known early, in both places. */
  readonly secretName: string;
  /** ARN in the birth place, known once there is a value, where the program makes one. */
  readonly arn: pulumi.Output<string>;

  constructor(private readonly name: string, private readonly args: ReplicatedSecretArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:secrets:ReplicatedSecret", name, {}, opts);
    insist(secretProblems(args), this);
    const secret = this.lockAway();
    this.secretName = args.secretName;
    this.arn = args.value.kind === "empty" ? secret.arn : this.fill(secret, args.value.length);
    this.registerOutputs({ secretName: this.secretName, arn: this.arn });
  }

  /** ARN of a place's copy, with the characters that AWS adds: the same in both. What a container definition wants. */
  arnIn(place: Place): pulumi.Output<string> {
    const { place: { region } } = this.endIn(place);
    return this.arn.apply((arn) => arn.split(":").map((part, rank) => (rank === 3 ? region : part)).join(":"));
  }

  /** The secret as one of its places sees it. */
  endIn(place: Place): SecretEnd {
    const { key, secretName, sites } = this.args;
    const site = sites.find((each) => each.place.key === place.key);
    if (site === undefined) throw new pulumi.ResourceError(`${this.name} has no copy in ${place.key}: want ${sites.map((each) => each.place.key).join(" or ")}`, this);
    return { place: site.place, key, secretName, keyArn: site.keyArn };
  }

  private lockAway(): aws.secretsmanager.Secret {
    const { secretName, description, sites: [birth, other], recoveryDays } = this.args;
    return new aws.secretsmanager.Secret(this.name, {
      name: secretName,
      description,
      kmsKeyId: birth.keyArn,
      replicas: [{ region: other.place.region, kmsKeyId: other.keyArn }],
      // A secret of this name that is already there belongs to somebody.
      forceOverwriteReplicaSecret: false,
      recoveryWindowInDays: recoveryDays,
    }, { parent: this });
  }

  /**
   * The label of our own keeps the first version alive: without one AWS drops it after a hundred later ones, a refresh finds it
   * gone, and the next update would put the first value over the living one.
   * Source: Secrets Manager User Guide, "What's in a secret", versions.
   */
  private fill(secret: aws.secretsmanager.Secret, length: number): pulumi.Output<string> {
    const { result } = new random.RandomPassword(this.name, { length, special: false }, { parent: this });
    return new aws.secretsmanager.SecretVersion(this.name, {
      secretId: secret.arn, secretStringWo: result, secretStringWoVersion: firstVersion, versionStages: ["AWSCURRENT", "BIRTH"],
    }, { parent: this, ignoreChanges: ["secretStringWo", "secretStringWoVersion", "versionStages"] }).secretId;
  }
}

function secretProblems({ secretName, sites: [birth, other], value, recoveryDays }: ReplicatedSecretArgs): string[] {
  const { shortest, longest } = recoveryWindow;
  return [
    // Six characters after a hyphen look like those that AWS adds. Source: Secrets Manager API, `CreateSecret`, Name.
    ...(/^[\w/+=.@-]{1,512}$/.test(secretName) && !/-[A-Za-z0-9]{6}$/.test(secretName) ? []
      : [`secretName is "${secretName}": want letters, digits and /_+=.@-, and no hyphen with six characters at its end, such as app/prod/signing`]),
    ...(recoveryDays === 0 || (Number.isInteger(recoveryDays) && recoveryDays >= shortest && recoveryDays <= longest) ? []
      : [`recoveryDays is ${recoveryDays}: want whole days from ${shortest} to ${longest}, or 0`]),
    ...(value.kind === "empty" || (isPositiveInteger(value.length) && value.length >= valueLength.shortest && value.length <= valueLength.longest) ? []
      : [`value.length is ${value.length}: want ${valueLength.shortest} to ${valueLength.longest} characters`]),
    ...(birth.place.region === other.place.region ? [`${secretName} has both copies in ${birth.place.region}: want two regions`] : []),
  ];
}
