"""Mirroring a drawing by its numbers, so that the lamp still lights it from the left."""

import re

_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+(?:e-?\d+)?")
# What each path command's numbers are: x and y coordinates, or r for what stays as it is.
_ARGUMENTS = {
    "M": "xy",
    "L": "xy",
    "T": "xy",
    "C": "xyxyxy",
    "S": "xyxy",
    "Q": "xyxy",
    "H": "x",
    "V": "y",
    "A": "rrrrsxy",
    "Z": "",
}


def mirrored_path(d: str) -> str:
    """Give path data mirrored about the line x = 0."""
    out, kinds, index = [], "", 0
    for token in _TOKEN.findall(d):
        if token.isalpha():
            kinds, index = _ARGUMENTS[token.upper()], 0
            out.append(token)
            continue
        kind = kinds[index % len(kinds)]
        index += 1
        if kind == "x":
            out.append(f"{-float(token):g}")
        else:
            out.append(str(1 - int(token)) if kind == "s" else token)
    return " ".join(out)


def _rect(match: re.Match[str]) -> str:
    x, rest, width = float(match[1]), match[2], float(match[3])
    return f'<rect x="{-x - width:g}"{rest}width="{width:g}"'


def mirrored(drawing: str) -> str:
    """Give a drawing of paths, circles, ellipses and rectangles mirrored about x = 0.

    Patterns, gradients and letters keep their way; clips get ids of their own.
    """
    out = re.sub(r'\bd="([^"]*)"', lambda m: f'd="{mirrored_path(m[1])}"', drawing)
    out = re.sub(r'\bcx="(-?[\d.]+)"', lambda m: f'cx="{-float(m[1]):g}"', out)
    out = re.sub(r'<rect x="(-?[\d.]+)"([^>]*?)width="([\d.]+)"', _rect, out)
    out = re.sub(r'<text x="(-?[\d.]+)"', lambda m: f'<text x="{-float(m[1]):g}"', out)
    out = re.sub(r"translate\((-?[\d.]+)", lambda m: f"translate({-float(m[1]):g}", out)
    out = re.sub(r"rotate\((-?[\d.]+)", lambda m: f"rotate({-float(m[1]):g}", out)
    out = out.replace('<clipPath id="', '<clipPath id="m-')
    return out.replace('clip-path="url(#', 'clip-path="url(#m-')
