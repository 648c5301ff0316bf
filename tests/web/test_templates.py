"""Every template compiles, has a title, and takes its style from the sheets."""

import re
from pathlib import Path

import pytest
from flask import Flask

from config import ROOT

TEMPLATES = ROOT / "templates"
PATHS = sorted(path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_template_compiles(session_app: Flask, path: Path) -> None:
    assert session_app.jinja_env.get_template(str(path)).name == str(path)


@pytest.mark.parametrize("path", PATHS, ids=str)
def test_template_has_no_inline_style_script_or_handler(path: Path) -> None:
    source = (TEMPLATES / path).read_text(encoding="utf-8")
    inline = re.findall(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*(?:src=|ld\+json))", source)
    assert inline == []


@pytest.mark.parametrize(
    "path",
    [path for path in PATHS if "{% extends" in (TEMPLATES / path).read_text(encoding="utf-8")],
    ids=str,
)
def test_page_has_a_title(path: Path) -> None:
    source = (TEMPLATES / path).read_text(encoding="utf-8")
    parent = re.search(r"{% extends \"([^\"]+)\"", source)
    assert parent is not None
    layout = (TEMPLATES / parent[1]).read_text(encoding="utf-8")
    assert "{% block title" in source or "{% block title" in layout
