"""``flask search ask``: a search from the command line, one result a line."""

import json

import click
from flask import current_app
from werkzeug.datastructures import MultiDict

from showcase.search.query import search
from showcase.search.request import read_request
from showcase.search.results import Hit, SearchResult


def as_json(hit: Hit) -> str:
    """A hit as one line of JSON."""
    values = {
        "id": hit.id,
        "code": hit.code,
        "slug": hit.slug,
        "name": hit.name.striptags(),
        "maker": hit.maker,
        "price": hit.price,
        "score": hit.score,
    }
    return json.dumps(values, ensure_ascii=False)


def _print(result: SearchResult, *, plain_json: bool) -> None:
    for hit in result.hits:
        line = f"{hit.name.striptags()}, {hit.maker}: {hit.price}"
        click.echo(as_json(hit) if plain_json else line)
    note = "from SQL: search is away" if result.limited else f"{result.total} in all"
    click.echo(note, err=True)


@click.command("ask")
@click.argument("words", nargs=-1)
@click.option("--json", "plain_json", is_flag=True, help="One JSON object a line, in order.")
@click.option("--lang", type=click.Choice(["id", "en"]), default="id", help="Of the answer.")
@click.option("--filter", "pairs", multiple=True, help="As in the address: kategori=batik.")
def ask(words: tuple[str, ...], *, plain_json: bool, lang: str, pairs: tuple[str, ...]) -> None:
    """Search as a visitor would."""
    given = [tuple(pair.split("=", 1)) for pair in pairs if "=" in pair]
    query = MultiDict([("q", " ".join(words)), *((name, value) for name, value in given)])
    path = "/en/cari" if lang == "en" else "/cari"
    with current_app.test_request_context(path):
        _print(search(read_request(query, lang)), plain_json=plain_json)
