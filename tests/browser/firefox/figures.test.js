// @ts-check
import { test } from "node:test";

import { measure } from "../figures.js";
import { openFirefox } from "../firefox.js";

test("figures of speed in Firefox", async (context) => {
  const driver = await openFirefox();
  try {
    context.diagnostic(`firefox: ${JSON.stringify(await measure(driver))}`);
  } finally {
    await driver.close();
  }
});
