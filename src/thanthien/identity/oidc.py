"""Signing in through another house: OpenID Connect Core 1.0, code flow with PKCE (RFC 7636), by Authlib.

Authlib makes state, nonce and verifier, exchanges the code, and checks signature, nonce and times of the token; here
stands what it leaves to us: the issuer is the one that was set, the audience is us, and what went wrong in words.
Everything is fetched anew for each sign-in, so a provider that changed its keys, or came back, is met as it is now.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from authlib.integrations.base_client.errors import MismatchingStateError, OAuthError
from authlib.integrations.django_client import DjangoIntegration, DjangoOAuth2App
from django.conf import settings
from django.http import HttpRequest
from joserfc.errors import JoseError

from thanthien.core.errors import NotThere

log = logging.getLogger(__name__)
TIMEOUT: Final = 10  # seconds for each of the three or four questions to the provider
SCOPE: Final = "openid profile"
ALGORITHMS: Final = ("RS256", "PS256", "ES256", "RS384", "ES384", "RS512", "ES512", "EdDSA", "Ed25519")


class Failed(Exception):
    """The sign-in did not come about. ``why``: cancelled, stale, refused or away."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Stated:
    """Whom the provider says it is: its own stable key of the person, and a name for people to read."""

    issuer: str
    subject: str
    name: str
    told: Mapping[str, str]


def provider(kind: str) -> Any:
    """Return the provider of a kind (``staff``, ``citizen``; see ``conf.oidc``), None where none is set."""
    return settings.THANTHIEN_OIDC.get(kind)


def in_use(kind: str) -> Any:
    """Return the provider of a kind; raises :class:`NotThere` where none is set: then its pages are not there."""
    found = provider(kind)
    if found is None:
        raise NotThere
    return found


def begin(request: HttpRequest, kind: str, back: str, told: Mapping[str, str]) -> str:
    """Return the address of the provider's page. ``told`` comes back from :func:`finish` with the same press.

    Raises :class:`Failed` when the provider is away.
    """
    app = _app(kind)
    try:
        asked = _checked(app, kind).create_authorization_url(settings.THANTHIEN_URL + back)
        app.save_authorize_data(request, redirect_uri=settings.THANTHIEN_URL + back, told=dict(told), **asked)
    except (OSError, ValueError, RuntimeError) as error:  # every error of the line is an OSError
        raise _away(kind, error) from error
    return str(asked["url"])


def finish(request: HttpRequest, kind: str) -> Stated:
    """Return whom the provider states; the state in the session is used up, whatever comes of it.

    Raises :class:`Failed`: the person cancelled, the state is not one of this browser (stale, replayed, or planted),
    the provider refused the code, its token is not good, or it is away.
    """
    app, state = _app(kind), request.GET.get("state", "")[:200]
    kept = app.framework.get_state_data(request.session, state)
    if kept is None:
        raise _told(kind, "stale", "unknown state")
    if "error" in request.GET:
        app.framework.clear_state_data(request.session, state)
        cancelled = request.GET["error"] in {"access_denied", "interaction_required", "login_required"}
        raise _told(kind, "cancelled" if cancelled else "refused", request.GET["error"][:60])
    try:
        token = _checked(app, kind).authorize_access_token(request, claims_options=_expected(kind))
    except MismatchingStateError as error:
        raise _told(kind, "stale", "state used up") from error
    except (OAuthError, JoseError) as error:
        raise _told(kind, "refused", type(error).__name__) from error
    except (OSError, ValueError, RuntimeError) as error:
        raise _away(kind, error) from error
    return _stated(kind, token.get("userinfo"), kept.get("told") or {})


def _stated(kind: str, claims: Any, told: Mapping[str, str]) -> Stated:
    if not claims or not isinstance(claims.get("sub"), str) or not 0 < len(claims["sub"]) <= 255:
        raise _told(kind, "refused", "no identity in the answer")
    return Stated(provider(kind).issuer, claims["sub"], str(claims.get("name") or "")[:120], told)


def _app(kind: str) -> Any:
    known = provider(kind)
    return DjangoOAuth2App(
        DjangoIntegration(kind), kind, client_id=known.client_id, client_secret=known.client_secret,
        server_metadata_url=f"{known.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": SCOPE, "code_challenge_method": "S256", "default_timeout": TIMEOUT},
    )  # fmt: skip


def _checked(app: Any, kind: str) -> Any:
    """Read the provider's description: it has to speak of itself, and may not choose a weak signature."""
    described = app.load_server_metadata()
    if described.get("issuer") != provider(kind).issuer:
        raise ValueError("the description names another issuer")
    offered = described.get("id_token_signing_alg_values_supported") or ["RS256"]
    described["id_token_signing_alg_values_supported"] = [name for name in offered if name in ALGORITHMS]
    return app


def _expected(kind: str) -> dict[str, Any]:
    known = provider(kind)
    return {
        "iss": {"essential": True, "value": known.issuer},
        "aud": {"essential": True, "value": known.client_id},
        "sub": {"essential": True},
        "exp": {"essential": True},
    }


def _told(kind: str, why: str, detail: str) -> Failed:
    log.warning("sign-in through the provider for %s: %s (%s)", kind, why, detail)
    return Failed(why)


def _away(kind: str, error: Exception) -> Failed:
    log.error("the provider for %s cannot be asked: %s", kind, type(error).__name__)
    return Failed("away")
