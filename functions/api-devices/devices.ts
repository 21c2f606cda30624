import { listDevices, registerDevice, removeDevice } from "../api/operations";
import type { DeviceList } from "../api/schemas";
import { on, onBody, type Answered } from "../api/serve";
import type { Devices } from "../shared/devices";

/** The registry of devices, as far as the API needs it. */
export type DevicePorts = Pick<Devices, "of" | "register" | "remove">;

/** Answers for the devices of whoever asks: nobody sees or changes another user's, and nobody is told an address again. */
export function deviceAnswers(devices: DevicePorts): readonly Answered[] {
  return [
    on(listDevices, async ({ caller: { userId } }) => {
      const known = await devices.of([userId]);
      const list: DeviceList = { devices: known.map(({ deviceId, kind, state }) => ({ deviceId, kind, state })) };
      return { status: 200, body: list };
    }),
    onBody(registerDevice, async ({ caller: { userId } }, device) => {
      await devices.register({ ...device, userId });
      return { status: 204 };
    }),
    on(removeDevice, async ({ caller: { userId }, path: { deviceId = "" } }) => {
      await devices.remove(userId, deviceId);
      return { status: 204 };
    }),
  ];
}
