"""QR codes as SVG text: level M, four quiet modules (ISO/IEC 18004 wants four, shop scanners too)."""

from __future__ import annotations

from io import BytesIO

import segno

QUIET = 4
SYMBOL_MM = 25.0


def svg(url: str) -> tuple[str, float]:
    """The code as SVG and its printed width in millimetres, so that the dark part is 25 mm wide."""
    code = segno.make_qr(url, error="m", boost_error=False)
    out = BytesIO()
    code.save(out, kind="svg", border=QUIET, xmldecl=False, nl=False, omitsize=True)
    modules = code.symbol_size(border=0)[0]
    return out.getvalue().decode("ascii"), SYMBOL_MM * (modules + 2 * QUIET) / modules
