// A practice folder with takes of the sample answers, made by the real program.
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const ALOUD = process.env.ALOUD ?? join(ROOT, "target/release/aloud");

/** The sample answers by language, each with the question it answers. */
const ANSWERS = {
  en: ["en-deliver-results.flac", "tight deadline"],
  ko: ["ko-best-and-worst-service.flac", "가장 좋았던"],
};

/** Text that would become something else on a careless page. */
export const HOSTILE = [
  `</script><script>window.pwned = "script"</script>`,
  `<img src=x onerror="window.pwned='img'">`,
  `"onmouseover="window.pwned='quote'`,
  `'><svg onload=window.pwned='svg'>`,
  "\u202Eright-to-left\u2067 override",
  "&lt;b&gt; {{7*7}} ${7*7} ]]>",
];

export class Practice {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "aloud-browser-"));
    mkdirSync(join(this.folder, "notes"));
    for (const note of ["notes/onsite.en.md", "notes/phone.ko.md"]) {
      cpSync(join(ROOT, note), join(this.folder, note));
    }
    writeFileSync(join(this.folder, "aloud.toml"), "");
    symlinkSync(join(ROOT, "models"), join(this.folder, "models"));
  }

  /** Runs the program and returns what it prints. */
  aloud(...args) {
    const env = { ...process.env, LC_ALL: "C.UTF-8", DISPLAY: "", WAYLAND_DISPLAY: "" };
    env.ALOUD_MODEL ??= join(ROOT, "models/ggml-base-q8_0.bin");
    const options = { env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] };
    return execFileSync(ALOUD, ["--folder", this.folder, ...args], options);
  }

  /** Id of a take of the sample answer in `language`, at `tempo` times its own. */
  take(language, tempo = 1) {
    const [sound, question] = ANSWERS[language];
    let file = join(ROOT, "tests/speech", sound);
    if (tempo !== 1) {
      const other = join(this.folder, "other-tempo.wav");
      execFileSync("ffmpeg", ["-v", "error", "-y", "-i", file, "-af", `atempo=${tempo}`, other]);
      file = other;
    }
    return JSON.parse(this.aloud("review", file, "--keep", "--question", question, "--json")).take;
  }

  /** A copy of a take in which everything the user wrote or said is hostile. */
  hostile(id) {
    const hostileId = "free/2026-01-31T18-00-00Z";
    const folder = join(this.folder, "recordings", hostileId);
    cpSync(join(this.folder, "recordings", id), folder, { recursive: true });
    let number = 0;
    const words = () => HOSTILE[number++ % HOSTILE.length];
    const USERS = new Set(["text", "prompt", "heard", "name"]);
    const replace = (value, key) => {
      if (Array.isArray(value)) return value.map((one) => replace(one));
      if (value !== null && typeof value === "object") {
        return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, replace(v, k)]));
      }
      return typeof value === "string" && USERS.has(key) ? words() : value;
    };
    for (const name of ["take.json", "review.json"]) {
      const path = join(folder, name);
      const json = replace(JSON.parse(readFileSync(path, "utf8")));
      writeFileSync(path, JSON.stringify({ ...json, take: hostileId }));
    }
    return hostileId;
  }

  /** Path of the page that `aloud open` writes. */
  open(...args) {
    return this.aloud("open", "--no-browser", ...args).trim();
  }

  remove() {
    rmSync(this.folder, { recursive: true });
  }
}

/** Debian's Chromium, without what it would ask the network for. */
export function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking"],
  });
}
