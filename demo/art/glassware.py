"""What glass jars share: the shine of round glass and a screw cap."""

from math import cos, pi, sin

from demo.art.elements import ellipse, group, line, linear, path, radial

DEFS = "".join(
    [
        linear(
            "jar-round",
            "0 #0d0604 .62, .06 #0d0604 .2, .14 #fff .12, .2 #fff .5, .25 #fff .12, .45 #fff 0,"
            " .74 #0d0604 .12, .88 #fff .22, .93 #0d0604 .12, 1 #0d0604 .6",
            0, 0, 1, 0,
        ),
        linear(
            "lid-metal",
            "0 #15110c, .08 #4a4238, .2 #d9cdb6, .28 #8a7d68, .5 #4d443a, .78 #2b251f, .92 #8d8272,"
            " 1 #15110c",
            0, 0, 1, 0,
        ),
        linear(
            "lid-wood",
            "0 #4f2f16, .12 #8a5a30, .28 #d0a06a, .5 #b5834c, .8 #83552c, 1 #45270f", 0, 0, 1, 0
        ),
        radial("lid-metal-top", "0 #8d8272, .6 #4d443a, 1 #26201a"),
        radial("lid-wood-top", "0 #D9AE78, .6 #B5834C, 1 #8A5A30"),
    ]
)  # fmt: skip


def cap(width: float, top: float, height: float, kind: str) -> str:
    """Draw a round screw cap over the mouth of a jar."""
    half, bottom = width / 2, top + height
    side = f"M{-half},{top} Q0,{top + 36} {half},{top} V{bottom} Q0,{bottom + 36} {-half},{bottom}Z"
    grooves = []
    for step in range(1, 40):
        x = -half * cos(pi * step / 40)
        dip = 18 * sin(pi * step / 40)
        groove = f"M{x:.1f},{top + dip + 14:.1f} V{bottom + dip - 6:.1f}"
        grooves.append(line(groove, "#000", 2.4, opacity=0.25))
    return "".join(
        [
            path(side, f"@lid-{kind}"),
            *grooves,
            line(
                f"M{-half},{bottom - 4} Q0,{bottom + 32} {half},{bottom - 4}",
                "#000",
                5,
                opacity=0.3,
            ),
            ellipse(0, top, half, 18, f"@lid-{kind}-top"),
            ellipse(0, top - 2, half - 10, 14, "none", stroke="#fff", stroke_width=2, opacity=0.3),
        ]
    )


def shine(outline: str, left: float, top: float, width: float, height: float) -> str:
    """Lay the shine of round glass over what a jar holds."""
    x = left + width * 0.15
    streak = (
        f"M{x},{top + height * 0.16} C{x - 12},{top + height * 0.4} {x - 10},{top + height * 0.7}"
    )
    streak += f" {x + 8},{top + height * 0.88}"
    return (
        group(path(outline, "@jar-round"), opacity=0.8)
        + line(streak, "#fff", 15, opacity=0.55, filter="@t-blur4")
        + path(outline, stroke="#fff", stroke_width=3, opacity=0.45)
    )
