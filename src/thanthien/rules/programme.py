"""The way of one commune through a programme ("Chính quyền thân thiện, vì Nhân dân phục vụ"): stages and gates.

A gate says what must exist before a stage is reached. The thing itself opens the gate: a decision, a plan, a signed
commitment that stands in the records; nobody ticks a box. The order is that of the model's seeds (S1, S3, S4).
Page: docs/rules/programme.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

ABOVE, COMMUNE = "above", "commune"


@dataclass(frozen=True, slots=True)
class Thing:
    """A kind of artefact that opens gates: its words, and who has to bring it about."""

    kind: str
    label: str
    by: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage, and the kinds of things that must exist before it is reached."""

    key: str
    label: str
    needs: tuple[str, ...]


THINGS: Final[Mapping[str, Thing]] = {
    thing.kind: thing
    for thing in (
        Thing("choice", "quyết định chọn xã, có lý do", ABOVE),
        Thing("guide", "kế hoạch, hướng dẫn của cấp trên", ABOVE),
        Thing("board", "quyết định thành lập ban của xã", COMMUNE),
        Thing("board_rules", "quy chế hoạt động của ban", COMMUNE),
        Thing("plan", "kế hoạch năm của xã đã ban hành", COMMUNE),
        Thing("readiness", "rà soát điều kiện đã xong", COMMUNE),
        Thing("training", "tập huấn cho cán bộ, công chức", COMMUNE),
        Thing("posting", "niêm yết nội quy, biểu mẫu, thủ tục", COMMUNE),
        Thing("refit", "chỉnh trang nơi làm việc", COMMUNE),
        Thing("launch", "lễ ra mắt đã tổ chức", COMMUNE),
        Thing("commitment", "cam kết đã ký trước người chứng kiến", COMMUNE),
        Thing("task", "việc đầu tiên của kế hoạch đã làm xong", COMMUNE),
        Thing("preliminary_review", "báo cáo sơ kết", COMMUNE),
        Thing("final_review", "báo cáo tổng kết", COMMUNE),
        Thing("recognition", "quyết định công nhận", ABOVE),
        Thing("pack", "bộ kinh nghiệm đã có xã khác nhận", COMMUNE),
    )
}

STAGES: Final = (
    Stage("chosen", "được chọn", ("choice",)),
    Stage("guided", "có kế hoạch, hướng dẫn", ("guide",)),
    Stage("founded", "có ban, quy chế, kế hoạch", ("board", "board_rules", "plan")),
    Stage("ready", "đã rà soát điều kiện", ("readiness",)),
    Stage("trained", "đã tập huấn", ("training",)),
    Stage("posted", "đã niêm yết, chỉnh trang", ("posting", "refit")),
    Stage("launched", "đã ra mắt, ký cam kết", ("launch", "commitment")),
    Stage("running", "đang thực hiện", ("task",)),
    Stage("preliminary", "đã sơ kết", ("preliminary_review",)),
    Stage("final", "đã tổng kết", ("final_review",)),
    Stage("recognised", "được công nhận", ("recognition",)),
    Stage("spread", "đã nhân rộng", ("pack",)),
)
ORDER: Final = tuple(stage.key for stage in STAGES)
BY_KEY: Final[Mapping[str, Stage]] = {stage.key: stage for stage in STAGES}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a commune stands: the furthest stage reached, since when, and what the next one still waits for."""

    stage: str
    since: date
    missing: tuple[Thing, ...]

    @property
    def waits_for(self) -> str:
        """Who has to act next: ``above``, ``commune``, both as ``above commune``, or "" at the end of the way."""
        return " ".join(sorted({thing.by for thing in self.missing}))


def standing(things: Mapping[str, date]) -> Standing:
    """Return where a commune stands that has these kinds of things, each since its first day.

    Gates open in order: a launch does not make up for a readiness review that is missing. A stage counts from the
    day on which the last thing of its gate and of all gates before came to be. Raises ``ValueError`` without a
    choice (nothing has begun) and for an unknown kind.
    """
    unknown = set(things) - set(THINGS)
    if unknown or "choice" not in things:
        raise ValueError(f"no standing: {sorted(unknown) or 'no choice'}")
    reached, since = STAGES[0], things["choice"]
    for stage in STAGES[1:]:
        lacking = tuple(THINGS[kind] for kind in stage.needs if kind not in things)
        if lacking:
            return Standing(reached.key, since, lacking)
        reached, since = stage, max(since, *(things[kind] for kind in stage.needs))
    return Standing(reached.key, since, ())


def way(things: Mapping[str, date]) -> list[tuple[Stage, date]]:
    """Return the stages reached with the day of each, in order. Raises as :func:`standing`."""
    last = ORDER.index(standing(things).stage)
    found: list[tuple[Stage, date]] = []
    since = things["choice"]
    for stage in STAGES[: last + 1]:
        since = max(since, *(things[kind] for kind in stage.needs))
        found.append((stage, since))
    return found
