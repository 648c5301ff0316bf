"""Taking a rule out of the running program, to see which test notices.

A rule is one piece of text in one function or template. Taken out, the same function runs with
other text in its place, wherever it was imported; nothing on disk changes.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from types import CodeType, FunctionType

from flask import Flask
from jinja2 import BaseLoader, ChoiceLoader, DictLoader


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, and what stands in its place without it.

    Attributes:
        where: ``module:function``, ``module:Class.method``, or a template's name.
        text: The rule as it is written there, once; whole lines or a part of one.
        without: What is written there when the rule is taken out.
    """

    where: str
    text: str
    without: str

    def taken_from(self, source: str) -> str:
        """The source without the rule, which must stand there exactly once."""
        found = source.count(self.text)
        assert found == 1, f"{self.where} holds {self.text!r} {found} times: mend the table"
        return source.replace(self.text, self.without)


def function_of(where: str) -> FunctionType:
    """The function behind a name, without its decorators."""
    module, _, path = where.partition(":")
    found: object = import_module(module)
    for name in path.split("."):
        found = inspect.getattr_static(found, name)
    if isinstance(found, property):
        found = found.fget
    found = inspect.unwrap(found)  # type: ignore[arg-type]
    assert isinstance(found, FunctionType), f"{where} is no function"
    return found


def code_without(rule: Rule, function: FunctionType) -> CodeType:
    """The function's code, compiled anew without the rule."""
    tree = ast.parse(rule.taken_from(textwrap.dedent(inspect.getsource(function))))
    [definition] = tree.body
    assert isinstance(definition, ast.FunctionDef)
    definition.decorator_list = []
    whole = compile(tree, function.__code__.co_filename, "exec")
    return next(
        part
        for part in whole.co_consts
        if isinstance(part, CodeType) and part.co_name == function.__name__
    )


@contextmanager
def taken_out(app: Flask, rule: Rule) -> Iterator[None]:
    """Run a block without the rule."""
    if ":" not in rule.where:
        with _template_without(app, rule):
            yield
        return
    function = function_of(rule.where)
    whole = function.__code__
    function.__code__ = code_without(rule, function)
    try:
        yield
    finally:
        function.__code__ = whole


@contextmanager
def _template_without(app: Flask, rule: Rule) -> Iterator[None]:
    whole = app.jinja_env.loader
    assert isinstance(whole, BaseLoader)
    source, _, _ = whole.get_source(app.jinja_env, rule.where)
    # Compiled templates are kept by their loader, so that another one compiles them anew.
    changed = DictLoader({rule.where: rule.taken_from(source)})
    app.jinja_env.loader = ChoiceLoader([changed, whole])
    try:
        yield
    finally:
        app.jinja_env.loader = whole
