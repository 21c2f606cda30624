import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Place } from "../core/place";
import { insist } from "../core/problems";
import { clientKeys, type ClientKey } from "./client-args";
import { groupProblems, ranked, type Groups } from "./group-rules";
import { trustIdentities, type Holder } from "./trust";

/** A role that people take up. What it may do is granted by whoever owns the thing. */
export interface PersonRole {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
}

export interface CredentialsArgs {
  readonly place: Place;
  /** Name for the console. Letters, digits, spaces and + = , . @ - _ , 128 at most. */
  readonly poolName: string;
  /** ID of the user pool as the place answers for it. */
  readonly userPoolId: pulumi.Input<string>;
  readonly clientIds: Readonly<Record<ClientKey, pulumi.Input<string>>>;
  /** Groups that have a role of their own; everyone else has the common one. */
  readonly groups: Groups;
  /** Whether those who have not signed in get credentials, too. */
  readonly guests: boolean;
}

/** The application of a program has no people in it. */
const peopleClients = clientKeys.filter((key) => key !== "server");

/** Tag that credentials carry, and the claim that it comes from: policies can name the user by `${aws:PrincipalTag/sub}`. */
const userTag = { sub: "sub" } as const;

/**
 * Temporary AWS credentials for people, in one place: it takes the tokens that the place itself hands out, so it needs no other one. Its
 * identities differ from those of the other place, so nothing is kept by them: policies go by the user's own ID, which is a tag.
 *
 * @throws {pulumi.ResourceError} with every problem in the groups.
 */
export class Credentials extends pulumi.ComponentResource {
  readonly identityPoolId: pulumi.Output<string>;
  readonly authenticated: PersonRole;
  /** Role of each group. */
  readonly groups: Readonly<Record<string, PersonRole>>;
  /** Absent where guests get nothing. */
  readonly guest: PersonRole | undefined;

  constructor(private readonly name: string, private readonly args: CredentialsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("understudy:identity:Credentials", name, {}, opts);
    const { groups, guests } = args;
    insist(groupProblems(groups), this);
    const pool = this.make();
    this.identityPoolId = pool.id;
    this.authenticated = this.roleFor("authenticated", "authenticated");
    this.groups = Object.fromEntries(Object.keys(groups).map((key) => [key, this.roleFor(`group-${key}`, "authenticated")]));
    this.guest = guests ? this.roleFor("guest", "unauthenticated") : undefined;
    this.assign();
    this.registerOutputs({ identityPoolId: this.identityPoolId, authenticated: this.authenticated, groups: this.groups, guest: this.guest });
  }

  private make(): aws.cognito.IdentityPool {
    const { poolName, clientIds, guests } = this.args;
    return new aws.cognito.IdentityPool(this.name, {
      identityPoolName: poolName,
      allowUnauthenticatedIdentities: guests,
      // The older flow lets whoever has a token choose among roles.
      allowClassicFlow: false,
      cognitoIdentityProviders: peopleClients.map((key) => ({
        clientId: clientIds[key], providerName: this.provider(),
        // A user who was signed out everywhere gets no more credentials.
        serverSideTokenCheck: true,
      })),
    }, { parent: this });
  }

  private roleFor(part: string, holder: Holder): PersonRole {
    const role = new aws.iam.Role(`${this.name}-${part}`, { assumeRolePolicy: trustIdentities(this.identityPoolId, holder) }, { parent: this });
    return { name: role.name, arn: role.arn };
  }

  /** Whoever is in a group has its role, the lowest precedence first; everyone else who has signed in the common one. */
  private assign(): void {
    const { clientIds, groups } = this.args;
    const rules = ranked(groups).flatMap((key) => {
      const role = this.groups[key];
      return role === undefined ? [] : [{ claim: "cognito:groups", matchType: "Contains", value: key, roleArn: role.arn }];
    });
    new aws.cognito.IdentityPoolRoleAttachment(this.name, {
      identityPoolId: this.identityPoolId,
      roles: { authenticated: this.authenticated.arn, ...(this.guest !== undefined && { unauthenticated: this.guest.arn }) },
      ...(rules.length > 0 && {
        roleMappings: peopleClients.map((key) => ({
          identityProvider: pulumi.interpolate`${this.provider()}:${clientIds[key]}`,
          type: "Rules", ambiguousRoleResolution: "AuthenticatedRole", mappingRules: rules,
        })),
      }),
    }, { parent: this });
    new aws.cognito.IdentityPoolProviderPrincipalTag(this.name, {
      identityPoolId: this.identityPoolId, identityProviderName: this.provider(), principalTags: { ...userTag }, useDefaults: false,
    }, { parent: this });
  }

  /** The pool by the name of the place's own endpoint, which hands out tokens there. */
  private provider(): pulumi.Output<string> {
    return pulumi.interpolate`cognito-idp.${this.args.place.region}.amazonaws.com/${this.args.userPoolId}`;
  }
}
