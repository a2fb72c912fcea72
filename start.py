"""Run a command in this project's own Python environment, which is made first if need be.

    python3 start.py ualetters render cases/kasymakhunov.yaml --lang ru
    python3 start.py pytest

On Windows write "py" instead of "python3".
The first run takes about a minute and needs a network connection; later ones need neither.
The environment is the folder .venv beside this file: delete it, and the next run makes it anew.
"""

from collections.abc import Iterator
import contextlib
import hashlib
import importlib.util
import os
from pathlib import Path
import shutil
import signal
import subprocess
import sys
import sysconfig
import time

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

# The imports above and the grammar of the whole file suit Python 3.6, so that it can say what it lacks.
if sys.version_info < (3, 11):  # noqa: UP036 - nothing keeps an older Python from starting this file
    sys.exit(
        "start.py: ualetters needs Python 3.11 or newer, and this is Python {}.{} ({}).\n"
        "Install a newer one and start this file with it, for example: {}".format(
            *sys.version_info[:2], sys.executable, " ".join(["python3.13", *sys.argv])
        )
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = VENV / "start.lock"
STAMP = VENV / "start.stamp"  # what is installed; absent while something is being installed
WINDOWS = sys.platform == "win32"
SCRIPTS = VENV / ("Scripts" if WINDOWS else "bin")
EXE = ".exe" if WINDOWS else ""
PYTHON = SCRIPTS / f"python{EXE}"
# Inside an environment this is the Python that it was made from: .venv must not be made from itself.
BASE_PYTHON = getattr(sys, "_base_executable", None) or sys.executable
# What people set for their own work could hide packages from the installer or leave them uncompiled.
NOT_FOR_PIP = {"PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH"}
INTERRUPTED = 130
WINDOWS_INTERRUPTED = 0xC000013A


def say(message: str) -> None:
    """Talk to the person; stdout belongs to the command."""
    print(f"start.py: {message}", file=sys.stderr, flush=True)


def origin() -> str:
    """The interpreter and the folder: an environment has both written into it and cannot outlive a change."""
    return hashlib.sha256(os.fsencode(f"{sys.version} {sys.base_prefix} {ROOT}")).hexdigest()


def requirements() -> str:
    """What pyproject.toml asks for."""
    return hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()


def installed() -> list[str]:
    """The stamp: origin, requirements and perhaps an extra; empty for an environment that is not whole."""
    with contextlib.suppress(FileNotFoundError):
        return STAMP.read_text(encoding="ascii", errors="replace").split() if PYTHON.exists() else []
    return []


def is_ready(extra: str) -> bool:
    """Whether .venv can be used as it is; an environment with an extra also serves those who need none."""
    stamp = installed()
    return stamp[:2] == [origin(), requirements()] and extra in {"", *stamp[2:]}


def try_lock(file: int) -> bool:
    """Whether this process holds the lock now."""
    with contextlib.suppress(BlockingIOError, PermissionError):
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """Keep other runs out; the system lifts the lock when the last process that holds it ends."""
    with LOCK.open("a") as lock:
        if not try_lock(lock.fileno()):
            say("waiting for another run that is setting up .venv")
            while not try_lock(lock.fileno()):
                time.sleep(0.2)
        os.set_inheritable(lock.fileno(), True)  # an installer that outlives a killed run still holds it
        yield


def set_up_step(command: list[str], advice: str) -> None:
    """Run one step of the set-up with its output on stderr; leave with the advice if it fails."""
    env = {name: value for name, value in os.environ.items() if name.upper() not in NOT_FOR_PIP}
    env.update(PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_USER="0")
    nothing, talk = subprocess.DEVNULL, sys.stderr
    if subprocess.call(command, cwd=ROOT, env=env, stdin=nothing, stdout=talk, close_fds=False):
        sys.exit(f"start.py: setting up .venv failed; the reason stands above.\n{advice}")


def make_environment() -> None:
    """Make .venv anew and in place, as an environment cannot be moved; only the lock stays."""
    for entry in VENV.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry != LOCK:
            entry.unlink()
    options = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    if options and not importlib.util.find_spec("pip"):
        debian = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        sys.exit(f"start.py: this Python lacks venv. On Debian and Ubuntu, next: sudo apt install {debian}")
    set_up_step([BASE_PYTHON, "-m", "venv", *options, str(VENV)], "Another Python may do better.")


def install(extra: str) -> None:
    """Install the project and what it needs into .venv."""
    own_pip = (SCRIPTS / f"pip{EXE}").exists()
    pip = [str(PYTHON), "-m", "pip"] if own_pip else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    advice = "It needs a network connection: once there is one, run the same command again."
    set_up_step([*pip, "install", "-qq", "--editable", f".[{extra}]" if extra else "."], advice)
    # Before 3.13, Python reads .pth files in the system's encoding, and does not even start if it cannot.
    site_packages = sysconfig.get_path("purelib", "venv", vars={"base": str(VENV)})
    for pth in Path(site_packages).glob("*.pth"):
        lines = pth.read_text(encoding="utf-8").splitlines()
        if not all(map(str.isascii, lines)):
            kept = [line if line.isascii() else os.path.relpath(line, site_packages) for line in lines]
            pth.write_text("\n".join(kept), encoding="utf-8")


def prepare(extra: str) -> None:
    """Make .venv, or bring it up to date, unless it is as it should be."""
    if is_ready(extra):
        return
    if VENV.exists() and any(VENV.iterdir()) and not LOCK.exists():
        sys.exit(f"start.py: {VENV} was not made by start.py. Move it away, then run this again.")
    VENV.mkdir(exist_ok=True)
    with locked():
        if is_ready(extra):
            return
        before = installed()
        STAMP.unlink(missing_ok=True)
        say(f"setting up .venv with Python {sys.version.split()[0]}: about a minute, once")
        if before[:1] != [origin()]:
            make_environment()
        elif "dev" in before:
            extra = "dev"
        install(extra)
        STAMP.write_text(f"{origin()}\n{requirements()}\n{extra}\n", encoding="ascii")


def run(command: str, arguments: list[str]) -> int:
    """Let the command take the place of this process; on Windows, where that is not possible, wait for it."""
    program = SCRIPTS / f"{command}{EXE}"
    if not program.exists():
        say(f"there is no command {command!r} in .venv. Letters are made with: start.py ualetters ...")
        return 127
    path = os.pathsep.join([str(SCRIPTS), os.environ.get("PATH", os.defpath)])
    env = {**os.environ, "VIRTUAL_ENV": str(VENV), "PATH": path}
    env.pop("PYTHONHOME", None)
    if not WINDOWS:
        os.execve(program, [str(program), *arguments], env)  # noqa: S606 - no shell is wanted
    child = subprocess.Popen([str(program), *arguments], env=env)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the console sends it to the command as well
    code = child.wait()
    return INTERRUPTED if code == WINDOWS_INTERRUPTED else code


def main(arguments: list[str]) -> int:
    """Prepare the environment for a command, then run it."""
    if not arguments or arguments[0] in {"-h", "--help"}:
        print(__doc__.strip())
        return 0
    try:
        prepare("" if arguments[0] == "ualetters" else "dev")
        return run(arguments[0], arguments[1:])
    except KeyboardInterrupt:
        say("interrupted; the next run sets up what is missing")
        return INTERRUPTED
    except OSError as error:
        sys.exit(f"start.py: {error}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
