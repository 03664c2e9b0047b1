"""Make .venv and install the locked dependencies: python3 scripts/bootstrap.py [run] [test] [bench]

Uses the standard library of any Python 3.8+ only, because it runs before anything is installed.
A stamp file per set holds a hash of what was installed, so that the second run takes no time.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
OLDEST = (3, 11)
SETS = {"run": "requirements.txt", "test": "requirements-test.txt", "bench": "requirements-bench.txt"}


def stop(message: str) -> NoReturn:
    sys.exit(f"bootstrap: {message}")


def run(*command: str | Path) -> bool:
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    environment.pop("VIRTUAL_ENV", None)
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=environment).returncode == 0


def use_new_enough_python() -> None:
    """Start again under a newer interpreter when this one is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in (13, 12, 11):
        found = shutil.which(f"python3.{minor}")
        if found:
            os.execv(found, [found, *sys.argv])
    stop("Python 3.11 or newer is needed; on Debian: apt-get install python3")


def install_system_parts(*packages: str) -> bool:
    """Install Debian packages without a question; only root on Debian can."""
    if os.geteuid() != 0 or not Path("/etc/debian_version").exists():
        return False
    print(f"installing {' '.join(packages)} with apt-get", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-q", "-y", "-o", "Dpkg::Use-Pty=0"]
    for command in ([*apt, "update"], [*apt, "install", "--no-install-recommends", *packages]):
        done = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
        if done.returncode != 0:
            return False
    return True


def ensure_venv_module() -> None:
    """Debian splits ensurepip off; without it `python -m venv` leaves a broken folder behind."""
    check = [sys.executable, "-c", "import ensurepip"]
    if subprocess.run(check, stderr=subprocess.DEVNULL).returncode == 0:
        return
    package = "python3-venv"
    if not install_system_parts(package) or subprocess.run(check).returncode != 0:
        stop(f"Python's venv module is missing; install it with: sudo apt-get install {package}")


def healthy() -> bool:
    python = BIN / "python"
    if not python.exists():
        return False
    test = f"import sys, pip; sys.exit(sys.version_info < {OLDEST!r})"
    return subprocess.run([str(python), "-c", test], stderr=subprocess.DEVNULL).returncode == 0


def make_venv() -> None:
    if healthy():
        return
    ensure_venv_module()
    venv.create(VENV, clear=True, with_pip=True, symlinks=True)


def fingerprint(requirements: Path) -> str:
    parts = (requirements.read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode())
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def install(name: str) -> None:
    requirements = ROOT / SETS[name]
    stamp = VENV / f".installed-{name}"
    wanted = fingerprint(requirements)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print(f"bootstrap: installing {SETS[name]} into .venv", flush=True)
    if not (BIN / "uv").exists():
        run(BIN / "pip", "install", "-q", "--require-hashes", "-r", ROOT / "requirements-uv.txt")
    installer: list[str | Path] = [BIN / "uv", "pip", "install", "-q", "--python", BIN / "python"]
    if not (BIN / "uv").exists():
        print("bootstrap: uv cannot be had, going on with pip (slower)", flush=True)
        installer = [BIN / "pip", "install", "-q"]
    done = run(*installer, "--require-hashes", "-r", requirements)
    # The package itself: no dependency, no build tool from outside the lock.
    done = done and run(*installer, "--no-deps", "--no-build-isolation", "-e", ROOT)
    if not done:
        stop("the packages could not be installed; is the package registry reachable?")
    stamp.write_text(wanted)


def main(names: list[str]) -> None:
    use_new_enough_python()
    unknown = [name for name in names if name not in SETS]
    if unknown:
        stop(f"unknown set {unknown[0]}; known are: {', '.join(SETS)}")
    make_venv()
    for name in names or ["run"]:
        install(name)


if __name__ == "__main__":
    main(sys.argv[1:])
