"""Where photos are kept: a folder, or any bucket that fsspec knows."""

import os
import posixpath
from pathlib import Path
from typing import Final, Protocol
from uuid import uuid4

import fsspec
from fsspec.implementations.local import LocalFileSystem

from config import Settings
from web.context import settings

SHARD_DIGITS: Final = 2  # 256 folders: a million files stay about four thousand in each.


class Kept(Protocol):
    """A file by name: a photo's, or a private scan's in a store of its own."""

    @property
    def name(self) -> str:
        """What the folder is chosen by."""

    @property
    def filename(self) -> str:
        """What the file is called."""


class PhotoStore:
    """Photos by name, in folders by the first two digits of the name.

    Args:
        url: a folder's path, or an fsspec URL such as ``s3://bucket/photos``.
    """

    def __init__(self, url: str) -> None:
        self._files, self._root = fsspec.url_to_fs(url)
        self._is_local = isinstance(self._files, LocalFileSystem)

    def _path(self, file: Kept) -> str:
        return posixpath.join(self._root, file.name[:SHARD_DIGITS], file.filename)

    def put(self, file: Kept, data: bytes) -> None:
        """Keep the bytes; nobody ever sees half of them, and what was there is replaced."""
        path = self._path(file)
        if not self._is_local:
            # Buckets show an object only once it is whole.
            self._files.pipe_file(path, data)
            return
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f"{target.name}.{uuid4().hex}.part")
        try:
            with unfinished.open("wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            unfinished.replace(target)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise

    def get(self, file: Kept) -> bytes:
        """The file's bytes.

        Raises:
            FileNotFoundError: when it is not kept here.
        """
        data: bytes = self._files.cat_file(self._path(file))
        return data

    def exists(self, file: Kept) -> bool:
        """Whether the file is kept here."""
        return bool(self._files.exists(self._path(file)))

    def delete(self, file: Kept) -> None:
        """Forget the file; one that is not there is no error."""
        if self.exists(file):
            self._files.rm_file(self._path(file))


def store_of(chosen: Settings) -> PhotoStore:
    """The store that the settings name: ``PHOTO_STORE``, or ``photos`` in the instance."""
    return PhotoStore(chosen.photo_store or str(chosen.instance / "photos"))


def photo_store() -> PhotoStore:
    """The store of the running app."""
    return store_of(settings())
