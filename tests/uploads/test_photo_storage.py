"""Where photos are kept."""

from pathlib import Path

import fsspec
import pytest

from config import Settings
from uploads.states import Format, PhotoFile
from uploads.storage import PhotoStore, store_of

FILE = PhotoFile("ab" * 16, 640, Format.AVIF)


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> PhotoStore:
    """A folder, and a store that is none: fsspec's memory stands for a bucket."""
    if request.param == "folder":
        return PhotoStore(str(tmp_path / "photos"))
    fsspec.filesystem("memory").store.clear()
    return PhotoStore("memory://bucket/photos")


def test_what_is_put_is_got(store: PhotoStore) -> None:
    store.put(FILE, b"one")
    store.put(FILE, b"two")
    assert store.exists(FILE)
    assert store.get(FILE) == b"two"


def test_what_is_not_there_is_not_found(store: PhotoStore) -> None:
    assert not store.exists(FILE)
    with pytest.raises(FileNotFoundError):
        store.get(FILE)


def test_what_is_deleted_is_gone(store: PhotoStore) -> None:
    store.put(FILE, b"one")
    store.delete(FILE)
    store.delete(FILE)
    assert not store.exists(FILE)


def test_files_lie_in_folders_by_their_first_digits(tmp_path: Path) -> None:
    PhotoStore(str(tmp_path)).put(FILE, b"one")
    kept = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert kept == [f"ab/{'ab' * 16}-640.avif"]


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PhotoStore(str(tmp_path))
    store.put(FILE, b"whole")

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        store.put(FILE, b"half")
    assert store.get(FILE) == b"whole"
    assert [path.name for path in (tmp_path / "ab").iterdir()] == [FILE.filename]


def test_settings_choose_the_store(tmp_path: Path) -> None:
    store_of(Settings(instance_folder=str(tmp_path))).put(FILE, b"here")
    assert (tmp_path / "photos" / "ab" / FILE.filename).read_bytes() == b"here"
    elsewhere = Settings(instance_folder=str(tmp_path), photo_store=f"file://{tmp_path}/other")
    store_of(elsewhere).put(FILE, b"there")
    assert (tmp_path / "other" / "ab" / FILE.filename).read_bytes() == b"there"


@pytest.mark.parametrize(
    ("name", "size", "kind"),
    [
        ("AB" * 16, 640, Format.AVIF),
        ("ab" * 15, 640, Format.AVIF),
        ("../" + "a" * 29, 640, Format.AVIF),
        ("ab" * 16 + "\n", 640, Format.AVIF),
        ("ab" * 16, 641, Format.AVIF),
        ("ab" * 16, None, Format.AVIF),
    ],
)
def test_files_that_we_never_make_have_no_name(name: str, size: int | None, kind: Format) -> None:
    with pytest.raises(ValueError, match=r"photo|master"):
        PhotoFile(name, size, kind)
