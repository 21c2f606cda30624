import type { Rule } from "./lib/rule";
import { bucketsRefusePlainHttp } from "./rules/encryption/buckets-refuse-plain-http";
import { bucketsUseCustomerKeys } from "./rules/encryption/buckets-use-customer-keys";
import { databaseProxiesRefusePlainConnections } from "./rules/encryption/database-proxies-refuse-plain-connections";
import { databasesRefusePlainConnections } from "./rules/encryption/databases-refuse-plain-connections";
import { databasesUseCustomerKeys } from "./rules/encryption/databases-use-customer-keys";
import { functionsUseCustomerKeys } from "./rules/encryption/functions-use-customer-keys";
import { keysRotate } from "./rules/encryption/keys-rotate";
import { listenersUseTls } from "./rules/encryption/listeners-use-tls";
import { logGroupsUseCustomerKeys } from "./rules/encryption/log-groups-use-customer-keys";
import { queuesUseCustomerKeys } from "./rules/encryption/queues-use-customer-keys";
import { secretsUseCustomerKeys } from "./rules/encryption/secrets-use-customer-keys";
import { tablesUseCustomerKeys } from "./rules/encryption/tables-use-customer-keys";
import { vaultsUseCustomerKeys } from "./rules/encryption/vaults-use-customer-keys";
import { balancersStandBehindAFirewall } from "./rules/exposure/balancers-stand-behind-a-firewall";
import { bucketsBlockPublicAccess } from "./rules/exposure/buckets-block-public-access";
import { databasesArePrivate } from "./rules/exposure/databases-are-private";
import { defaultSecurityGroupsAreEmpty } from "./rules/exposure/default-security-groups-are-empty";
import { noPublicAddress } from "./rules/exposure/no-public-address";
import { securityGroupsOpenOnlyWeb } from "./rules/exposure/security-groups-open-only-web";
import { databasesKnowIdentities } from "./rules/least-privilege/databases-know-identities";
import { keyPoliciesNamePrincipals } from "./rules/least-privilege/key-policies-name-principals";
import { policiesNameActionsAndResources } from "./rules/least-privilege/policies-name-actions-and-resources";
import { rolesTrustNamedServices } from "./rules/least-privilege/roles-trust-named-services";
import { tasksAreHardened } from "./rules/least-privilege/tasks-are-hardened";
import { placesHaveTheSame } from "./rules/parity/places-have-the-same";
import { backupsAreKept } from "./rules/recovery/backups-are-kept";
import { bucketsOutliveARegion } from "./rules/recovery/buckets-outlive-a-region";
import { databasesOutliveARegion } from "./rules/recovery/databases-outlive-a-region";
import { databasesSurviveMistakes } from "./rules/recovery/databases-survive-mistakes";
import { tablesOutliveARegion } from "./rules/recovery/tables-outlive-a-region";

/** Name that the engine prints before each violation. */
export const packName = "understudy-policies";

/** Every rule, in the order in which it runs and is documented. */
export const rules: readonly Rule[] = [
  keysRotate,
  logGroupsUseCustomerKeys,
  bucketsUseCustomerKeys,
  bucketsRefusePlainHttp,
  listenersUseTls,
  databasesUseCustomerKeys,
  databasesRefusePlainConnections,
  databaseProxiesRefusePlainConnections,
  tablesUseCustomerKeys,
  secretsUseCustomerKeys,
  vaultsUseCustomerKeys,
  queuesUseCustomerKeys,
  functionsUseCustomerKeys,
  securityGroupsOpenOnlyWeb,
  defaultSecurityGroupsAreEmpty,
  bucketsBlockPublicAccess,
  noPublicAddress,
  balancersStandBehindAFirewall,
  databasesArePrivate,
  policiesNameActionsAndResources,
  rolesTrustNamedServices,
  keyPoliciesNamePrincipals,
  tasksAreHardened,
  databasesKnowIdentities,
  databasesSurviveMistakes,
  databasesOutliveARegion,
  tablesOutliveARegion,
  bucketsOutliveARegion,
  backupsAreKept,
  placesHaveTheSame,
];
