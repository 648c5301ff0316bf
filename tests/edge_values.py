"""What the edge cases of curation are about: moments around a deadline, and a maker to hide."""

from datetime import UTC, datetime

# The last second of 31 January in Mojokerto, the first of February, and some days after.
LAST = datetime(2027, 1, 31, 16, 59, 59, tzinfo=UTC)
MIDNIGHT = datetime(2027, 1, 31, 17, 0, 0, tzinfo=UTC)
LATER = datetime(2027, 2, 3, 17, 0, 0, tzinfo=UTC)

NAME, SLUG = "Anyaman Bu Ratmi", "anyaman-bu-ratmi"
