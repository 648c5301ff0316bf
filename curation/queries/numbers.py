"""Many whole numbers out of the database at once.

A row fetched by itself costs Python about a microsecond for each value and far more as an object;
a round of 10,000 entries with five sheets has 400,000 answers. The database writes them all in one
text, and numpy reads that.
"""

from typing import Any

import numpy as np
from sqlalchemy import BigInteger, ColumnElement, Select, String, cast, func, literal

from curation.arrays import Ints
from database import db


def whole_numbers(query: Select[*tuple[Any, ...]]) -> Ints:
    """Everything that a query of whole numbers finds, in any order.

    Args:
        query: Its columns are whole numbers, never null. It joins its tables by itself.

    Returns:
        A row for each row, a column for each column.
    """
    columns = query.selected_columns
    row = _joined([cast(column, String) for column in columns])
    # No query around the query: SQLite would write all rows down before it joins them.
    joined = query.order_by(None).with_only_columns(func.aggregate_strings(row, ","))
    numbers = np.fromstring(db.session.scalar(joined) or "", dtype=np.int64, sep=",")
    return numbers.reshape(-1, len(columns))


def large(number: int) -> ColumnElement[int]:
    """A number whose products with small whole numbers may be large ones."""
    return cast(literal(number), BigInteger)


def _joined(columns: list[ColumnElement[str]]) -> ColumnElement[str]:
    """A row's numbers with commas between them."""
    row = columns[0]
    for column in columns[1:]:
        row = row + "," + column
    return row
