// Takes the pictures of docs/: node tests/browser/pictures.mjs (needs ffmpeg and pngquant, too)
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Practice, ROOT, browser } from "./practice.mjs";

const practice = new Practice();
const english = practice.take("en");
const korean = practice.take("ko");
const pages = {
  en: practice.open(english, "--ui", "en"),
  ko: practice.open(korean, "--ui", "ko"),
};
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1100, height: 900 };
const chrome = await browser();

async function picture(name, source, viewport, colorScheme, scroll) {
  const context = await chrome.newContext({ viewport, colorScheme });
  const page = await context.newPage();
  await page.goto(pathToFileURL(source).href);
  if (await page.locator("#audio").count()) {
    await page.waitForFunction(() => document.getElementById("audio").readyState >= 2);
    await page.evaluate(async () => {
      const audio = document.getElementById("audio");
      const arrived = new Promise((done) => audio.addEventListener("seeked", done, { once: true }));
      audio.currentTime = Number(document.querySelectorAll("#lines .w")[12].dataset.start) + 0.05;
      await arrived;
    });
  }
  if (scroll) await page.locator(scroll).scrollIntoViewIfNeeded();
  if (scroll) await page.locator(scroll).evaluate((element) => element.scrollIntoView());
  const path = join(ROOT, "docs", `${name}.png`);
  await page.screenshot({ path });
  execFileSync("pngquant", ["--force", "--ext", ".png", "--speed", "1", "128", path]);
  await context.close();
}

await picture("report-light", pages.en, DESKTOP, "light");
await picture("report-dark", pages.en, DESKTOP, "dark");
await picture("report-ko-dark", pages.ko, DESKTOP, "dark");
await picture("report-phone", pages.en, PHONE, "light");
await picture("report-ko-phone", pages.ko, PHONE, "dark", ".transcript");
// The sample slower and faster, so that the lines of the index have something to show.
for (const tempo of [0.8, 0.87, 0.92]) practice.take("en", tempo);
practice.take("ko", 1.15);
const index = practice.open("--index");
await picture("index", index, { width: 1000, height: 620 }, "light");
await picture("index-phone-ko-dark", practice.open("--index", "--ui", "ko"), PHONE, "dark");
await chrome.close();
practice.remove();
