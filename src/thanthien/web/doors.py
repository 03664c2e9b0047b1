"""Whether a request began on a page of ours."""

from django.http import HttpRequest


def is_foreign(request: HttpRequest) -> bool:
    """Tell whether a form was sent by another site's page.

    There is no session that such a page could misuse, but it could file in a person's name from their
    own line. Under ``no-referrer`` browsers send ``Origin: null`` for our own forms, so the browser's
    ``Sec-Fetch-Site`` is asked first.
    """
    told = request.headers.get("Sec-Fetch-Site", "")
    if told:
        return told not in {"same-origin", "none"}  # "same-site" is another host, or the same one without TLS
    origin = request.headers.get("Origin", "")
    return origin not in {"", "null"} and origin.rpartition("//")[2] != request.get_host()
