// Keeps the player, the transcript and the timeline in step.
"use strict";
(() => {
  const STEP_S = 5;
  const $ = (id) => document.getElementById(id);
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const lines = $("lines");
  const audio = $("audio");
  const chart = $("chart");
  const timed = (selector) =>
    all(selector)
      .map((element) => ({
        element,
        start: Number(element.dataset.start),
        end: Number(element.dataset.end),
      }))
      .sort((a, b) => a.start - b.start);
  const words = timed("#lines .w");
  const fillers = timed("#lines .filler");
  const pauses = timed("#lines .pause");

  // Filters work without sound, too.
  const marked = {
    filler: ".filler", repeat: ".repeat", hedge: ".hedge", pause: ".pause.long",
  };
  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  const filter = () => {
    const shown = all("[data-filter]").filter(pressed).map((button) => button.dataset.filter);
    const kinds = Object.keys(marked).filter((kind) => shown.includes(kind));
    for (const kind of Object.keys(marked)) {
      lines.classList.toggle(`no-${kind}`, !kinds.includes(kind));
    }
    const selector = kinds.map((kind) => marked[kind]).join(",");
    for (const line of lines.children) {
      line.hidden = shown.includes("only") && !(selector && line.querySelector(selector));
    }
  };
  for (const button of all("[data-filter]")) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(!pressed(button)));
      filter();
    });
  }

  if (!audio) {
    // Without sound, times are text.
    for (const button of all("[data-seek]")) button.disabled = true;
    return;
  }

  const duration = () => (Number.isFinite(audio.duration) ? audio.duration : Infinity);
  const seek = (at) => {
    audio.currentTime = Math.max(0, Math.min(at, duration()));
    follow();
  };
  const play = (at) => {
    seek(at);
    // The browser may refuse to play; then the place stands and the controls are there.
    audio.play().catch(() => {});
  };
  const toggle = () => (audio.paused ? play(audio.currentTime) : audio.pause());

  let now = null;
  const follow = () => {
    const at = audio.currentTime;
    // The last word that has begun stays current until its end.
    let low = 0;
    let high = words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (words[middle].start <= at + 0.005) low = middle + 1;
      else high = middle;
    }
    const word = words[low - 1];
    const next = word && at < word.end ? word.element : null;
    if (next !== now) {
      if (now) {
        now.classList.remove("now");
        now.removeAttribute("aria-current");
      }
      if (next) {
        next.classList.add("now");
        next.setAttribute("aria-current", "true");
        if (!audio.paused) keepInView(next);
      }
      now = next;
    }
    if (chart) {
      const share = Math.min(100, (at / Number(chart.dataset.duration)) * 100);
      $("playhead").setAttribute("x1", `${share}%`);
      $("playhead").setAttribute("x2", `${share}%`);
    }
  };
  // Scrolls only while the reader is at the transcript, and only when the word leaves the screen.
  const keepInView = (element) => {
    const box = element.getBoundingClientRect();
    const list = lines.getBoundingClientRect();
    const bottom = innerHeight - 130;
    const reading = list.top < bottom && list.bottom > 0;
    if (reading && (box.bottom > bottom || box.top < 0) && box.bottom < bottom + innerHeight) {
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
    }
  };
  const tick = () => {
    follow();
    if (!audio.paused) requestAnimationFrame(tick);
  };
  audio.addEventListener("play", tick);
  for (const event of ["timeupdate", "seeked", "pause", "ended"]) {
    audio.addEventListener(event, follow);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-seek]");
    const place = event.target.closest("#lines [data-start]");
    if (button) play(Number(button.dataset.seek));
    else if (place && getSelection().isCollapsed) play(Number(place.dataset.start));
  });
  chart?.addEventListener("click", (event) => {
    const box = chart.getBoundingClientRect();
    play(((event.clientX - box.left) / box.width) * Number(chart.dataset.duration));
  });

  // A little before, so that one hears how it comes about.
  const BEFORE_S = 0.5;
  const next = (list) => {
    const at = audio.currentTime + BEFORE_S + 0.05;
    const found = list.find((one) => one.start > at) || list[0];
    if (found) play(found.start - BEFORE_S);
  };
  const byWord = (step) => {
    const at = audio.currentTime + 0.005;
    const index = words.filter((word) => word.start <= at).length - 1;
    const word = words[Math.max(0, Math.min(words.length - 1, index + step))];
    if (word) seek(word.start);
  };
  const speed = $("speed");
  const faster = (step) => {
    speed.selectedIndex = Math.max(0, Math.min(speed.length - 1, speed.selectedIndex + step));
    audio.playbackRate = Number(speed.value);
  };
  speed.addEventListener("change", () => faster(0));
  $("back").addEventListener("click", () => seek(audio.currentTime - STEP_S));
  $("next-filler").addEventListener("click", () => next(fillers));
  $("next-pause").addEventListener("click", () => next(pauses));
  $("next-filler").disabled = !fillers.length;
  $("next-pause").disabled = !pauses.length;
  const keys = $("keys");
  $("show-keys").addEventListener("click", () => keys.showModal());

  const actions = {
    " ": toggle,
    ArrowLeft: () => seek(audio.currentTime - STEP_S),
    ArrowRight: () => seek(audio.currentTime + STEP_S),
    "[": () => byWord(-1),
    "]": () => byWord(1),
    f: () => next(fillers),
    p: () => next(pauses),
    "-": () => faster(-1),
    "+": () => faster(1),
    "=": () => faster(1),
    "?": () => keys.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.target.closest("select, audio, input, textarea")) return;
    if (event.key === " " && event.target.closest("button, summary, a")) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
  follow();
})();
