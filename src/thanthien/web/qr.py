"""QR codes as small inline drawings, level M, with a margin that phones accept."""

from functools import lru_cache

import segno

# Readers take any of the eight masks. To look for the handsomest costs more than the rest of a page, and in a link
# that is half random letters all of them are alike; on paper the best one is still looked for.
MASK = 2


@lru_cache(maxsize=2048)
def drawing(text: str, label: str) -> str:
    """Return an SVG that carries ``text``. Kept, because making one takes milliseconds."""
    code = segno.make(text, error="m", micro=False, boost_error=False, mask=MASK)
    rows = [bytes(row) for row in code.matrix]
    path = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            start = x
            while x < len(row) and row[x]:
                x += 1
            path.append(f"M{start + 2} {y + 2}h{x - start}v1h-{x - start}z")
    side = len(rows) + 4
    return (
        f'<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{label}"'
        f' shape-rendering="crispEdges"><path d="M0 0h{side}v{side}H0z" fill="#fff"/>'
        f'<path d="{"".join(path)}" fill="#1c2a25"/></svg>'
    )
