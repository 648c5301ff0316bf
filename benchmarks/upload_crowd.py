"""``python -m benchmarks.upload_crowd``: many makers send their photos at the same time.

They live in a process of their own. It reads what to send as JSON and prints how long each answer
took, in seconds; an answer that is not 201 ends the run.
"""

import http.client
import json
import sys
import threading
import time
from pathlib import Path
from typing import Any

PATIENCE = 600.0  # Seconds for one answer; a phone waits for five minutes and then sends again.
BOUNDARY = "etalase-bench"


def body(token: str, photo: bytes) -> bytes:
    """A form with a token and a photo."""
    head = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="photo"; filename="foto.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n"
    )
    return head.encode("ascii") + photo + f"\r\n--{BOUNDARY}--\r\n".encode("ascii")


class Sender(threading.Thread):
    """One maker, who sends a few photos one after another."""

    def __init__(self, address: str, maker: dict[str, str], photos: list[str]) -> None:
        super().__init__()
        self._address, self._maker, self._photos = address, maker, photos
        self.times: list[float] = []
        self.failure = ""

    def run(self) -> None:
        """Send them all; the first failure ends it."""
        try:
            for photo in self._photos:
                started = time.perf_counter()
                self._send(Path(photo).read_bytes())
                self.times.append(time.perf_counter() - started)
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.failure = f"{type(error).__name__}: {error}"

    def _send(self, photo: bytes) -> None:
        connection = http.client.HTTPConnection(self._address, timeout=PATIENCE)
        headers = {
            "Accept": "application/json",
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            "Cookie": self._maker["cookie"],
        }
        try:
            sent = body(self._maker["token"], photo)
            connection.request("POST", self._maker["path"], sent, headers)
            answer = connection.getresponse()
            said = answer.read()
        finally:
            connection.close()
        if answer.status != http.client.CREATED:
            raise ValueError(f"answered {answer.status}: {said[:200]!r}")


def main() -> int:
    """Read what to send, send it all at once, print the times."""
    given: dict[str, Any] = json.load(sys.stdin)
    pairs = zip(given["makers"], given["photos"], strict=True)
    senders = [Sender(given["address"], maker, photos) for maker, photos in pairs]
    started = time.perf_counter()
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    elapsed = time.perf_counter() - started
    failures = [sender.failure for sender in senders if sender.failure]
    if failures:
        print(f"{len(failures)} makers: {failures[0]}", file=sys.stderr)
        return 1
    times = [one for sender in senders for one in sender.times]
    print(json.dumps({"elapsed": elapsed, "seconds": times}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
