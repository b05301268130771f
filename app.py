"""The server: settings -> assistant -> API and chat -> uvicorn. The one file that knows them all."""

from __future__ import annotations

import signal
import socket
import sys
from contextlib import closing, suppress

import uvicorn

from assistant import texts
from assistant.api import create_api
from assistant.service import open_assistant
from assistant.settings import AssistantSettings
from assistant.ui import mount_ui
from corpus.errors import KlimatError
from corpus.settings import load_settings

SECONDS_TO_FINISH = 5
"""How long answers that are under way may take once the server has been told to stop."""


class PortUnavailable(KlimatError):
    """The address cannot be listened to."""


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
    with suppress(KeyboardInterrupt), _listen(settings) as listener, closing(open_assistant(settings)) as assistant:
        app = create_api(assistant, settings.report_file)
        mount_ui(app, assistant)
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,  # addresses hold what people search for
            server_header=False,
            timeout_graceful_shutdown=SECONDS_TO_FINISH,
        )
        AnnouncingServer(config).run(sockets=[listener])


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
