"""What things are made of: filters that light flat shapes as leather, nubuck, brass or thread."""

from dataclasses import dataclass

LAMP_AZIMUTH = 235  # The lamp stands up and to the left.
LAMP_ELEVATION = 52

_BOX = 'x="-50%" y="-150%" width="200%" height="400%"'


@dataclass(frozen=True)
class Material:
    """How a surface meets the light.

    Attributes:
        depth: How far the middle of a shape rises towards the viewer.
        edge: Width in units over which its edges curve away.
        grain: Share of the relief that is noise, 0 (smooth) to 1.
        frequency: Base frequency of that noise, one number or two.
        shine: Strength of the highlight, 0 (matt) to 1 (polished).
        sharp: Tightness of the highlight.
        smooth: Blur of the light itself, for surfaces without a grain to hide its steps.
    """

    depth: float = 10.0
    edge: float = 9.0
    grain: float = 0.0
    frequency: str = "0.12"
    shine: float = 0.0
    sharp: float = 18.0
    smooth: float = 0.01

    def _relief(self) -> str:
        """Give the height of the lit body: its rounded edges with the grain upon them."""
        return (
            f'<feGaussianBlur in="SourceAlpha" stdDeviation="{self.edge}" result="b"/>'
            f'<feTurbulence type="fractalNoise" baseFrequency="{self.frequency}" '
            'numOctaves="3" seed="8" result="t"/>'
            '<feColorMatrix in="t" result="n" '
            'values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  1.6 0 0 0 -0.3"/>'
            f'<feComposite in="b" in2="n" operator="arithmetic" k2="{1 - self.grain:.3f}" '
            f'k3="{self.grain:.3f}" result="h"/>'
        )

    def svg(self, name: str) -> str:
        """Give the filter called `name`."""
        lamp = f'<feDistantLight azimuth="{LAMP_AZIMUTH}" elevation="{LAMP_ELEVATION}"/>'
        return (
            f'<filter id="{name}" x="-8%" y="-8%" width="116%" height="116%" '
            f'color-interpolation-filters="sRGB">{self._relief()}'
            f'<feDiffuseLighting in="h" surfaceScale="{self.depth}" diffuseConstant="1.08">'
            f"{lamp}</feDiffuseLighting>"
            f'<feGaussianBlur stdDeviation="{self.smooth}" result="d"/>'
            f'<feSpecularLighting in="h" surfaceScale="{self.depth}" '
            f'specularConstant="{self.shine}" specularExponent="{self.sharp}" '
            f'lighting-color="#fff6e8">{lamp}</feSpecularLighting>'
            f'<feGaussianBlur stdDeviation="{self.smooth}" result="s"/>'
            '<feComposite in="SourceGraphic" in2="d" operator="arithmetic" k1="1.18" result="l"/>'
            '<feComposite in="l" in2="s" operator="arithmetic" k2="1" k3="1" result="r"/>'
            '<feComposite in="r" in2="SourceAlpha" operator="in"/></filter>'
        )


MATERIALS = {
    "matt": Material(),
    "pillow": Material(depth=26, edge=24, smooth=3),
    "leather": Material(depth=16, edge=13, grain=0.007, frequency="0.36", shine=0.3),
    "polished": Material(
        depth=22, edge=20, grain=0.003, frequency="0.7", shine=0.75, sharp=22, smooth=3
    ),
    "nubuck": Material(depth=12, edge=12, grain=0.022, frequency="0.6"),
    "velvet": Material(depth=14, edge=16, grain=0.013, frequency="0.9", shine=0.1, sharp=6),
    "rubber": Material(depth=8, edge=6, grain=0.02, frequency="0.6", shine=0.14),
    "clay": Material(depth=30, edge=30, grain=0.03, frequency="0.3"),
    "metal": Material(depth=22, edge=8, shine=1.1, sharp=26),
    "glaze": Material(depth=20, edge=16, shine=0.9, sharp=34, smooth=1.5),
    "thread": Material(depth=5, edge=1.6, shine=0.25, sharp=10),
    "wood": Material(depth=8, edge=6, grain=0.08, frequency="0.02 0.4", shine=0.15),
    "straw": Material(depth=5, edge=2.4, grain=0.06, frequency="0.08 0.6", shine=0.2),
    "canvas": Material(depth=7, edge=6, grain=0.07, frequency="0.6", smooth=0.7),
}


def _blur(name: str, deviation: float) -> str:
    return f'<filter id="{name}" {_BOX}><feGaussianBlur stdDeviation="{deviation}"/></filter>'


def _grain(name: str, frequency: str, alpha: str, seed: int) -> str:
    """Give a filter that fills its element with a fine dark noise, for paper and weave."""
    return (
        f'<filter id="{name}" x="0" y="0" width="100%" height="100%">'
        f'<feTurbulence type="fractalNoise" baseFrequency="{frequency}" numOctaves="2" '
        f'seed="{seed}"/><feColorMatrix values="0 0 0 0 0  0 0 0 0 0  0 0 0 0 0  {alpha}"/>'
        "</filter>"
    )


def filters() -> str:
    """Give every filter of the studio: blurs, weaves, wax cracks, dyes and materials."""
    return (
        _blur("soft", 22)
        + _blur("soft2", 9)
        + _blur("soft3", 3.5)
        + _blur("haze", 48)
        + _grain("weave", "0.9 0.9", "0 0 0 -0.9 0.62", 3)
        + _grain("fibre", "0.35 0.9", "0 0 0 -1.6 1.0", 9)
        + '<filter id="crackle"><feTurbulence type="turbulence" baseFrequency="0.012 0.016" '
        'numOctaves="3" seed="11" result="t"/><feColorMatrix in="t" values="0 0 0 0 1  '
        '0 0 0 0 0.95  0 0 0 0 0.85  9 0 0 0 -0.55" result="c"/><feComponentTransfer in="c">'
        '<feFuncA type="table" tableValues="0.32 0 0 0 0"/></feComponentTransfer></filter>'
        '<filter id="wob"><feTurbulence type="fractalNoise" baseFrequency="0.02" numOctaves="2" '
        'seed="5" result="n"/><feDisplacementMap in="SourceGraphic" in2="n" scale="5"/></filter>'
        '<filter id="steam" x="-2%" y="-2%" width="104%" height="104%"><feTurbulence '
        'type="fractalNoise" baseFrequency="0.03" numOctaves="4" seed="2" result="n"/>'
        '<feDisplacementMap in="SourceGraphic" in2="n" scale="9" result="m"/>'
        '<feGaussianBlur in="m" stdDeviation="0.9"/></filter>'
        '<filter id="bleed" x="-5%" y="-5%" width="110%" height="110%"><feTurbulence '
        'type="fractalNoise" baseFrequency="0.045" numOctaves="4" seed="4" result="n"/>'
        '<feDisplacementMap in="SourceGraphic" in2="n" scale="22" result="m"/>'
        '<feGaussianBlur in="m" stdDeviation="2.6"/></filter>'
        + "".join(kind.svg(name) for name, kind in MATERIALS.items())
    )
