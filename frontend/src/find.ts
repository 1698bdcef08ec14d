/** Which treadmill is meant, or why there is none to show. */

import { DOMAIN, machinesOf, type HomeAssistant, type Machine } from "./home-assistant";
import type { Emptiness } from "./parts/empty";

export interface Wanted {
  /** The first treadmill of the gym where nothing is said. */
  device_id?: string;
}

export function find(hass: HomeAssistant, { device_id }: Wanted): Emptiness | Machine {
  const machines = machinesOf(hass);
  if (machines.length === 0) {
    return hass.config.components.includes(DOMAIN) ? "no_machine" : "not_set_up";
  }
  const machine = machines.find((each) => device_id === undefined || each.device_id === device_id);
  if (machine === undefined) {
    return "gone";
  }
  const state = hass.states[machine.phase]?.state;
  return state === undefined || state === "unavailable" ? "unavailable" : machine;
}
