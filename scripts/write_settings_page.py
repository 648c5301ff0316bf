"""Write docs/settings.md from the settings themselves."""

from config import ROOT, Settings

HEAD = """# Settings
Everything is read from the environment, once, by `config.py`. This page is written by
`.venv/bin/python -m scripts.write_settings_page`.

| variable | if unset | what it is for |
|---|---|---|
"""


def main() -> None:
    """Write the page."""
    lines = []
    for spec in Settings.__dataclass_fields__.values():
        meta = spec.metadata
        default = meta["default"].replace(str(ROOT), ".")
        lines.append(
            f"| `{meta['variable']}` | {f'`{default}`' if default else '–'} | {meta['note']} |"
        )
    (ROOT / "docs" / "settings.md").write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
