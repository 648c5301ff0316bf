"""How much is measured: read from the environment, so that a busy machine can be asked for less."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What bounds a run.

    Attributes:
        sizes: numbers of products, from small to large.
        requests: of one page by all visitors together.
        seconds: after which a page is left though requests remain.
    """

    sizes: tuple[int, ...]
    requests: int
    seconds: float

    @classmethod
    def from_environment(cls) -> "Limits":
        """Read ``BENCH_SIZES``, ``BENCH_REQUESTS`` and ``BENCH_SECONDS``.

        Raises:
            ValueError: when one of them is no number.
        """
        sizes = os.environ.get("BENCH_SIZES", "40,10000,100000")
        return cls(
            sizes=tuple(sorted({int(size) for size in sizes.split(",")})),
            requests=int(os.environ.get("BENCH_REQUESTS", "300")),
            seconds=float(os.environ.get("BENCH_SECONDS", "10")),
        )
