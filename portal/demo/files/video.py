"""Short silent lessons (640 × 360, 8–20 s) drawn frame by frame and encoded by ffmpeg."""

import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from portal.demo.files.image import COLOURS, draw_picture

SIZE = (640, 360)
FRAMES_A_SECOND = 5  # drawings appear stroke by stroke; more frames would only cost time


def _scene_drawing(scene: Mapping[str, Any]) -> dict[str, Any]:
    title = ["text", 320, 36, scene["title"], {"size": 26, "bold": True, "fill": "chalk"}]
    return {"size": list(SIZE), "ground": "board", "shapes": [title, *scene["shapes"]]}


def _scene_frames(scene: Mapping[str, Any], before: float, total: float) -> Iterator[Image.Image]:
    """Yield the frames of one scene: its shapes one after the other, then all of them to the end."""
    drawing = _scene_drawing(scene)
    frames, shapes = round(scene["seconds"] * FRAMES_A_SECOND), len(drawing["shapes"])
    for frame in range(frames):
        shown = 1 + round((shapes - 1) * min(1.0, (frame + 1) / (frames * 0.7)))
        picture = draw_picture(drawing, shown)
        done = (before + (frame + 1) / FRAMES_A_SECOND) / total
        ImageDraw.Draw(picture).rectangle((0, 354, round(640 * done), 360), fill=COLOURS["yellow"])
        yield picture


def frames(content: Mapping[str, Any]) -> Iterator[Image.Image]:
    """Yield every frame of ``{"scenes": [{"seconds", "title", "shapes"}]}``."""
    total, before = sum(s["seconds"] for s in content["scenes"]), 0.0
    for scene in content["scenes"]:
        yield from _scene_frames(scene, before, total)
        before += scene["seconds"]


def make_still(spec: Mapping[str, Any]) -> bytes:
    """Return the finished first scene as a PNG: the poster, and the stand-in without ffmpeg."""
    buffer = io.BytesIO()
    draw_picture(_scene_drawing(spec["content"]["scenes"][0])).quantize(128).save(
        buffer, "PNG", optimize=True
    )
    return buffer.getvalue()


def make_video(spec: Mapping[str, Any]) -> bytes | None:
    """Return an MP4 (H.264) of ``spec["content"]``, or None where ffmpeg is not installed.

    Raises ``RuntimeError`` with ffmpeg's own words when the encoding fails.
    """
    program = shutil.which("ffmpeg")
    if program is None:
        return None
    raw = b"".join(frame.tobytes() for frame in frames(spec["content"]))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder, "out.mp4")
        command = [program, "-nostdin", "-loglevel", "error", "-y", "-f", "rawvideo", "-pix_fmt", "rgb24",
                   "-s", "640x360", "-r", str(FRAMES_A_SECOND), "-i", "pipe:0", "-c:v", "libx264",
                   "-preset", "veryfast", "-crf", "30", "-g", "25", "-pix_fmt", "yuv420p", "-threads", "1",
                   "-fflags", "+bitexact", "-flags:v", "+bitexact", "-movflags", "+faststart",
                   str(target)]  # fmt: skip
        done = subprocess.run(command, input=raw, capture_output=True, timeout=120, check=False)
        if done.returncode != 0:
            raise RuntimeError(
                f"ffmpeg could not make {spec['name']}: {done.stderr.decode(errors='replace')}"
            )
        return target.read_bytes()
