"""Looking at one page: its statements, its weight, the plan of its list."""

from bench.figures import Figure, Part
from bench.places import Place

PAGE_KB, PAGE_QUERIES, LIST_QUERIES = 100, 5, 8


def plan(place: Place) -> str:
    """Say by which index the list is read, and whether anything is sorted."""
    found = place.python("bench.inside_pages", "plan")
    sorts = "a sort" if found["sorted"] else "no sort"
    return f"the list reads `{found['index']}` ({sorts}); {found['queries']} queries a page."


def weights(place: Place) -> Part:
    """Weigh the public pages, and count the statements of each kind of page."""
    part = Part("weight")
    for name, found in place.python("bench.inside_pages", "weigh").items():
        least = LIST_QUERIES if found["staff"] else PAGE_QUERIES
        good = found["queries"] <= least and (found["staff"] or found["bytes"] < PAGE_KB * 1024)
        page = "work page" if found["staff"] else "public page"
        aim = f"≤ {least} queries" if found["staff"] else f"< {PAGE_KB} KB, ≤ {least} queries"
        part.figures.append(
            Figure(f"{page}: {name}", f"{found['bytes'] / 1024:.0f} KB, {found['queries']} queries", aim=aim, met=good)
        )
    part.text.append(
        "A page's weight is its HTML with style sheet, script and fonts as they travel (gzip), first visit."
    )
    return part
