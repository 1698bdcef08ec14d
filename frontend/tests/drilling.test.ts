import { beforeEach, describe, expect, test, vi } from "vitest";

import { Drilling } from "../src/drilling";

describe("the fire drill on the card", () => {
  const update = vi.fn();
  const drill = vi.fn<() => Promise<unknown>>();
  let drilling: Drilling;

  beforeEach(() => {
    drill.mockReset();
    drilling = new Drilling({ requestUpdate: update } as never, drill);
  });

  test("only asks at first, and stops nothing that is left", () => {
    drilling.ask();
    expect(drilling.step).toBe("asking");
    drilling.leave();
    expect([drilling.step, drill.mock.calls.length]).toEqual(["offered", 0]);
  });

  test("says that it goes on, and has nothing to say of one that has passed", async () => {
    drill.mockResolvedValue(undefined);
    drilling.start();
    expect(drilling.step).toBe("running");
    await vi.waitFor(() => expect(drilling.step).toBe("offered"));
    expect(drilling.why).toBe("");
  });

  test.each([
    [{ message: "Home Gym lost sight of the belt." }, "Home Gym lost sight of the belt."],
    [undefined, ""],
  ])("tells why it has not passed: %o", async (error, why) => {
    drill.mockRejectedValue(error);
    drilling.start();
    await vi.waitFor(() => expect(drilling.step).toBe("failed"));
    expect(drilling.why).toBe(why);
  });

  test("of one machine is no news of another", async () => {
    drill.mockRejectedValue(new Error("too late"));
    drilling.start();
    drilling.leave();
    await Promise.resolve();
    await Promise.resolve();
    expect([drilling.step, drilling.why]).toEqual(["offered", ""]);
  });
});
