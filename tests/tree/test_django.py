"""What Django can say about itself: models without migrations, broken templates, failed checks."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.template import engines
from django.template.backends.django import DjangoTemplates

from tests.tree.source import PACKAGE

pytestmark = pytest.mark.tree


@pytest.mark.django_db
def test_no_model_changed_without_a_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_system_checks_pass() -> None:
    call_command("check", fail_level="WARNING", verbosity=0)


def _templates() -> list[Path]:
    folders = sorted(PACKAGE.glob("*/templates"))
    return [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in {".html", ".txt"}]


def test_every_template_compiles() -> None:
    engine = engines["django"]
    assert isinstance(engine, DjangoTemplates)
    for path in _templates():
        engine.from_string(path.read_text("utf-8"))
