"""How many statements one filing through the form costs: few, and nobody adds one unseen."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.citizen import ready, send
from tests.world import REBIRTH, World

# The draft and its office are read, judged, read again under lock and emptied; the rest is the filing itself.
# One counts for the limits of the line, one asks which calendar holds, one which hamlets there are (who may tell).
STATEMENTS = 20
MATTER = {"content": "Làm lại giấy khai sinh", "paper_2_bring": "on"}


def test_sending_the_form_is_few_statements(world: World, client: Client) -> None:
    send(client, ready(client, REBIRTH, MATTER))  # the catalogue is read once a process
    token = ready(client, REBIRTH, MATTER)
    page = client.get(f"/nop/{token}/4/").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)
    assert once is not None
    with CaptureQueriesContext(connection) as statements:
        answer = client.post(f"/nop/{token}/4/", {"once": once.group(1)})
    assert answer.status_code == 302
    assert len(statements) <= STATEMENTS, [row["sql"][:150] for row in statements]
