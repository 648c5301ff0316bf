"""Many whole numbers out of the database at once.

A row fetched by itself costs Python about a microsecond for each value and far more as an object;
a round of 10,000 entries with five sheets has 400,000 answers. The database writes them all in one
text, and numpy reads that.
"""

from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, String, cast, func, select

from curation.arrays import Ints
from database import db


def whole_numbers(query: Select[*tuple[Any, ...]]) -> Ints:
    """Everything that a query of whole numbers finds, in any order.

    Args:
        query: Its columns are whole numbers, never null, each with a name of its own.

    Returns:
        A row for each row, a column for each column.
    """
    rows = query.order_by(None).subquery()
    row = _joined([cast(column, String) for column in rows.columns])
    text = db.session.scalar(select(func.aggregate_strings(row, ",")))
    numbers = np.fromstring(text or "", dtype=np.int64, sep=",")
    return numbers.reshape(-1, len(rows.columns))


def _joined(columns: list[ColumnElement[str]]) -> ColumnElement[str]:
    """A row's numbers with commas between them."""
    row = columns[0]
    for column in columns[1:]:
        row = row + "," + column
    return row
