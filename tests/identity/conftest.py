"""A real provider process for the tests of signing in, started once and ended with them."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.provider import Provider, running_provider
from thanthien.conf.oidc import providers


@pytest.fixture(scope="session")
def provider_process() -> Iterator[Provider]:
    with running_provider() as provider:
        yield provider


@pytest.fixture
def provider(provider_process: Provider, settings: Any) -> Iterator[Provider]:
    """The provider, registered for officers and for people; whatever mischief it was up to is over afterwards."""
    settings.THANTHIEN_OIDC = providers(environment(provider_process.issuer))
    provider_process.play("")
    yield provider_process
    provider_process.play("")


def environment(issuer: str) -> dict[str, str]:
    return {
        "THANTHIEN_SSO_ISSUER": issuer, "THANTHIEN_SSO_CLIENT": "thanthien-can-bo",
        "THANTHIEN_SSO_SECRET": "bi-mat-can-bo", "THANTHIEN_SSO_NAME": "SSO tỉnh",
        "THANTHIEN_VNEID_ISSUER": issuer, "THANTHIEN_VNEID_CLIENT": "thanthien-dan",
        "THANTHIEN_VNEID_SECRET": "bi-mat-dan",
    }  # fmt: skip
