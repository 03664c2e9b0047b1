"""The whole way of Chiềng Sinh, huyện Tuần Giáo, in a browser: chosen in 2024, launched on 17/6/2024 (S4), spread,
and merged on 2025-07-01 by NQ 1661/NQ-UBTVQH15. Only the day of the seed and those of the law are real; people,
numbers and the days between are invented.
"""

import pytest

from tests.story import above, beginning, merger, opening, running
from tests.story.conftest import On

pytestmark = pytest.mark.browser


def test_from_choice_to_spread_and_across_the_merger(on: On) -> None:
    above.chosen_by_the_district(on)
    beginning.board_founded(on)
    beginning.rules_of_the_board(on)
    beginning.plan_of_the_year(on)
    beginning.readiness_looked_at(on)
    beginning.difficulty_answered_by_the_district(on)
    beginning.difficulty_closed(on)
    beginning.everybody_trained(on)
    beginning.rules_and_forms_hang(on)
    opening.day_is_set(on)
    opening.signed_before_witnesses(on)
    opening.launched_on_the_day_of_the_seed(on)
    running.first_task_done(on)
    running.looked_back_half_way(on)
    running.looked_back_at_the_end(on)
    above.recognised_by_the_district(on)
    running.pack_published(on)
    running.pack_taken(on)
    merger.proposed_and_approved(on)
    merger.carried_out_on_the_day(on)
    merger.history_stays_and_the_new_commune_begins_anew(on)
