"""Walks through a Dockerfile without a Docker engine: the same commands, in folders below a root.

Each stage is a folder; absolute paths of the image (/app, /data, /opt/venv) lie inside it. Base images
are stood in for by this machine's Python and Node, and the packages by this environment's, which come
from the same lock file.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path

_ABSOLUTE = re.compile(r"(?<![\w./-])/(app|data|opt)(?=[/\s:\"]|$)")


@dataclass(frozen=True)
class Instruction:
    """One instruction: its name in capitals and the rest of its line, continuations joined."""

    name: str
    value: str

    def words(self) -> list[str]:
        """Return the words of the JSON form, or of the shell form split at blanks."""
        if self.value.startswith("["):
            return [str(word) for word in json.loads(self.value)]
        return self.value.split()


@dataclass
class Stage:
    """The instructions between one FROM and the next."""

    image: str
    name: str
    instructions: list[Instruction] = field(default_factory=list)

    def last(self, name: str) -> Instruction:
        """Return the instruction that counts when a name is given more than once."""
        return [item for item in self.instructions if item.name == name][-1]


def read_dockerfile(path: Path) -> list[Stage]:
    """Return the stages of a Dockerfile in order."""
    joined = re.sub(r"\\\n\s*", " ", path.read_text(encoding="utf-8"))
    stages: list[Stage] = []
    for line in joined.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, _, value = line.strip().partition(" ")
        if name == "FROM":
            image, _, alias = value.partition(" AS ")
            stages.append(Stage(image, alias or str(len(stages))))
        else:
            stages[-1].instructions.append(Instruction(name, value.strip()))
    return stages


def ignored(path: str, patterns: list[str]) -> bool:
    """Return whether .dockerignore keeps ``path`` (relative, with slashes) out of the build."""
    parts = path.split("/")
    starts = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    for pattern in patterns:
        if pattern.startswith("**/") and any(fnmatch(part, pattern[3:]) for part in parts):
            return True
        if any(fnmatch(start, pattern) and start.count("/") == pattern.count("/") for start in starts):
            return True
    return False


class Image:
    """The folders that the stages of a Dockerfile leave behind."""

    def __init__(self, project: Path, root: Path) -> None:
        self.project, self.root = project, root
        self.stages = read_dockerfile(project / "Dockerfile")
        lines = (project / ".dockerignore").read_text(encoding="utf-8").splitlines()
        self.ignore = [line for line in lines if line and not line.startswith("#")]
        self.environment: dict[str, dict[str, str]] = {}
        self.folders: dict[str, str] = {}

    def place(self, stage: str, path: str) -> Path:
        """Return where an absolute path of a stage lies on this machine."""
        return self.root / stage / path.lstrip("/")

    def rewrite(self, stage: str, text: str) -> str:
        """Return ``text`` with the absolute paths of the image turned into those of this machine."""
        return _ABSOLUTE.sub(lambda match: str(self.place(stage, match[0])), text)

    def build(self) -> None:
        """Carry out every instruction of every stage.

        Raises AssertionError with the output of a command that failed.
        """
        for stage in self.stages:
            self.environment[stage.name], self.folders[stage.name] = {}, "/"
            self.place(stage.name, "/").mkdir(parents=True)
            for item in stage.instructions:
                self._carry_out(stage.name, item)

    def _carry_out(self, stage: str, item: Instruction) -> None:
        if item.name == "WORKDIR":
            self.folders[stage] = item.value
            self.place(stage, item.value).mkdir(parents=True, exist_ok=True)
        elif item.name == "ENV":
            self.environment[stage].update(part.split("=", 1) for part in item.words())
        elif item.name == "COPY":
            self._copy(stage, item.words())
        elif item.name == "RUN":
            self._run(stage, item.value)

    def _copy(self, stage: str, words: list[str]) -> None:
        origin = next((word.removeprefix("--from=") for word in words if word.startswith("--from=")), "")
        *sources, target = [word for word in words if not word.startswith("--")]
        if not target.startswith("/"):
            target = f"{self.folders[stage]}/{target}"
        for source in sources:
            start = self.place(origin, source) if origin else self.project / source
            goal = self.place(stage, target)
            if start.is_dir():
                shutil.copytree(
                    start, goal, ignore=None if origin else self._ignore, dirs_exist_ok=True, symlinks=True
                )
            else:
                goal.mkdir(parents=True, exist_ok=True)
                shutil.copy2(start, goal / start.name)

    def _ignore(self, folder: str, names: list[str]) -> list[str]:
        base = Path(folder).relative_to(self.project)
        return [name for name in names if ignored((base / name).as_posix(), self.ignore)]

    def _run(self, stage: str, command: str) -> None:
        if os.geteuid() != 0:
            command = command.replace("10001", str(os.geteuid()))
        # The packages are those of this environment already; the lock file is read and compared all the same.
        extra = {
            "PIP_DRY_RUN": "1",
            "npm_config_prefer_offline": "true",
            "npm_config_update_notifier": "false",
        }
        done = subprocess.run(
            ["/bin/sh", "-c", self.rewrite(stage, command)],
            cwd=self.place(stage, self.folders[stage]),
            env=self.variables(stage) | extra,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"RUN {command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"

    def variables(self, stage: str) -> dict[str, str]:
        """Return the environment of a stage's commands, with this machine's Python for the image's."""
        inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        inherited["PATH"] = f"{Path(sys.executable).parent}:{inherited['PATH']}"
        own = {name: self.rewrite(stage, value) for name, value in self.environment[stage].items()}
        own.pop("PATH", None)
        return inherited | own
