import { actionsOf } from "./catalogue";
import { grantsFor, wideGrants, type Powers } from "./powers";

/** A way in which somebody with these actions becomes somebody else, or more than they are. */
interface Way {
  readonly actions: readonly string[];
  /** What it comes to, as the end of a sentence. */
  readonly to: string;
}

/**
 * Ways that change identities themselves: each one is enough, unless it is limited to identities by name that are not one's own.
 * Source: IAM API Reference, the actions of that name; Rhino Security Labs, "AWS IAM Privilege Escalation".
 */
const selfWays: readonly Way[] = [
  ["iam:createpolicyversion", "a new version of a policy"], ["iam:setdefaultpolicyversion", "an older version of a policy"],
  ["iam:attachuserpolicy", "any policy for a user"], ["iam:attachgrouppolicy", "any policy for a group"], ["iam:attachrolepolicy", "any policy for a role"],
  ["iam:putuserpolicy", "any permission for a user"], ["iam:putgrouppolicy", "any permission for a group"], ["iam:putrolepolicy", "any permission for a role"],
  ["iam:addusertogroup", "the rights of any group"], ["iam:createaccesskey", "the keys of any user"], ["iam:createloginprofile", "the password of any user"],
  ["iam:updateloginprofile", "the password of any user"], ["iam:updateassumerolepolicy", "any role"], ["iam:deleterolepermissionsboundary", "a role without its boundary"],
  ["iam:createservicespecificcredential", "the credentials of any user"], ["sts:assumerole", "any role that trusts the account"],
].map(([action = "", to = ""]) => ({ actions: [action], to }));

/**
 * Ways that hand a role to a service which then does as it is told. Source: the "Actions" table of each service in the Service
 * Authorization Reference, those whose dependent action is `iam:PassRole`.
 */
const passWays: readonly Way[] = [
  { actions: ["ec2:runinstances"], to: "a machine" }, { actions: ["ec2:requestspotinstances"], to: "a machine" },
  { actions: ["lambda:createfunction", "lambda:invokefunction"], to: "a function" }, { actions: ["lambda:createfunction", "lambda:addpermission"], to: "a function" },
  { actions: ["lambda:createfunction", "lambda:createeventsourcemapping"], to: "a function" },
  { actions: ["ecs:registertaskdefinition", "ecs:runtask"], to: "a task" }, { actions: ["ecs:registertaskdefinition", "ecs:starttask"], to: "a task" },
  { actions: ["ecs:registertaskdefinition", "ecs:createservice"], to: "a service" }, { actions: ["ecs:registertaskdefinition", "ecs:updateservice"], to: "a service" },
  { actions: ["codebuild:createproject", "codebuild:startbuild"], to: "a build" }, { actions: ["cloudformation:createstack"], to: "a stack" },
  { actions: ["cloudformation:createstackset"], to: "a set of stacks" }, { actions: ["cloudformation:updatestack"], to: "a stack" },
  { actions: ["glue:createjob", "glue:startjobrun"], to: "a job" }, { actions: ["glue:createjob", "glue:createtrigger"], to: "a job" },
  { actions: ["glue:createdevendpoint"], to: "an endpoint of Glue" }, { actions: ["glue:updatejob", "glue:startjobrun"], to: "a job" },
  { actions: ["glue:createsession", "glue:runstatement"], to: "a session of Glue" },
  { actions: ["datapipeline:createpipeline", "datapipeline:putpipelinedefinition"], to: "a pipeline" },
  { actions: ["sagemaker:createnotebookinstance"], to: "a notebook" }, { actions: ["sagemaker:createtrainingjob"], to: "a training job" },
  { actions: ["sagemaker:createprocessingjob"], to: "a processing job" }, { actions: ["cognito-identity:setidentitypoolroles"], to: "an identity pool" },
  { actions: ["batch:registerjobdefinition", "batch:submitjob"], to: "a job" }, { actions: ["scheduler:createschedule"], to: "a schedule" },
  { actions: ["states:createstatemachine", "states:startexecution"], to: "a state machine" }, { actions: ["states:updatestatemachine", "states:startexecution"], to: "a state machine" },
];

/** Ways into what runs already, under a role that somebody else has given it. */
const takeoverWays: readonly Way[] = [
  ["lambda:updatefunctioncode", "any function"], ["lambda:updatefunctionconfiguration", "any function, by a layer or a variable"], ["codebuild:startbuild", "any build, by other commands"],
  ["ecs:executecommand", "any container"], ["ssm:sendcommand", "any machine"], ["ssm:startsession", "any machine"], ["cloudformation:updatestack", "the role of any stack"],
  ["cloudformation:executechangeset", "the role of any stack"], ["glue:updatedevendpoint", "any endpoint of Glue"], ["ec2-instance-connect:sendsshpublickey", "any machine"],
  ["ssm:startautomationexecution", "any automation"], ["codebuild:updateproject", "any build"], ["codepipeline:startpipelineexecution", "any pipeline, with other sources"],
].map(([action = "", to = ""]) => ({ actions: [action], to }));

/** Ways by which these powers become more than they are, each as a sentence's end; none where every door is named and leads nowhere higher. */
export function escalations(powers: Powers): readonly string[] {
  const own = [...powers.role.identities];
  const found = new Set<string>();
  for (const { actions: [action = ""], to } of selfWays) {
    const ontoItself = grantsFor(powers, action).some(({ resources }) => resources.some((resource) => own.includes(resource)));
    if (wideGrants(powers, action).length > 0 || ontoItself) found.add(`${spelt(action)}, which gives it ${ontoItself ? "more rights of its own" : to}`);
  }
  for (const { actions: [action = ""], to } of takeoverWays) if (wideGrants(powers, action).length > 0) found.add(`${spelt(action)}, which gets it into ${to}`);
  if (wideGrants(powers, "iam:passrole").length > 0) {
    const [way] = passWays.filter(({ actions }) => actions.every((action) => grantsFor(powers, action).length > 0));
    if (way !== undefined) found.add(`${["iam:passrole", ...way.actions].map(spelt).join(" with ")}, which makes ${way.to} with any role`);
  }
  return [...found];
}

/** Roles, by ARN, that these powers can put on: by passing them to something of their own making, or by taking them up. */
export function wornBy(powers: Powers): readonly string[] {
  const canRun = passWays.some(({ actions }) => actions.every((action) => grantsFor(powers, action).length > 0));
  const worn = [...canRun ? grantsFor(powers, "iam:passrole") : [], ...grantsFor(powers, "sts:assumerole"), ...grantsFor(powers, "iam:updateassumerolepolicy")];
  return worn.flatMap(({ resources }) => resources);
}

/** An action as AWS writes it: the ways above are in small letters, as IAM compares. */
function spelt(action: string): string {
  return actionsOf(action)[0]?.name ?? action;
}
