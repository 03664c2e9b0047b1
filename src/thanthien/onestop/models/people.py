"""Who stands behind a dossier besides its applicant: a helper, an organisation; a paper taken from an earlier one."""

from django.db import models

from thanthien.core.ids import uuid7
from thanthien.onestop.models.parts import PaperItem, Part
from thanthien.org.models import Staff, Unit


class Helper(Part):
    """Who files for somebody else: the dossier is the other one's, its letters too; ``contact`` says whose phone."""

    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, default="")
    relation = models.CharField(max_length=60)
    reason = models.CharField(max_length=300, default="")
    authority = models.CharField(max_length=10)
    contact = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier"], name="helper_dossier")]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A registered organisation that files here: known again by its registration number."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    name_fold = models.CharField(max_length=160)
    representative = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, default="")
    email = models.CharField(max_length=120, default="")
    address = models.CharField(max_length=200, default="")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "number"], name="organisation_number")]
        indexes = [models.Index(fields=["unit", "name_fold", "id"], name="organisation_name")]

    def __str__(self) -> str:
        return self.name


class OrganisationFiling(Part):
    """The organisation of a dossier as it stood when it filed: later changes do not rewrite what was signed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    number = models.CharField(max_length=20)
    representative = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier"], name="organisation_dossier")]

    def __str__(self) -> str:
        return self.name


class ReusedPaper(Part):
    """The yes of a person to using a paper of an earlier dossier again: whose yes, when, who asked."""

    item = models.OneToOneField(PaperItem, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(PaperItem, on_delete=models.PROTECT, related_name="+", db_index=False)
    consented_at = models.DateTimeField()
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["unit", "dossier"], name="reused_unit_dossier")]

    def __str__(self) -> str:
        return f"reused for {self.dossier_id}"
