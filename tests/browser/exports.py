#!/usr/bin/env python3
"""Reads the exports of a take with readers that are not ours.

Usage: exports.test.py ALOUD FOLDER TAKE

praatio and textgrid read the TextGrid, Python's csv the table, ffmpeg the captions.
"""

import csv
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import textgrid
from praatio import textgrid as praatio

aloud, folder, take = sys.argv[1:]
where = Path(tempfile.mkdtemp())
failed = 0


def export(form):
    path = where / f"take.{form}"
    command = [aloud, "--folder", folder, "export", take, "--format", form, "-o", str(path)]
    subprocess.run(command, check=True)
    return path


def check(name, holds):
    global failed
    failed += not holds
    print(f"{'ok' if holds else 'FAILED'}: {name}")


def near(a, b):
    return abs(a - b) < 0.002


def captions(path):
    """The captions as ffmpeg reads them: (start, end, text) in seconds."""
    command = ["ffprobe", "-v", "error", "-show_packets", "-show_data", "-of", "json", str(path)]
    packets = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)["packets"]
    return [(float(p["pts_time"]), float(p["pts_time"]) + float(p["duration_time"])) for p in packets]


def plain_text(path):
    command = ["ffmpeg", "-v", "error", "-i", str(path), "-f", "webvtt", "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    lines = [line for line in text.splitlines() if line and "-->" not in line]
    return " ".join(lines[1:])


review = json.loads(export("json").read_text())
words = review["words"]

for form in ("srt", "vtt"):
    path = export(form)
    stands = captions(path)
    check(f"ffmpeg reads {form}", len(stands) > 0)
    check(f"{form} captions do not overlap", all(a[1] <= b[0] + 1e-6 for a, b in zip(stands, stands[1:])))
    check(f"{form} begins with the first word", near(stands[0][0], words[0]["start_s"]))
    check(f"{form} ends with the last word", near(stands[-1][1], words[-1]["end_s"]))
    check(f"{form} has every word", plain_text(path).split() == [w["text"] for w in words])

path = export("textgrid")
grid = textgrid.TextGrid.fromFile(str(path))
tiers = {tier.name: [i for i in tier if i.mark] for tier in grid}
check("textgrid has its tiers", list(tiers) == ["words", "fillers", "pauses", "parts"])
check("textgrid is as long as the sound", near(grid.maxTime, review["audio"]["duration_s"]))
spoken = [w["text"] for w in words if w["kind"] != "filler"]
check("textgrid has every word", [i.mark for i in tiers["words"]] == spoken)
check("textgrid has every pause", len(tiers["pauses"]) == len(review["timing"]["pauses"]))
check("textgrid has every filler", len(tiers["fillers"]) == review["fillers"]["count"])
other = praatio.openTextgrid(str(path), includeEmptyIntervals=True)
check("praatio reads the same", {n: len([e for e in other.getTier(n).entries if e.label]) for n in other.tierNames}
      == {name: len(marks) for name, marks in tiers.items()})
check("tiers fill the sound", all(near(b.start, a.end) for n in other.tierNames
      for a, b in zip(other.getTier(n).entries, other.getTier(n).entries[1:])))

rows = list(csv.DictReader(io.StringIO(export("csv").read_text(), newline="")))
kinds = ("word", "filler", "repeat", "cutoff")
said = [row for row in rows if row["kind"] in kinds]
check("csv has every word", sorted(r["text"] for r in said) == sorted(w["text"] for w in words))
check("csv is in order", all(float(a["start_s"]) <= float(b["start_s"]) for a, b in zip(rows, rows[1:])))

sys.exit(1 if failed else 0)
