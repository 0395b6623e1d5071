"""The fake microphone of tests/fakemic for scripts."""

import subprocess
import wave
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RATE = 48_000


def known_signal(seconds):
    """Noise that is never zero, as 16-bit little-endian bytes."""
    state, out = 1, bytearray()
    for _ in range(seconds * RATE):
        state = (state * 1_664_525 + 1_013_904_223) & 0xFFFFFFFF
        value = ((state >> 16) ^ 0x8000) - 0x8000
        out += (int(value / 3) or 1).to_bytes(2, "little", signed=True)
    return bytes(out)


def write_wav(path, samples, rate=RATE):
    """16-bit mono."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples)


def microphone(folder, samples, loop=False):
    """Builds the plugin in a folder; the environment that makes it the microphone."""
    library = folder / "libasound_module_pcm_fakemic.so"
    source = ROOT / "tests/fakemic/pcm_fakemic.c"
    build = ["cc", "-O2", "-shared", "-fPIC", "-DPIC", "-o", library, source, "-lasound"]
    subprocess.run(build, check=True)
    again = " loop true" if loop else ""
    (folder / "asound.conf").write_text(
        f'pcm_type.fakemic {{ lib "{library}" }}\n'
        f'pcm.fakemic {{ type fakemic file "/dev/null"{again} }}\n'
        'pcm.!default { type plug slave.pcm "fakemic" }\n'
    )
    write_wav(folder / "known.wav", samples)
    return {
        "ALSA_CONFIG_PATH": str(folder / "asound.conf"),
        "FAKEMIC_FILE": str(folder / "known.wav"),
        "FAKEMIC_LOSSLESS": "1",
    }
