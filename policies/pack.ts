import type { Rule } from "./lib/rule";
import { bucketsRefusePlainHttp } from "./rules/encryption/buckets-refuse-plain-http";
import { bucketsUseCustomerKeys } from "./rules/encryption/buckets-use-customer-keys";
import { browsersAreToldTls, dataConnectionsUseTls, distributionsUseTls, domainsUseTls, fileSystemsUseTls, targetsUseTls } from "./rules/encryption/connections";
import { databaseProxiesRefusePlainConnections } from "./rules/encryption/database-proxies-refuse-plain-connections";
import { databasesRefusePlainConnections } from "./rules/encryption/databases-refuse-plain-connections";
import { databasesUseCustomerKeys } from "./rules/encryption/databases-use-customer-keys";
import { functionsUseCustomerKeys } from "./rules/encryption/functions-use-customer-keys";
import { keysRotate } from "./rules/encryption/keys-rotate";
import { keysStandInTheirRegion } from "./rules/encryption/keys-stand-in-their-region";
import { listenersUseTls } from "./rules/encryption/listeners-use-tls";
import { logGroupsUseCustomerKeys } from "./rules/encryption/log-groups-use-customer-keys";
import { messagesTravelEncrypted, subscriptionsUseTls, topicsUseCustomerKeys } from "./rules/encryption/messages";
import { queuesUseCustomerKeys } from "./rules/encryption/queues-use-customer-keys";
import { secretsUseCustomerKeys } from "./rules/encryption/secrets-use-customer-keys";
import {
  buildsUseCustomerKeys, cachesAreEncrypted, imagesUseCustomerKeys, jobsUseCustomerKeys, parametersHoldSecretsEncrypted, queriesUseCustomerKeys, sessionsAreEncrypted, trailsUseCustomerKeys,
} from "./rules/encryption/stores";
import { deliveriesUseCustomerKeys, streamsUseCustomerKeys } from "./rules/encryption/streams";
import { tablesUseCustomerKeys } from "./rules/encryption/tables-use-customer-keys";
import { vaultsUseCustomerKeys } from "./rules/encryption/vaults-use-customer-keys";
import {
  accessListsStopAdministration, balancersDropOddRequests, bucketsHaveNoAccessLists, dashboardsReachDataPrivately, functionsNearDataAreInside, groupsReachOutOnPurpose,
} from "./rules/exposure/addresses";
import { balancersStandBehindAFirewall } from "./rules/exposure/balancers-stand-behind-a-firewall";
import { bucketsBlockPublicAccess, publicAccessBlocksAreWhole } from "./rules/exposure/buckets-block-public-access";
import { databasesArePrivate } from "./rules/exposure/databases-are-private";
import { defaultSecurityGroupsAreEmpty } from "./rules/exposure/default-security-groups-are-empty";
import {
  doorsStandBehindAFirewall, firewallsHaveTheBaseRules, networksReachAwsPrivately, originsAreReachedThroughDistributions, originsTakeOnlyTheEdge,
} from "./rules/exposure/doors";
import { interfacesCheckRequests, interfacesHaveOneName } from "./rules/exposure/interfaces";
import { noPublicAddress } from "./rules/exposure/no-public-address";
import { dataHasNoWayOut, dataIsOutOfReach } from "./rules/exposure/reach";
import { securityGroupsOpenOnlyWeb } from "./rules/exposure/security-groups-open-only-web";
import {
  changesAreNotIgnored, groupsSayWhy, pinpointIsForPushAlone, providersKnowTheirAccount, resourcesAreTagged, resourcesStayInTheirRegions, runtimesAreMended, spendingHasABound,
} from "./rules/governance/rules";
import { waiversAreRead, waiverRules } from "./rules/governance/waivers";
import { actionsExist } from "./rules/least-privilege/actions-exist";
import { buildsAreUnprivileged, codeHoldsNoSecret, functionsKnowTheirCallers } from "./rules/least-privilege/code";
import { databasesKnowIdentities } from "./rules/least-privilege/databases-know-identities";
import { identitiesCannotRaiseThemselves } from "./rules/least-privilege/escalation";
import { clientsAreHardened, guestsStayOut, nobodyHasLongLivedKeys, sessionsAreShort, userPoolsAreHardened } from "./rules/least-privilege/identities";
import { endpointsAreNarrow, interfacesAskWhoCalls, managedPoliciesAreNarrow } from "./rules/least-privilege/interfaces";
import { keyPoliciesNamePrincipals } from "./rules/least-privilege/key-policies-name-principals";
import { policiesNameActionsAndResources } from "./rules/least-privilege/policies-name-actions-and-resources";
import { resourcePoliciesNamePrincipals } from "./rules/least-privilege/resource-policies";
import { rolesAreUsed } from "./rules/least-privilege/roles-are-used";
import { rolesTrustNamedServices } from "./rules/least-privilege/roles-trust-named-services";
import { tasksAreHardened } from "./rules/least-privilege/tasks-are-hardened";
import {
  balancersRecordRequests, bucketsRecordRequests, containersAreObserved, databasesRecordStatements, distributionsRecordRequests, functionsAreTraced, interfacesRecordRequests, jobsAreRecorded, logsAreKept, methodsRecordErrors, workflowsRecordSteps,
} from "./rules/logging/requests";
import {
  accountsHaveATrail, alarmsReachSomebody, firewallsRecordDecisions, imagesAreScanned, networksRecordFlows, trailsRecordData, trailsRecordEverything, zonesRecordQueries,
} from "./rules/logging/trails";
import { placesHaveTheSame } from "./rules/parity/places-have-the-same";
import { backupsAreKept } from "./rules/recovery/backups-are-kept";
import { bucketsOutliveARegion } from "./rules/recovery/buckets-outlive-a-region";
import { databasesOutliveARegion } from "./rules/recovery/databases-outlive-a-region";
import { databasesSurviveMistakes } from "./rules/recovery/databases-survive-mistakes";
import {
  archivesAreLocked, balancersSurviveMistakes, bucketsForgetOnPurpose, credentialsAreChanged, failedEventsAreKept, keysSurviveMistakes, storesSurviveTheProgram, streamsKeepAWeek,
} from "./rules/recovery/mistakes";
import {
  databasesStandInTwoZones, distributionsHaveASecondOrigin, imagesOutliveARegion, namesFollowHealth, secretsOutliveARegion, servicesHaveASecondTask, servicesSurviveAZone, tablesCopeWithLoad,
} from "./rules/recovery/regions";
import { tablesOutliveARegion } from "./rules/recovery/tables-outlive-a-region";
import { typesAreKnown } from "./rules/governance/types-are-known";

