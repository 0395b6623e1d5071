// The pages of aloud in a real browser.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync, statSync } from "node:fs";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { HOSTILE, Practice, browser } from "./practice.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** Largest page of a take of two minutes, in bytes; the sample is half as long. */
const LARGEST_PAGE = 3_000_000;

let practice, chrome, english, korean, hostile;

before(async () => {
  practice = new Practice();
  english = practice.take("en");
  korean = practice.take("ko");
  hostile = practice.hostile(english);
  chrome = await browser();
});

after(async () => {
  await chrome?.close();
  practice?.remove();
});

/** Opens a file and collects what it asks for and complains about. */
async function open(path, options = {}) {
  const context = await chrome.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { requests: [], errors: [] };
  page.on("request", (request) => seen.requests.push(request.url()));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) seen.errors.push(message.text());
  });
  page.on("pageerror", (error) => seen.errors.push(String(error)));
  await page.goto(pathToFileURL(path).href);
  return { page, seen, close: () => context.close() };
}

/** The sound is known well enough to be played from anywhere. */
function ready(page) {
  return page.waitForFunction(() => document.getElementById("audio").readyState >= 2);
}

/** Where the player stands, in seconds. */
function position(page) {
  return page.evaluate(() => document.getElementById("audio").currentTime);
}

test("a page is one file of less than 3 MB that loads nothing and has no errors", async () => {
  const path = practice.open(english);
  assert.ok(statSync(path).size < LARGEST_PAGE);
  const { page, seen, close } = await open(path);
  await ready(page);
  const outside = seen.requests.filter((url) => !url.startsWith("data:"));
  assert.deepEqual(outside, [pathToFileURL(path).href]);
  assert.deepEqual(seen.errors, []);
  const length = await page.evaluate(() => document.getElementById("audio").duration);
  const review = JSON.parse(practice.aloud("show", english, "--json"));
  assert.ok(Math.abs(length - review.audio.duration_s) < 0.05, `${length} s of sound`);
  assert.equal(await page.locator("#lines .w").count(), review.words.length);
  await close();
});

test("a click on a word plays from it, and the current word follows", async () => {
  const { page, seen, close } = await open(practice.open(english));
  await ready(page);
  const word = page.locator("#lines .w").nth(40);
  const start = Number(await word.getAttribute("data-start"));
  await word.click();
  await page.waitForFunction((start) => {
    const audio = document.getElementById("audio");
    return !audio.paused && audio.currentTime > start + 0.8;
  }, start);
  const { at, word: now } = await page.waitForFunction(() => {
    const word = document.querySelector("#lines .w.now");
    const audio = document.getElementById("audio");
    audio.pause();
    return word && { at: audio.currentTime, word: { ...word.dataset } };
  }).then((handle) => handle.jsonValue());
  assert.ok(Number(now.start) > start, `${now.start} after ${start}`);
  assert.ok(Math.abs(at - Number(now.start)) < 1.5, `${now.start} at ${at}`);
  assert.deepEqual(seen.errors, []);
  await close();
});

test("every word is the current one where the player stands in its middle", async () => {
  const { page, close } = await open(practice.open(korean));
  await ready(page);
  const wrong = await page.evaluate(async () => {
    const audio = document.getElementById("audio");
    const words = Array.from(document.querySelectorAll("#lines .w"));
    const wrong = [];
    for (const word of words.filter((_, index) => index % 4 === 0)) {
      const middle = (Number(word.dataset.start) + Number(word.dataset.end)) / 2;
      const arrived = new Promise((done) => audio.addEventListener("seeked", done, { once: true }));
      audio.currentTime = middle;
      await arrived;
      if (!word.classList.contains("now")) wrong.push(word.textContent);
    }
    return wrong;
  });
  assert.deepEqual(wrong, []);
  await close();
});

test("points, findings and the timeline lead to where it was said", async () => {
  const { page, close } = await open(practice.open(english));
  await ready(page);
  const button = page.locator(".answer [data-seek]").last();
  await button.click();
  const wanted = Number(await button.getAttribute("data-seek"));
  assert.ok(Math.abs((await position(page)) - wanted) < 1);
  await page.locator("#chart").scrollIntoViewIfNeeded();
  const box = await page.locator("#chart").boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const at = await position(page);
  const length = await page.evaluate(() => document.getElementById("audio").duration);
  assert.ok(Math.abs(at - length / 2) < 1, `${at} of ${length}`);
  await close();
});

