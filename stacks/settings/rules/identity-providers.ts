import { providerNameProblems } from "../../../components/identity/provider-spec";
import { standardAttributes } from "../../../components/identity/spec";
import { type Problem } from "../problems";
import { type Settings } from "../schema";

type Provider = Settings["identity"]["providers"][string];

/** Whoever vouches for people can be built, gives what everyone has to have, and makes nobody what they are not. */
export function providerProblems(settings: Settings): Problem[] {
  return [...confusions(settings), ...Object.entries(settings.identity.providers).flatMap(([name, provider]) => {
    const at = `identity.providers.${name}`;
    return [
      ...providerNameProblems(name, provider.kind).map((says) => ({ path: "identity.providers", says })),
      ...secretProblems(`${at}.secret`, provider, settings),
      ...Object.keys(provider.attributes).flatMap((attribute) => attributeProblems(`${at}.attributes`, attribute, settings)),
      ...missing(provider, settings).map((attribute) => ({ path: `${at}.attributes`, says: `nothing fills ${attribute}: want a claim for it, since everyone has to have one` })),
    ];
  })];
}

/** Fewest letters of a group's name that nobody finds in the nine random letters and digits of a pool's ID. */
const shortest = 4;

/**
 * Whoever comes by a provider is put by AWS into a group called `<pool's ID>_<provider>`, and roles are found by names that the list of groups
 * contains. Source: Amazon Cognito Developer Guide, "Adding groups to a user pool", groups of third-party IdPs; "Role-based access control".
 */
function confusions({ identity: { providers, groups }, places: [birth] }: Settings): Problem[] {
  const names = Object.keys(providers);
  if (names.length === 0) return [];
  return Object.keys(groups).flatMap((group): Problem[] => {
    const within = [birth.region, ...names].filter((name) => name.toLowerCase().includes(group));
    return [
      ...within.map((name) => ({ path: "identity.groups", says: `${group} is part of ${name}: want another name, since AWS puts whoever comes by a provider into a group named after pool and provider, and roles are found by parts of names` })),
      ...(group.length < shortest ? [{ path: "identity.groups", says: `${group} may be part of a pool's ID: want ${String(shortest)} letters or more beside providers, since roles are found by parts of names` }] : []),
    ];
  });
}

/** Its secret is one that an owner puts in: no other is what the provider has given. */
function secretProblems(path: string, provider: Provider, { secrets }: Settings): Problem[] {
  if (provider.kind === "saml" || secrets[provider.secret]?.value.kind === "empty") return [];
  const empty = Object.entries(secrets).filter(([, { value }]) => value.kind === "empty").map(([key]) => key);
  return [{ path, got: provider.secret, want: `one of the secrets of kind empty${empty.length === 0 ? ", of which there is none" : `: ${empty.join(", ")}`}` }];
}

/** Attributes that say whether another one was proved: providers fill them, people never. Source: Amazon Cognito Developer Guide, "Mapping IdP attributes". */
const proofs = ["email_verified", "phone_number_verified"] as const;

function attributeProblems(path: string, attribute: string, { identity: { customAttributes } }: Settings): Problem[] {
  if (!attribute.startsWith("custom:")) {
    return [...standardAttributes, ...proofs].some((known) => known === attribute) ? []
      : [{ path, got: attribute, want: "a standard attribute of OpenID Connect, or `custom:` and one of identity.customAttributes" }];
  }
  const known = customAttributes[attribute.slice("custom:".length)];
  if (known === undefined) return [{ path, got: attribute, want: "an attribute that stands under identity.customAttributes" }];
  if (!known.ownersChangeIt) return [{ path, got: attribute, want: "an attribute with ownersChangeIt, since a provider writes as its people do" }];
  return known.mutable ? [] : [{ path, got: attribute, want: "an attribute that is mutable, since every sign-in fills it anew" }];
}

/** Source: Amazon Cognito Developer Guide, "Mapping IdP attributes", things to know: required attributes. */
function missing({ attributes }: Provider, { identity: { requiredAttributes } }: Settings): readonly string[] {
  return requiredAttributes.filter((attribute) => attributes[attribute] === undefined);
}