/** Name that the engine prints before each violation. */
export const packName = "understudy-policies";

/** Who may read, change or reach what: keys and TLS, least privilege, exposure. */
const security: readonly Rule[] = [
  keysRotate, logGroupsUseCustomerKeys, bucketsUseCustomerKeys, bucketsRefusePlainHttp, listenersUseTls, databasesUseCustomerKeys,
  databasesRefusePlainConnections, databaseProxiesRefusePlainConnections, tablesUseCustomerKeys, secretsUseCustomerKeys, vaultsUseCustomerKeys,
  queuesUseCustomerKeys, functionsUseCustomerKeys, targetsUseTls, distributionsUseTls, browsersAreToldTls, domainsUseTls, dataConnectionsUseTls,
  fileSystemsUseTls, keysStandInTheirRegion, topicsUseCustomerKeys, subscriptionsUseTls, messagesTravelEncrypted, parametersHoldSecretsEncrypted,
  trailsUseCustomerKeys, imagesUseCustomerKeys, buildsUseCustomerKeys, queriesUseCustomerKeys, jobsUseCustomerKeys, cachesAreEncrypted,
  sessionsAreEncrypted, streamsUseCustomerKeys, deliveriesUseCustomerKeys,
  policiesNameActionsAndResources, rolesTrustNamedServices, keyPoliciesNamePrincipals, tasksAreHardened, databasesKnowIdentities, actionsExist,
  codeHoldsNoSecret, buildsAreUnprivileged, functionsKnowTheirCallers, identitiesCannotRaiseThemselves, guestsStayOut, userPoolsAreHardened,
  clientsAreHardened, nobodyHasLongLivedKeys, sessionsAreShort, interfacesAskWhoCalls, managedPoliciesAreNarrow, endpointsAreNarrow,
  resourcePoliciesNamePrincipals, rolesAreUsed,
  securityGroupsOpenOnlyWeb, defaultSecurityGroupsAreEmpty, bucketsBlockPublicAccess, noPublicAddress, balancersStandBehindAFirewall,
  databasesArePrivate, groupsReachOutOnPurpose, accessListsStopAdministration, bucketsHaveNoAccessLists, balancersDropOddRequests,
  functionsNearDataAreInside, dashboardsReachDataPrivately, publicAccessBlocksAreWhole, doorsStandBehindAFirewall, firewallsHaveTheBaseRules,
  originsAreReachedThroughDistributions, originsTakeOnlyTheEdge, networksReachAwsPrivately, interfacesHaveOneName, interfacesCheckRequests,
  dataIsOutOfReach, dataHasNoWayOut,
];

/** What is left when a region, a zone, an operator or a memory fails: recovery, parity, residency, logging. */
const resilience: readonly Rule[] = [
  databasesSurviveMistakes, databasesOutliveARegion, tablesOutliveARegion, bucketsOutliveARegion, backupsAreKept, keysSurviveMistakes,
  storesSurviveTheProgram, balancersSurviveMistakes, bucketsForgetOnPurpose, archivesAreLocked, credentialsAreChanged, failedEventsAreKept,
  streamsKeepAWeek, secretsOutliveARegion, imagesOutliveARegion, namesFollowHealth, servicesSurviveAZone, servicesHaveASecondTask,
  distributionsHaveASecondOrigin, databasesStandInTwoZones, tablesCopeWithLoad,
  placesHaveTheSame,
  resourcesStayInTheirRegions,
  balancersRecordRequests, distributionsRecordRequests, bucketsRecordRequests, interfacesRecordRequests, methodsRecordErrors,
  databasesRecordStatements, logsAreKept, containersAreObserved, functionsAreTraced, workflowsRecordSteps, jobsAreRecorded, trailsRecordEverything,
  accountsHaveATrail, trailsRecordData, networksRecordFlows, firewallsRecordDecisions, zonesRecordQueries, alarmsReachSomebody, imagesAreScanned,
];

/** What keeps the rest honest: owners, accounts, costs, waivers, types that no rule knows. */
const governance: readonly Rule[] = [
  resourcesAreTagged, providersKnowTheirAccount, runtimesAreMended, groupsSayWhy, changesAreNotIgnored, spendingHasABound, pinpointIsForPushAlone,
  typesAreKnown(() => rules),
];

/** The groups of rules, each with what it is for in one word of its own. */
export const groups = { security, resilience, governance } as const;

/** Every rule, in the order in which it runs and is documented: waivers are read first, and judged when all else is. */
export const rules: readonly Rule[] = [
  waiversAreRead, ...security, ...resilience, ...governance, ...waiverRules(() => rules.map(({ name }) => name)),
];
