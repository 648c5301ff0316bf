"""Commands for curation."""

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from flask_babel import ngettext

from curation.agreement import Alpha, Metric, krippendorff_alpha
from curation.ranking import CuratorOffset, RankedEntry, Ranking, Sheet, rank_entries
from curation.reminders import remind_all
from curation.score_files import read_sheets
from curation.wording import agreement_in_words, components_in_words, offset_in_words
from database import db, utcnow, writing
from web.errors import RuleViolation

cli = AppGroup("curation", help="Work with scores.")

# Finer than any scale; beyond it there is only the machine's own arithmetic.
DECIMALS = 9


@cli.command("analyse")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def analyse(*, file: Path, as_json: bool) -> None:
    """Rank what FILE says: a CSV of curator,entry,score and, if need be, criterion,weight.

    Nothing is stored.

    Raises:
        ClickException: with a sentence about what cannot be read.
    """
    try:
        sheets = read_sheets(file)
    except RuleViolation as broken:
        raise click.ClickException(str(broken.message)) from None
    ranking, alphas = rank_entries(sheets), _alphas(sheets)
    if as_json:
        click.echo(json.dumps(_answer(ranking, alphas), ensure_ascii=False))
    else:
        _tell(ranking, alphas)


@cli.command("remind")
def remind() -> None:
    """Write the reminders that are due now; the worker does so by itself every half hour."""
    with writing():
        written = remind_all(utcnow())
        db.session.commit()
    click.echo(ngettext("%(num)d pengingat ditulis.", "%(num)d pengingat ditulis.", written))


def _alphas(sheets: list[Sheet]) -> dict[Metric, Alpha]:
    """Agreement on the sheets' scores as given, by every metric."""
    ratings = [(sheet.entry, sheet.score) for sheet in sheets]
    return {metric: krippendorff_alpha(ratings, metric) for metric in Metric}


def _answer(ranking: Ranking, alphas: dict[Metric, Alpha]) -> dict[str, Any]:
    """The whole analysis as it is printed."""
    return {
        "alpha": {metric.value: _figure(alpha.value) for metric, alpha in alphas.items()},
        "alpha_reasons": {
            metric.value: {"code": alpha.reason.value, "words": agreement_in_words(alpha)}
            for metric, alpha in alphas.items()
            if alpha.reason is not None
        },
        "units": alphas[Metric.INTERVAL].units,
        "components": ranking.components,
        "shrinkage": _figure(ranking.shrinkage),
        "entries": [_entry(one) for one in ranking.entries],
        "curators": [_curator(one) for one in ranking.curators],
    }


def _entry(one: RankedEntry) -> dict[str, Any]:
    """Where an entry stands."""
    return {
        "entry": one.entry,
        "raw": _figure(one.raw),
        "adjusted": _figure(one.adjusted),
        "sheets": one.sheets,
        "component": one.component,
        "rank": one.rank,
        "tied": one.tied,
        "spread": _figure(one.spread),
    }


def _curator(one: CuratorOffset) -> dict[str, Any]:
    """How a curator scored beside others."""
    return {
        "curator": one.curator,
        "offset": _figure(one.offset),
        "sheets": one.sheets,
        "shared": one.shared,
        "component": one.component,
    }


def _figure(value: float | None) -> float | None:
    """Round away what only the machine's arithmetic put there, and no minus before a zero."""
    return None if value is None else round(value, DECIMALS) + 0.0


def _tell(ranking: Ranking, alphas: dict[Metric, Alpha]) -> None:
    """Print the analysis for people."""
    for one in ranking.entries:
        tie = _("seri") if one.tied else ""
        click.echo(f"{one.rank:>6}  {one.adjusted:>10.2f}  {one.raw:>10.2f}  {one.entry}  {tie}")
    for curator in ranking.curators:
        click.echo(offset_in_words(str(curator.curator), curator))
    for metric, alpha in alphas.items():
        words = agreement_in_words(alpha) if alpha.value is None else f"{alpha.value:.3f}"
        click.echo(f"alpha {metric.value}: {words}")
    if ranking.components > 1:
        click.echo(components_in_words(ranking))
