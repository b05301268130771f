"""The server: settings -> assistant -> API and chat -> uvicorn. The one file that knows them all."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from contextlib import closing, suppress
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from assistant import texts
from assistant.access.pages import mount_sign_in
from assistant.access.sessions import mount_sessions
from assistant.access.staff_only import STAFF_PATH, StaffOnly
from assistant.api import create_api
from assistant.feedback import FeedbackFile
from assistant.late import mount_late
from assistant.pages.routes import mount_pages
from assistant.register.registry import Registry
from assistant.register.routes import mount_register
from assistant.register.uploads import Read, Reading, Rebuild, Uploads
from assistant.service import Assistant, open_assistant
from assistant.settings import AssistantSettings
from assistant.suggesting.renewing import in_a_process, renewing
from assistant.viewer.routes import mount_viewer
from assistant.widget.routes import mount_widget
from corpus.database import Database
from corpus.errors import KlimatError
from corpus.register import Register
from corpus.settings import CorpusSettings, load_settings, variable

SECONDS_TO_FINISH = 5
"""How long answers that are under way may take once the server has been told to stop."""


class PortUnavailable(KlimatError):
    """The address cannot be listened to."""


class RebuildFailed(KlimatError):
    """The index could not be brought up to date."""


class AnnouncingServer(uvicorn.Server):
    """A server that says where it is once it is there."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start listening, then print the address."""
        await super().startup(sockets)
        host, port, *_ = self.servers[0].sockets[0].getsockname()
        url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        sys.stdout.write(f"{texts.ADDRESS.format(url=url)}\n")
        sys.stdout.flush()


def serve(settings: AssistantSettings) -> None:
    """Serve the API and the chat until told to stop.

    Raises:
        PortUnavailable: Something else listens there, or the address is not this machine's.
        MissingIndex: Nothing has been ingested.
        StaleIndex: The index was built with another model or by another version of the program.
        ModelUnavailable: The model cannot be built or loaded.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stop as for Ctrl+C, with all that is open closed
    with (
        suppress(KeyboardInterrupt),
        _listen(settings) as listener,
        closing(open_assistant(settings)) as assistant,
        renewing(assistant.live, in_a_process(settings)),
        closing(Database(settings.database_url)) as database,
    ):
        app = create_api(assistant, settings.report_file)
        mount_viewer(app)
        registry = Registry(assistant.live)
        mount_pages(app, assistant, registry, settings.home)
        feedback = FeedbackFile(settings.feedback_file)
        mount_chat(app, assistant, feedback)
        mount_widget(app, settings.widget_origins, feedback)
        mount_staff(app, settings, registry, database)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,  # addresses hold what people search for
            server_header=False,
            timeout_graceful_shutdown=SECONDS_TO_FINISH,
        )
        AnnouncingServer(config).run(sockets=[listener])


def mount_chat(app: FastAPI, assistant: Assistant, feedback: FeedbackFile) -> None:
    """Put the chat on the app; Gradio is first imported when the server answers already."""

    def make(room: FastAPI) -> None:
        from assistant.ui import mount_ui

        mount_ui(room, assistant, feedback.save)

    mount_late(app, "/chatt", make, unasked=True)


def mount_staff(app: FastAPI, settings: AssistantSettings, registry: Registry, database: Database) -> None:
    """Put the register, the sign-in and the staff's pages on the app."""

    def make(room: FastAPI) -> None:
        from assistant.staff_ui.desk import Desk
        from assistant.staff_ui.page import mount_staff_ui

        rebuild, read = rebuilder(settings), reader(settings.sources_dir)
        uploads = Uploads(settings.sources_dir, settings.uploads_dir, registry.live, read, rebuild)
        desk = Desk(
            registry=registry, decisions=Register(database), uploads=uploads, rebuild=rebuild, home=settings.home
        )
        mount_staff_ui(room, desk)

    mount_register(app, registry)
    mount_sign_in(app)
    mount_late(app, STAFF_PATH, make)
    app.add_middleware(StaffOnly)
    mount_sessions(app, settings.users_file)  # last, so that who is signed in is known before all else


def rebuilder(settings: AssistantSettings) -> Rebuild:
    """What brings the index up to date: an ingest in a process of its own, one at a time."""
    lock = threading.Lock()
    command = [sys.executable, "-m", "ingest", str(settings.sources_dir), "--index", str(settings.index_dir)]
    shared = (name for name in CorpusSettings.model_fields if name not in ("sources_dir", "index_dir"))
    environment = {**os.environ, **{variable(name): str(getattr(settings, name)) for name in shared}}

    def rebuild() -> str:
        if not lock.acquire(blocking=False):
            raise RebuildFailed(texts.REBUILDING_ALREADY)
        try:
            done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
        finally:
            lock.release()
        if done.returncode not in (0, 1):  # 1 says that a file was refused, which the report tells of
            raise RebuildFailed(texts.REBUILD_FAILED.format(reason=done.stderr.strip()))
        return done.stdout.strip()

    return rebuild


def reader(sources_dir: Path) -> Read:
    """What reads a file as if it stood in the folder of sources."""
    from ingest.catalogue import CATALOGUE, read_catalogue
    from ingest.readers import read
    from ingest.records import read_records

    def read_as(file: Path, path: str) -> Reading:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
            if (listing := sources_dir / CATALOGUE).is_file():
                shutil.copyfile(listing, Path(folder) / CATALOGUE)
            (source,) = read_catalogue(Path(folder)).sources
            document = read(source, copy)
            return Reading(document=document, records=read_records(document, copy))

    return read_as


def main() -> int:
    """Serve as the environment says; gives 2 when that is not possible."""
    try:
        serve(load_settings(AssistantSettings))
    except KlimatError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _listen(settings: AssistantSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise PortUnavailable(texts.PORT_UNAVAILABLE.format(host=settings.host, port=settings.port)) from error


if __name__ == "__main__":
    sys.exit(main())
