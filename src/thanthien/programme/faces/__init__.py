"""The public faces of the programme, one a part: imports only."""
