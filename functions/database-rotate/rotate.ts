import { parseMaster, type MasterSecret } from "../shared/master";
import { isStandby, type Session } from "../shared/ports";
import type { RotationPorts, Version } from "./ports";
import { currentVersion, isOpen, type Request } from "./request";
import { changePassword, verifierOf } from "./verifier";

/**
 * Takes one step of a rotation. Every step may be asked for again: what it finds done, it leaves.
 *
 * @throws {Error} when the step cannot be taken, and in a place that follows before anything has changed.
 */
export async function rotate(request: Request, ports: RotationPorts): Promise<void> {
  if (!isOpen(request, await ports.secrets.describe(request.secretId))) return;
  await steps[request.step](request, ports);
}

const steps: Readonly<Record<Request["step"], (request: Request, ports: RotationPorts) => Promise<void>>> = {
  createSecret: create, setSecret: set, testSecret: test, finishSecret: finish,
};

/** Keeps a new password as the version that is being made. */
async function create(request: Request, ports: RotationPorts): Promise<void> {
  const current = await currentOf(request, ports);
  if (await ports.secrets.read(request.secretId, pending(request)) !== undefined) return;
  const session = await signIn(current, ports);
  if (session !== undefined) await useWriter(session, () => Promise.resolve());
  const password = await ports.secrets.invent();
  await ports.secrets.keep(request.secretId, { id: request.token, text: JSON.stringify({ ...current, password }) });
}

/** Changes the password in the database, signed in with whichever password it still takes. */
async function set(request: Request, ports: RotationPorts): Promise<void> {
  const [wanted, current] = [await pendingOf(request, ports), await currentOf(request, ports)];
  if (wanted.username !== current.username) {
    throw new Error("the pending version is of another user than the current one: want the same, so that nobody gets the password of somebody else");
  }
  const done = await signIn(wanted, ports);
  if (done !== undefined) return useWriter(done, () => Promise.resolve());
  const session = await signIn(current, ports) ?? await signInAsBefore(request, ports);
  if (session === undefined) {
    throw new Error("the database takes neither the pending, the current nor the previous password: set it to the current one by hand, and rotate again");
  }
  await useWriter(session, async () => {
    await session.query(changePassword(wanted.username, verifierOf(wanted.password, ports.salt())));
  });
}

/** Signs in with the new password, and asks for something. */
async function test(request: Request, ports: RotationPorts): Promise<void> {
  const session = await signIn(await pendingOf(request, ports), ports);
  if (session === undefined) throw new Error("the database refuses the pending password: want setSecret to have changed it");
  await useWriter(session, async () => {
    await session.query("SELECT 1");
  });
}

/** Makes the new version the current one. */
async function finish({ secretId, token }: Request, { secrets }: RotationPorts): Promise<void> {
  const from = currentVersion(await secrets.describe(secretId));
  if (from === undefined) throw new Error(`${secretId} has no current version: want one, to take the label from`);
  await secrets.promote(secretId, { from, to: token });
}

const pending = ({ token }: Request): Version => ({ stage: "AWSPENDING", id: token });

async function pendingOf(request: Request, { secrets }: RotationPorts): Promise<MasterSecret> {
  const text = await secrets.read(request.secretId, pending(request));
  if (text === undefined) throw new Error(`${request.secretId} has no pending version ${request.token}: want createSecret to have made it`);
  return parseMaster(text);
}

async function currentOf({ secretId }: Request, { secrets }: RotationPorts): Promise<MasterSecret> {
  const text = await secrets.read(secretId, { stage: "AWSCURRENT" });
  if (text === undefined) throw new Error(`${secretId} has no current version: want one, to sign in with`);
  return parseMaster(text);
}

async function signInAsBefore({ secretId }: Request, ports: RotationPorts): Promise<Session | undefined> {
  const text = await ports.secrets.read(secretId, { stage: "AWSPREVIOUS" });
  return text === undefined ? undefined : signIn(parseMaster(text), ports);
}

/** Nothing when the password is another one. */
async function signIn({ username, password }: MasterSecret, { database }: RotationPorts): Promise<Session | undefined> {
  const session = await database.connect({ username, password });
  if (session === "no writer") throw new Error(follows("the name of the writer leads nowhere"));
  return session === "wrong password" ? undefined : session;
}

async function useWriter(session: Session, work: () => Promise<void>): Promise<void> {
  try {
    if (await isStandby(session)) throw new Error(follows("the database is in recovery"));
    await work();
  } finally {
    await session.end();
  }
}

const follows = (sign: string): string => `the database of this place follows another one (${sign}): want rotation where it writes; nothing was changed`;
