"""``make run``: bring the database up to date, fill an empty one, then run the three processes."""

import os
import signal
import socket
import subprocess
import sys
from types import FrameType
from typing import NoReturn

from honcho.environ import parse_procfile
from honcho.manager import Manager

from config import Settings, SettingsError
from scripts.first_look import greeting
from scripts.places import PYTHON, ROOT


def port_is_free(port: int) -> bool:
    """Whether nothing listens there: the web server itself would share the port in silence."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def child_environment(settings: Settings) -> dict[str, str]:
    """What all three processes get: the same port and the same instance, wherever they run."""
    return {
        **os.environ,
        "PORT": str(settings.port),
        "ETALASE_INSTANCE": str(settings.instance),
        "PYTHONUNBUFFERED": "1",
    }


def prepare(settings: Settings, environment: dict[str, str]) -> bool:
    """Bring the database up to date and fill an empty one; whether that went well."""
    lines = greeting(settings)
    if lines is not None:
        print("\n".join(lines), flush=True)
        return True
    command = [str(PYTHON), "-m", "scripts.prepare"]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def serve(environment: dict[str, str]) -> int:
    """Run the Procfile's processes until one ends or this process is told to stop.

    Honcho's own command line would hand each process another port, so only its manager is used.

    Returns:
        0 after Ctrl-C or a request to end, otherwise the code of the process that ended first.
    """
    manager = Manager()
    procfile = parse_procfile((ROOT / "Procfile").read_text(encoding="utf-8"))
    for name, command in procfile.processes.items():
        manager.add_process(name, f"exec {command}", env=environment, cwd=ROOT)
    # A closed terminal ends the processes too: honcho itself knows only the other two signals.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    manager.loop()
    asked_to_end = manager.returncode in {128 + signal.SIGINT, 128 + signal.SIGTERM}
    return 0 if asked_to_end else manager.returncode or 1


def leave(_signal: int, _frame: FrameType | None) -> NoReturn:
    """End at once; the command that is running is ended with this process."""
    sys.exit(1)


def main() -> int:
    """Serve, or say in one line why not."""
    for ending in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(ending, leave)
    try:
        settings = Settings.from_env()
    except SettingsError as error:
        print(f"make run: {error}", file=sys.stderr)
        return 1
    if not port_is_free(settings.port):
        print(f"make run: port {settings.port} is taken; try PORT=8001 make run", file=sys.stderr)
        return 1
    environment = child_environment(settings)
    if not prepare(settings, environment):
        return 1
    print(f"\n  Etalase: {settings.public_url}    Ctrl-C stops it\n", flush=True)
    return serve(environment)


if __name__ == "__main__":
    sys.exit(main())
