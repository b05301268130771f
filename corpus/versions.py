"""The index's life: versions beside each other in a folder, a pointer to the current one, and readers that follow it.

    index/
        current.json            {"version": "20261123T181500Z-1f3a"}: the only file that is ever replaced
        20261123T181500Z-1f3a/  a version (corpus/index.py)
        building/               a version that is being built
        files/<sha256>          the originals, as they were ingested; shared by the versions
        lock                    held by the one process that builds

A version is built apart, verified in another process (a damaged Chroma folder can take its process down
with it), and made current by replacing the pointer, which the file system does all at once. So a reader sees the old
version or the new one, whole. Going back is pointing to the version before.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import CorpusError, DamagedIndex, IndexBusy, MissingIndex
from corpus.index import Index, read_manifest, verify_version

_log = logging.getLogger(__name__)

KEPT_VERSIONS = 2
"""The current version and the one before it."""

GRACE_SECONDS = 600.0
"""How long an older version is left for readers that have not let go of it."""


class IndexFolder:
    """The folder in which an index's versions lie."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> Path:
        """The folder of the current version.

        Raises:
            MissingIndex: No version has been made current here.
            DamagedIndex: The pointer cannot be read, or points to a version that is not there.
        """
        try:
            name = str(json.loads(self._pointer.read_text(encoding="utf-8"))["version"])
        except FileNotFoundError as error:
            raise MissingIndex(f"Det finns inget index i {self.path}. Kör python -m ingest först.") from error
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedIndex(f"{self._pointer} går inte att läsa. Kör python -m ingest.") from error
        if self.path / name not in self.versions():
            raise DamagedIndex(f"{self._pointer} pekar på {name}, som inte finns. Kör python -m ingest.")
        return self.path / name

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Hold the folder's lock and give an empty place to build a version in; what a killed build left is removed.

        Raises:
            IndexBusy: Another process holds the lock.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self.path / "lock", timeout=0):
                shutil.rmtree(self.path / "building", ignore_errors=True)
                yield self.path / "building"
        except Timeout as error:
            raise IndexBusy(
                f"En annan inläsning bygger redan indexet i {self.path}. Vänta tills den är klar."
            ) from error

    def publish(self, built: Path) -> None:
        """Verify a version in a process of its own, give it its name and make it the current one.

        Raises:
            DamagedIndex: It is not whole; the current version stays as it was.
        """
        command = [sys.executable, "-m", "corpus.versions", str(built)]
        verified = subprocess.run(command, capture_output=True, text=True, check=False)
        if verified.returncode != 0:
            reason = verified.stderr.strip().splitlines()[-1:] or [f"avslutades med {verified.returncode}"]
            raise DamagedIndex(f"Den nya versionen är inte hel: {reason[0]} Den gamla används än.")
        version = read_manifest(built).version
        built.rename(self.path / version)
        self._point_to(version)

    def prune(self) -> None:
        """Delete the versions that no reader can need: all but the last ones, once they have been left in peace."""
        for version in self.versions()[:-KEPT_VERSIONS]:
            if time.time() - version.stat().st_ctime > GRACE_SECONDS:
                shutil.rmtree(version, ignore_errors=True)

    def versions(self) -> list[Path]:
        """The folders of all versions, oldest first."""
        return sorted(entry for entry in self.path.glob("2*Z-*") if entry.is_dir())

    def original(self, file_hash: str) -> Path:
        """Where the original with this SHA-256 is kept."""
        return self.path / "files" / file_hash

    def keep_original(self, file_hash: str, file: Path) -> None:
        """Keep a copy of a file as it is ingested; does nothing if it is kept already."""
        kept = self.original(file_hash)
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            beside = kept.with_suffix(f".{secrets.token_hex(4)}")
            shutil.copyfile(file, beside)
            beside.replace(kept)

    @property
    def _pointer(self) -> Path:
        return self.path / "current.json"

    def _point_to(self, version: str) -> None:
        replacement = self._pointer.with_suffix(".new")
        with replacement.open("w", encoding="utf-8") as file:
            json.dump({"version": version}, file)
            file.flush()
            os.fsync(file.fileno())
        replacement.replace(self._pointer)


class LiveIndex:
    """The current version, open; follows the pointer to a new version without interrupting anyone.

    A version is closed when it has been replaced and the last reader has let go of it.

    Args:
        folder: Where the versions are.
        model: The stamp of the model that queries will be embedded with.
        poll_seconds: How often to look at the pointer; None never to.
    """

    def __init__(self, folder: IndexFolder, model: str, poll_seconds: float | None = 1.0) -> None:
        self.folder = folder
        self._model = model
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()
        self._readers: dict[Index, int] = {}
        self._current = Index(folder.current(), model)
        self._stopped = threading.Event()
        if poll_seconds is not None:
            threading.Thread(target=self._follow, args=(poll_seconds,), name="index", daemon=True).start()

    @contextmanager
    def reading(self) -> Iterator[Index]:
        """The current version, which stays open until the `with` block ends."""
        with self._lock:
            index = self._current
            self._readers[index] = self._readers.get(index, 0) + 1
        try:
            yield index
        finally:
            with self._lock:
                self._readers[index] -= 1
                self._close_if_unused(index)

    def refresh(self) -> None:
        """Open the version that the pointer names, if it is another than the one open, and go over to it.

        Raises:
            CorpusError: It cannot be opened; the version that was open stays.
        """
        with self._refreshing:
            directory = self.folder.current()
            if self._stopped.is_set() or directory.name == self._current.manifest.version:
                return
            replacement = Index(directory, self._model)
            with self._lock:
                replaced, self._current = self._current, replacement
                self._readers.setdefault(replaced, 0)
                self._close_if_unused(replaced)

    def close(self) -> None:
        """Stop following the pointer and close what is open."""
        self._stopped.set()
        with self._refreshing, self._lock:
            self._current.close()

    def _close_if_unused(self, index: Index) -> None:
        if not self._readers[index]:
            del self._readers[index]
            if index is not self._current:
                index.close()

    def _follow(self, seconds: float) -> None:
        failed = ""
        while not self._stopped.wait(seconds):
            try:
                self.refresh()
                failed = ""
            except CorpusError as error:
                if str(error) != failed:  # said once; serving goes on from the old version
                    failed = str(error)
                    _log.warning(failed)


def main(arguments: Sequence[str]) -> int:
    """Verify the version in the folder named; used by `IndexFolder.publish` in a process of its own."""
    try:
        verify_version(Path(arguments[0]))
    except CorpusError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
