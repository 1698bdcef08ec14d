import { describe, expect, test, vi } from "vitest";

import { painStrip } from "../src/model/pain-strip";
import { NOW, quiet, words } from "./feed";

const BRIEFLY_S = 6;

type Said = Parameters<typeof painStrip>[1]["said"];

const said = (text: string | null, failed = false) => ({
  failed,
  said: vi.fn<Said>().mockReturnValue(text),
});

describe("pain on a tile", () => {
  test("has nothing to say before the first report, also where nothing is heard yet", () => {
    const strip = painStrip(null, said(null), NOW, words());
    expect(strip).toEqual({ said: null, urgent: false, takeBack_s: null });
  });

  test("makes room for the next number soon where nothing is to be taken back", () => {
    const reports = said("Reported: 2.");
    expect(painStrip(quiet(), reports, NOW, words()).said).toBe("Reported: 2.");
    expect(reports.said.mock.lastCall?.[1]).toBe(BRIEFLY_S);
  });

  test("lets a slip be taken back for as long as that is possible", () => {
    const feed = quiet({ take_back_until: NOW + 12.2 });
    const reports = said("Reported: 6.");
    expect(painStrip(feed, reports, NOW, words()).takeBack_s).toBe(13);
    expect(reports.said.mock.lastCall?.[1]).toBeUndefined();
    expect(painStrip(feed, said(null), NOW + 13, words()).takeBack_s).toBeNull();
  });

  test("lets a report from elsewhere be taken back, too", () => {
    const feed = quiet({ take_back_until: NOW + 20 });
    expect(painStrip(feed, said(null), NOW, words()).said).toBe("Pain");
  });

  test("says of a report that got nowhere only that, and loudly", () => {
    const feed = quiet({ take_back_until: NOW + 9 });
    const strip = painStrip(feed, said("It could not be sent.", true), NOW, words());
    expect(strip).toEqual({ said: "It could not be sent.", urgent: true, takeBack_s: null });
  });

  test("says first what is urgent, and leaves the numbers alone without a report", () => {
    const feed = quiet({ phase: "alarm", alarm: "belt_did_not_stop", take_back_until: NOW + 9 });
    const strip = painStrip(feed, said("Reported: 6."), NOW, words());
    expect(strip).toMatchObject({ said: expect.stringContaining("safety key") as string, urgent: true, takeBack_s: null });
    const later = { ...feed, take_back_until: null };
    expect(painStrip(later, said(null), NOW, words()).said).toBeNull();
  });
});