test("keys step back, to the next filler and pause, change the speed and show themselves", async () => {
  const { page, close } = await open(practice.open(english));
  await ready(page);
  const at = () => position(page);
  const fillers = await page.locator("#lines .filler").evaluateAll((all) =>
    all.map((one) => Number(one.dataset.start)));
  await page.evaluate(() => { document.getElementById("audio").currentTime = 10; });
  await page.keyboard.press("f");
  const next = fillers.find((start) => start > 10.6);
  const heard = await at();
  assert.ok(heard >= next - 0.6 && heard < next + 0.5, `${heard} for ${next}`);
  await page.keyboard.press(" ");
  assert.ok(await page.evaluate(() => document.getElementById("audio").paused));
  const before = await at();
  await page.keyboard.press("ArrowLeft");
  assert.ok(Math.abs((await at()) - (before - 5)) < 0.2);
  await page.keyboard.press("+");
  assert.equal(await page.evaluate(() => document.getElementById("audio").playbackRate), 1.25);
  await page.keyboard.press("?");
  assert.ok(await page.locator("#keys").evaluate((dialog) => dialog.open));
  await page.getByRole("button", { name: "Close" }).click();
  assert.ok(!(await page.locator("#keys").evaluate((dialog) => dialog.open)));
  await close();
});

test("filters turn marks off and leave only sentences that have them", async () => {
  const { page, close } = await open(practice.open(english));
  const filler = page.locator("#lines .w.filler").first();
  const background = () => filler.evaluate((one) => getComputedStyle(one).backgroundColor);
  const marked = await background();
  await page.getByRole("button", { name: /^Fillers/ }).click();
  assert.notEqual(await background(), marked);
  await page.getByRole("button", { name: /^Fillers/ }).click();
  assert.equal(await background(), marked);
  const lines = page.locator("#lines > li");
  const shown = () => lines.evaluateAll((all) => all.filter((one) => one.offsetParent).length);
  const whole = await shown();
  await page.getByRole("button", { name: "Only sentences with marks" }).click();
  const some = await shown();
  assert.ok(some > 0 && some < whole, `${some} of ${whole}`);
  for (const name of [/^Repeated/, /^Hedges/, /^Pauses/]) {
    const button = page.locator(".filters").getByRole("button", { name });
    if (await button.isEnabled()) await button.click();
  }
  assert.ok((await shown()) <= some);
  const withFiller = await lines.evaluateAll((all) =>
    all.filter((one) => one.offsetParent && one.querySelector(".filler")).length);
  assert.equal(withFiller, await shown());
  await close();
});

test("hostile text of notes and transcripts stays text", async () => {
  for (const args of [[hostile], ["--index"]]) {
    const { page, seen, close } = await open(practice.open(...args));
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    assert.deepEqual(seen.errors, []);
    const outside = seen.requests.filter((url) => !url.startsWith("data:"));
    assert.equal(outside.length, 1, outside.join());
    assert.equal(await page.locator("img, iframe, object").count(), 0);
    assert.equal(await page.locator("script").count(), 1);
    const text = await page.locator("body").textContent();
    const expected = args[0] === hostile ? HOSTILE : [JSON.parse(
      readFileSync(`${practice.folder}/recordings/${hostile}/take.json`, "utf8")).question.prompt];
    for (const one of expected) assert.ok(text.includes(one), one);
    await close();
  }
});

test("a linked sound plays and a page without sound has no player", async () => {
  const linked = await open(practice.open(english, "--audio", "link"));
  await ready(linked.page);
  assert.deepEqual(linked.seen.errors, []);
  await linked.close();
  const silent = await open(practice.open(english, "--audio", "none"));
  assert.equal(await silent.page.locator("audio").count(), 0);
  assert.ok(await silent.page.locator("[data-seek]").first().isDisabled());
  assert.deepEqual(silent.seen.errors, []);
  await silent.close();
});

test("the index suggests what to practise and leads to the page of every take", async () => {
  const { page, seen, close } = await open(practice.open("--index"));
  const suggested = JSON.parse(practice.aloud("next", "--json")).questions[0];
  const first = await page.locator(".next li").first().textContent();
  assert.ok(first.includes(suggested.prompt) && first.includes(suggested.why), first);
  const links = page.locator("tbody a");
  assert.equal(await links.count(), 3);
  for (let index = 0; index < 3; index += 1) {
    await links.nth(index).click();
    await page.locator("#lines .w").first().waitFor();
    await page.goBack();
  }
  assert.deepEqual(seen.errors, []);
  await close();
});

test("axe finds nothing to mend, in both languages and themes, on wide screens and phones", async () => {
  const pages = [
    practice.open(english),
    practice.open(korean, "--ui", "ko"),
    practice.open("--index"),
  ];
  for (const path of pages) {
    for (const colorScheme of ["light", "dark"]) {
      for (const width of [1280, 360]) {
        const { page, close } = await open(path, {
          colorScheme, viewport: { width, height: 800 }, bypassCSP: true,
        });
        await page.evaluate(AXE);
        const found = await page.evaluate(() => window.axe.run());
        const told = found.violations.map((one) =>
          `${one.impact} ${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
        assert.deepEqual(told, [], `${path} ${colorScheme} ${width}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${path}: ${wide} px on a screen of ${width}`);
        await close();
      }
    }
  }
});

test("a take prints on two pages", async () => {
  for (const [id, ui] of [[english, "en"], [korean, "ko"]]) {
    const { page, close } = await open(practice.open(id, "--ui", ui));
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const count = pdf.match(/\/Type\s*\/Page\b/g).length;
    assert.ok(count <= 2, `${count} pages`);
    await close();
  }
});
