"""One step of an online filing: the questions of its step, and the papers in the second one."""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from django.forms import BoundField

from thanthien.onestop.service import field_sets
from thanthien.public import questions
from thanthien.web.forms import ChoiceField, Kept, PageForm, Paper, PaperField, read_kept

PAPER_STEP: Final = "matter"
PAPER: Final = "paper_"
LABEL: Final = 90
AUTO: Final = "Thôn, bản trong địa chỉ đã khai"
HAMLET_HINT: Final = "Chỉ chọn nếu ở trên chọn nhờ trưởng thôn báo."
NO_PHONE: Final = (
    "applicant_phone", "Anh/chị chưa điền số điện thoại. Điền số ở phần người nộp, hoặc chọn cách khác.",
)  # fmt: skip
MISSING: Final = {
    "phone": NO_PHONE, "sms": NO_PHONE, "zalo": NO_PHONE,
    "email": ("applicant_email", "Anh/chị chưa điền thư điện tử. Điền ở phần người nộp, hoặc chọn cách khác."),
}  # fmt: skip


class Reach(NamedTuple):
    """The ways of telling that may be chosen here, as the questions name them, and the commune's hamlets."""

    ways: frozenset[str]
    hamlets: tuple[str, ...]


class StepForm(PageForm):
    """The form of one step, made from dated data; ``answers`` are those of all steps so far."""

    def __init__(
        self,
        form: field_sets.FieldSet,
        step: str,
        papers: Mapping[int, Any],
        answers: Mapping[str, Any],
        data: Any = None,
        reach: Reach | None = None,
    ) -> None:
        self.set, self.step, self.earlier = form, step, answers
        self.asked = form.of_step(step)
        self.papers = dict(papers) if step == PAPER_STEP else {}
        super().__init__(data, initial=self._initial(answers))
        now = {**answers, **_given(self.asked, data)}
        for field in self.asked:
            self.fields[field.name] = questions.page_field(field, form, asked=field.is_asked(now))
        if reach is not None and "tell_by" in self.fields:
            self._offer(reach)
        for number, paper in self.papers.items():
            self.fields[f"{PAPER}{number}"] = _paper_field(paper)
        self.say_what_is_asked()

    def _initial(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        found = {
            field.name: questions.shown_value(field, answers.get(field.name, field.initial)) for field in self.asked
        }
        for number in self.papers:
            found[f"{PAPER}{number}"] = paper_of(answers.get(f"{PAPER}{number}"))
        return found

    def clean(self) -> dict[str, Any]:
        """Check what one answer asks of another."""
        cleaned = super().clean() or {}
        answers = {**self.earlier, **cleaned}
        for field in self.asked:
            if not field.is_asked(answers):
                cleaned[field.name] = None
                self.errors.pop(field.name, None)  # what is not asked cannot be answered wrong
        self._reachable(answers)
        return cleaned

    def _offer(self, reach: Reach) -> None:
        """Offer the ways that this installation and this commune have, and the commune's hamlets by name."""
        asked = next(one for one in self.asked if one.name == "tell_by")
        self.offer("tell_by", [(key, words) for key, words in asked.options if key in reach.ways])
        if "tell_hamlet" in self.fields:
            self.fields["tell_hamlet"] = ChoiceField(
                label=str(self.fields["tell_hamlet"].label), hint=HAMLET_HINT, pull=True, css="w-m", required=False,
                choices=[("", AUTO), *((name, name) for name in reach.hamlets)],
            )  # fmt: skip

    def _reachable(self, answers: Mapping[str, Any]) -> None:
        """A channel that was not given cannot be promised (settled question 11)."""
        wanted = MISSING.get(str(answers.get("tell_by", "")))
        if "tell_by" in self.fields and wanted and not answers.get(wanted[0]):
            self.add_error("tell_by", wanted[1])

    def saved(self) -> dict[str, Any]:
        """Return what the draft keeps: understood answers cleaned, the others as they were typed."""
        found: dict[str, Any] = {}
        for field in self.asked:
            if field.name in self.errors:
                found[field.name] = questions.typed_value(field, self.data)
            else:
                found[field.name] = questions.kept_value(self.cleaned_data.get(field.name))
        for number in self.papers:
            name = f"{PAPER}{number}"
            kept = read_kept(str(self.data.get(f"{name}_kept", "")))
            bring = bool(self.data.get(f"{name}_bring"))
            found[name] = [kept.id, kept.name, kept.size] if kept else "bring" if bring else ""
        return found

    def parts(self) -> Iterator[tuple[str, BoundField, str, str]]:
        """Give (heading when it changes, field, field it depends on, its values) in order."""
        group = ""
        for field in self.asked:
            heading = field.group if field.group != group else ""
            group = field.group or group
            shown = field.show_if
            yield heading, self[field.name], shown.field if shown else "", " ".join(shown.values) if shown else ""
        for at, number in enumerate(self.papers):
            yield "Giấy tờ" if at == 0 else "", self[f"{PAPER}{number}"], "", ""


def _given(asked: tuple[field_sets.Field, ...], data: Any) -> dict[str, str]:
    return {field.name: str(data.get(field.name, "")) for field in asked} if data is not None else {}


def _paper_field(paper: Any) -> PaperField:
    short = len(paper.text) <= LABEL
    label = paper.text if short else paper.short
    hint = f"{'' if short else paper.text + '.'} {(paper.only_if or '').capitalize()}{'.' if paper.only_if else ''}"
    return PaperField(label=label, hint=hint.strip(), required=paper.required and not paper.only_if)


def paper_of(kept: Any) -> Paper:
    """Return a draft's memory of a paper as the form's value."""
    if isinstance(kept, list) and len(kept) == 3:
        return Paper(kept=Kept(str(kept[0]), str(kept[1]), int(kept[2])))
    return Paper(bring=kept == "bring")


def rebound(
    form: field_sets.FieldSet, step: str, papers: Mapping[int, Any], answers: Mapping[str, Any],
    reach: Reach | None = None,
) -> StepForm:  # fmt: skip
    """Return a step's form filled from the draft, to check it again before sending."""
    data: dict[str, Any] = {}
    for field in form.of_step(step):
        value = questions.shown_value(field, answers.get(field.name, ""))
        if isinstance(value, list):
            data |= {f"{field.name}_{box}": part for box, part in zip("dmy", value, strict=True)}
        elif value not in ("", None, False):
            data[field.name] = value
    for number in papers if step == PAPER_STEP else ():
        paper = paper_of(answers.get(f"{PAPER}{number}"))
        if paper.kept is not None:
            data[f"{PAPER}{number}_kept"] = paper.kept.token
        elif paper.bring:
            data[f"{PAPER}{number}_bring"] = "on"
    return StepForm(form, step, papers, answers, data, reach)
