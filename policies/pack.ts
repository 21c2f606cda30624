import type { Rule } from "./lib/rule";
import { bucketsRefusePlainHttp } from "./rules/encryption/buckets-refuse-plain-http";
import { bucketsUseCustomerKeys } from "./rules/encryption/buckets-use-customer-keys";
import { keysRotate } from "./rules/encryption/keys-rotate";
import { listenersUseTls } from "./rules/encryption/listeners-use-tls";
import { logGroupsUseCustomerKeys } from "./rules/encryption/log-groups-use-customer-keys";
import { balancersStandBehindAFirewall } from "./rules/exposure/balancers-stand-behind-a-firewall";
import { bucketsBlockPublicAccess } from "./rules/exposure/buckets-block-public-access";
import { defaultSecurityGroupsAreEmpty } from "./rules/exposure/default-security-groups-are-empty";
import { noPublicAddress } from "./rules/exposure/no-public-address";
import { securityGroupsOpenOnlyWeb } from "./rules/exposure/security-groups-open-only-web";
import { keyPoliciesNamePrincipals } from "./rules/least-privilege/key-policies-name-principals";
import { policiesNameActionsAndResources } from "./rules/least-privilege/policies-name-actions-and-resources";
import { rolesTrustNamedServices } from "./rules/least-privilege/roles-trust-named-services";
import { tasksAreHardened } from "./rules/least-privilege/tasks-are-hardened";

/** Name that the engine prints before each violation. */
export const packName = "understudy-policies";

/** Every rule, in the order in which it runs and is documented. */
export const rules: readonly Rule[] = [
  keysRotate,
  logGroupsUseCustomerKeys,
  bucketsUseCustomerKeys,
  bucketsRefusePlainHttp,
  listenersUseTls,
  securityGroupsOpenOnlyWeb,
  defaultSecurityGroupsAreEmpty,
  bucketsBlockPublicAccess,
  noPublicAddress,
  balancersStandBehindAFirewall,
  policiesNameActionsAndResources,
  rolesTrustNamedServices,
  keyPoliciesNamePrincipals,
  tasksAreHardened,
];
