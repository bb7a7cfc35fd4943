"""Rhythm and pitch exercises as sound, computed sample by sample.

A score is a string of tokens ``pitch:beats``: ``C4:1`` a note (English names, ``F#4``, ``Bb3``),
``-:1`` a rest, ``X:1`` a strong clap, ``x:1`` a weak one; ``|`` is a bar line and changes nothing.
"""

import io
import math
import random
import shutil
import subprocess
import tempfile
import wave
from array import array
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from portal.demo.files.archive import MadeFile

RATE = 16_000  # samples per second: enough for a melody, half the size of CD sound
_SEMITONES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ENCODERS = {"m4a": ("audio/mp4", ["-c:a", "aac"]), "mp3": ("audio/mpeg", ["-c:a", "libmp3lame"])}


def frequency(pitch: str) -> float:
    """Return the frequency in hertz of ``A4`` (440), ``F#4``, ``Bb3``…"""
    shift = {"#": 1, "b": -1}.get(pitch[1:2], 0)
    octave = int(pitch[-1])
    return float(440.0 * 2 ** ((_SEMITONES[pitch[0]] + shift - 9) / 12 + octave - 4))


def _note(hertz: float, count: int) -> Iterator[float]:
    for n in range(count):
        fade = min(1.0, n / 160, (count - n) / 800) * math.exp(-1.6 * n / RATE)
        turn = 2 * math.pi * hertz * n / RATE
        yield 0.5 * fade * (math.sin(turn) + 0.35 * math.sin(2 * turn) + 0.12 * math.sin(3 * turn))


def _clap(strong: bool, count: int) -> Iterator[float]:
    noise = random.Random(7 if strong else 11)
    for n in range(count):
        tap = math.exp(-n / (RATE * (0.035 if strong else 0.02)))
        tone = math.sin(2 * math.pi * (520 if strong else 900) * n / RATE)
        yield (0.75 if strong else 0.4) * tap * (0.5 * noise.uniform(-1, 1) + 0.5 * tone)


def _samples(score: str, bpm: float) -> Iterator[float]:
    for token in score.replace("|", " ").split():
        sound, beats = token.rsplit(":", 1)
        count = round(float(beats) * 60 / bpm * RATE)
        if sound == "-":
            yield from (0.0 for _ in range(count))
        elif sound in "Xx":
            yield from _clap(sound == "X", count)
        else:
            yield from _note(frequency(sound), count)


def make_wav(score: str, bpm: float) -> bytes:
    """Return a mono 16-bit WAV of ``score`` at ``bpm`` beats a minute."""
    frames = array("h", (max(-32767, min(32767, round(v * 28000))) for v in _samples(score, bpm)))
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(frames.tobytes())
    return buffer.getvalue()


def _encode(wav: bytes, suffix: str) -> bytes | None:
    """Return ``wav`` as ``suffix`` through ffmpeg, or None where ffmpeg (or its encoder) is missing."""
    program = shutil.which("ffmpeg")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "in.wav"), Path(folder, f"out.{suffix}")
        source.write_bytes(wav)
        command = [program, "-nostdin", "-loglevel", "error", "-y", "-i", str(source), *_ENCODERS[suffix][1],
                   "-b:a", "64k", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact",
                   str(target)]  # fmt: skip
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        return target.read_bytes() if done.returncode == 0 else None


def make_audio(spec: Mapping[str, Any]) -> MadeFile:
    """Return the sound of ``spec["content"]`` = ``{"bpm", "score"}``.

    The name's suffix chooses the format (``wav``, ``m4a``, ``mp3``); without ffmpeg it becomes WAV.
    """
    name: str = spec["name"]
    stem, suffix = name.rsplit(".", 1)
    wav = make_wav(spec["content"]["score"], spec["content"]["bpm"])
    encoded = _encode(wav, suffix) if suffix in _ENCODERS else None
    if encoded is not None:
        return MadeFile(name, _ENCODERS[suffix][0], encoded)
    return MadeFile(f"{stem}.wav", "audio/wav", wav)
