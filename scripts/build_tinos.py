"""Build the four vendored Tinos fonts from the subsets of the npm package @fontsource/tinos.

The package ships each style in pieces by alphabet; a paper needs one file a style. Run by hand, with
fontTools and brotli installed (neither is a dependency of the product):

    npm pack @fontsource/tinos@5.3.0 && tar xzf fontsource-tinos-5.3.0.tgz
    python scripts/build_tinos.py package src/thanthien/papers/fonts

Writes four .ttf files, OFL.txt and coverage.txt (what every style can draw; the product reads that instead of
the fonts). Stops if a letter of Vietnamese, Ê-đê or Ba-na is missing.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.merge import Merger, Options
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

ALPHABETS = ("latin", "latin-ext", "vietnamese")
STYLES = {
    "400-normal": "Tinos-Regular",
    "400-italic": "Tinos-Italic",
    "700-normal": "Tinos-Bold",
    "700-italic": "Tinos-BoldItalic",
}
# The subsets of one style repeat these tables with conflicting contents. Kerning and mark positioning go with
# them, which is why all text is NFC before it is drawn.
DROPPED = ["GPOS", "GSUB", "GDEF", "DSIG", "STAT", "meta", "fpgm", "prep", "cvt "]
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
HIGHLAND = "ƀŏčñĕĭŭ" + "ƀŏčñĕĭŭ".upper()
# Ê-đê writes ê, ô, ơ, ư with a breve, which Unicode has only as two characters. The subsets leave the
# combining marks out but carry their shapes; typst places a mark by its outline when the font is silent.
COMBINING = {0x0302: "circumflex", 0x0306: "breve", 0x030C: "caron"}
# The Ê-đê letters get a glyph of their own, so that text read out of the PDF is the text that went in.
BREVED = "êôơưÊÔƠƯ"
GAP = 60  # between letter and breve, in font units of 1/2048 em


def required() -> set[str]:
    """The 134 accented and plain letters of Vietnamese in both cases, and those of Ê-đê and Ba-na."""
    lower = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]
    lower += list("bcdđghklmnpqrstvxfjwz")
    return {form for letter in lower for form in (letter, letter.upper())} | set(HIGHLAND) | {"\u0306"}


def open_piece(path: Path, scratch: Path) -> str:
    """Unpack one woff2 subset into a bare TrueType file that the merger accepts."""
    font = TTFont(path)
    font.flavor = None
    for tag in DROPPED:
        if tag in font:
            del font[tag]
    for point, glyph in COMBINING.items():
        if glyph in font.getGlyphOrder():
            for table in font["cmap"].tables:
                table.cmap.setdefault(point, glyph)
    target = scratch / f"{path.stem}.ttf"
    font.save(target)
    return str(target)


def name_it(font: TTFont, stem: str) -> None:
    """Give the merged font one family with four styles, so that typst tells them apart."""
    style = stem.removeprefix("Tinos-").replace("BoldItalic", "Bold Italic")
    table = font["name"]
    for name_id, text in {1: "Tinos", 2: style, 3: f"{stem};merged", 4: f"Tinos {style}", 6: stem}.items():
        table.setName(text, name_id, 3, 1, 0x409)
    for name_id in (16, 17, 21, 22, 25):
        table.removeNames(nameID=name_id)


def add_breved(font: TTFont) -> None:
    """Compose each letter of BREVED with the breve above it, and let the pair of characters become that glyph."""
    cmap, glyf = font.getBestCmap(), font["glyf"]
    breve = cmap[0x0306]
    rules = []
    for letter in BREVED:
        base = cmap[ord(letter)]
        across = (glyf[base].xMin + glyf[base].xMax - glyf[breve].xMin - glyf[breve].xMax) // 2
        pen = TTGlyphPen(font.getGlyphSet())
        pen.addComponent(base, (1, 0, 0, 1, 0, 0))
        pen.addComponent(breve, (1, 0, 0, 1, across, glyf[base].yMax + GAP - glyf[breve].yMin))
        name = f"uni{ord(letter):04X}0306"
        glyf[name] = pen.glyph()
        glyf[name].recalcBounds(glyf)
        font["hmtx"][name] = (font["hmtx"][base][0], glyf[name].xMin)
        rules.append(f"sub {base} {breve} by {name};")
    font.setGlyphOrder(list(glyf.glyphOrder))
    addOpenTypeFeaturesFromString(font, "feature ccmp {" + " ".join(rules) + "} ccmp;")


def build_style(files: Path, out: Path, style: str, stem: str) -> set[int]:
    """Merge the pieces of one style; return the code points that it can draw."""
    with TemporaryDirectory() as folder:
        pieces = [open_piece(files / f"tinos-{name}-{style}.woff2", Path(folder)) for name in ALPHABETS]
        font = Merger(options=Options(drop_tables=DROPPED)).merge(pieces)
    name_it(font, stem)
    add_breved(font)
    font.recalcTimestamp = False
    font.save(out / f"{stem}.ttf")
    return set(font.getBestCmap())


def as_ranges(points: set[int]) -> str:
    """Write code points as sorted hexadecimal ranges, one a line."""
    runs: list[list[int]] = []
    for point in sorted(points):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return "".join(f"{first:04X}-{last:04X}\n" for first, last in runs)


def main() -> int:
    """Build everything; fail when a required letter is missing from any style."""
    package, out = Path(sys.argv[1]), Path(sys.argv[2])
    out.mkdir(parents=True, exist_ok=True)
    covered = set.intersection(*(build_style(package / "files", out, *pair) for pair in STYLES.items()))
    missing = sorted(letter for letter in required() if ord(letter) not in covered)
    (out / "coverage.txt").write_text(as_ranges(covered), encoding="ascii")
    (out / "OFL.txt").write_text((package / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")
    print(f"{len(covered)} characters; missing: {missing or 'none'}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
