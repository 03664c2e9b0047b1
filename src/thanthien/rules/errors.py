"""Typed refusals of the rules. Each carries a Vietnamese sentence that can be shown as it is."""

from __future__ import annotations

from datetime import date


class RuleError(ValueError):
    """A rule says no. `str(error)` is a Vietnamese sentence; `problem` a stable key for machines."""

    problem = "rule-error"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class OutOfCalendar(RuleError):
    """The day lies outside the table of days off, so nobody can say whether it is worked."""

    problem = "out-of-calendar"

    def __init__(self, day: date, first: date, last: date) -> None:
        if day < first:
            text = f"Xã chưa có lịch nghỉ trước ngày {first:%d/%m/%Y}, nên không tính được cho ngày này."
        else:
            text = f"Lịch nghỉ mới có đến ngày {last:%d/%m/%Y}. Ngày hẹn rơi sau ngày đó, xã chưa tính được."
        super().__init__(text)
        self.day = day


class BadCalendar(RuleError):
    """The table of days off contradicts itself."""

    problem = "bad-calendar"


class BadMoment(RuleError):
    """A moment without a time zone, unreadable, or of the wrong type."""

    problem = "bad-moment"


class BadLimit(RuleError):
    """A limit that no law could mean: not a whole number, zero, negative, unknown unit."""

    problem = "bad-limit"


class LimitUnknown(RuleError):
    """No limit is known, so no date may be invented."""

    problem = "limit-unknown"

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or "Chưa biết thời hạn của việc này, nên xã chưa hẹn ngày được.")


class BadEvents(RuleError):
    """Events that cannot have happened in this order."""

    problem = "bad-events"


class SecondReappointment(BadEvents):
    """A date was given anew already; the law allows that once."""

    problem = "second-reappointment"

    def __init__(self) -> None:
        super().__init__("Hồ sơ này đã hẹn lại một lần. Luật chỉ cho hẹn lại một lần.")


class BadRulebook(RuleError):
    """The rulebook's files are broken, so nothing may be looked up in them."""

    problem = "bad-rulebook"


class UnknownRule(RuleError):
    """Nothing in the rulebook answers to this id or subject on that day."""

    problem = "unknown-rule"


class BadNumber(RuleError):
    """A dossier code or a paper's number that does not have the shape it must have."""

    problem = "bad-number"
