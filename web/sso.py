"""Single sign-on by OpenID Connect: to the provider and back, with a code (RFC 6749), PKCE (RFC 7636) and a nonce.

What is remembered between the two lies sealed in a cookie of ten minutes. Needs the extra `sso`.
"""

import json
import secrets
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

import settings
from models import sealed
from models.sealed import SealBroken
from rules.sign_in import SignInRefused
from settings import Sso
from tasks import sign_in
from web.page import onward
from web.visitor import SESSION, At, cookie_name, drop_cookie, set_cookie

router = APIRouter(include_in_schema=False)
_PENDING = "inforights-sso"
_WITHIN = timedelta(minutes=10)
_FAILED = "The sign-on did not work: go back and try again. If it goes on, tell whoever looks after the sign-on."
_ALGORITHMS = ("RS256", "ES256", "PS256")


@router.get("/sign-in/elsewhere")
def leave(request: Request, at: At) -> Response:
    """To the provider."""
    from authlib.integrations.httpx_client import OAuth2Client

    sso = _configured()
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    with OAuth2Client(
        sso.client_id, scope="openid profile email", redirect_uri=_back(request), code_challenge_method="S256"
    ) as client:
        to = _provider(sso.issuer, _hour(at))["authorization_endpoint"]
        address, _ = client.create_authorization_url(to, state=state, nonce=nonce, code_verifier=verifier)
    answer = RedirectResponse(address, 303)
    pending = json.dumps({"state": state, "nonce": nonce, "verifier": verifier, "until": (at + _WITHIN).isoformat()})
    set_cookie(answer, _PENDING, sealed.seal(pending, _PENDING))
    return answer


@router.get("/sign-in/elsewhere/back")
def back(request: Request, at: At, code: str = "", state: str = "") -> Response:
    """From the provider, with a code that proves who came."""
    sso = _configured()
    pending = _pending(request, at)
    if not code or not secrets.compare_digest(state.encode(), pending["state"].encode()):
        raise SignInRefused(_FAILED)
    claims = _claims(sso, code, pending, _back(request), at)
    login = claims.get(sso.claim)
    token = sign_in.begin_elsewhere(sso.issuer, str(claims["sub"]), login if isinstance(login, str) else None, at=at)
    answer = onward("/")
    set_cookie(answer, SESSION, token)
    drop_cookie(answer, _PENDING)
    return answer


def _configured() -> Sso:
    found = settings.load().sso
    if found is None:
        raise HTTPException(404, "There is no such page.")
    return found


def _back(request: Request) -> str:
    """Where the provider sends people back to: as the installation is known, never as a caller names it."""
    return f"{settings.load().address or str(request.base_url).rstrip('/')}/sign-in/elsewhere/back"


def _pending(request: Request, at: datetime) -> dict[str, str]:
    try:
        found: dict[str, str] = json.loads(sealed.unseal(request.cookies.get(cookie_name(_PENDING), ""), _PENDING))
    except (SealBroken, ValueError):
        raise SignInRefused(_FAILED) from None
    if datetime.fromisoformat(found["until"]) <= at:
        raise SignInRefused(_FAILED)
    return found


def _claims(sso: Sso, code: str, pending: dict[str, str], redirect: str, at: datetime) -> dict[str, Any]:
    """What the provider says of whoever came, by an ID token looked through whole (OpenID Connect Core 3.1.3.7)."""
    import httpx
    from authlib.integrations.base_client import OAuthError
    from authlib.integrations.httpx_client import OAuth2Client
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    provider = _provider(sso.issuer, _hour(at))
    try:
        with OAuth2Client(
            sso.client_id, sso.client_secret, redirect_uri=redirect, timeout=10, trust_env=_is_outside(sso.issuer)
        ) as client:
            tokens = client.fetch_token(provider["token_endpoint"], code=code, code_verifier=pending["verifier"])
            keys = KeySet.import_key_set(_asked(provider["jwks_uri"], sso.issuer))
        token = jwt.decode(tokens["id_token"], keys, algorithms=[*_ALGORITHMS])
        rules = jwt.JWTClaimsRegistry(
            now=int(at.timestamp()),
            leeway=60,
            iss={"essential": True, "value": sso.issuer},
            aud={"essential": True, "value": sso.client_id},
            sub={"essential": True},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": pending["nonce"]},
        )
        rules.validate(token.claims)
    except (httpx.HTTPError, OAuthError, JoseError, KeyError, ValueError):
        raise SignInRefused(_FAILED) from None  # an error of theirs may carry anything
    if token.claims.get("azp", sso.client_id) != sso.client_id:
        raise SignInRefused(_FAILED)
    return dict(token.claims)


@lru_cache(maxsize=4)
def _provider(issuer: str, _hour: int) -> dict[str, Any]:
    """What the provider says of itself; asked once an hour."""
    import httpx

    try:
        found: dict[str, Any] = _asked(f"{issuer.rstrip('/')}/.well-known/openid-configuration", issuer)
    except (httpx.HTTPError, ValueError):
        raise SignInRefused(_FAILED) from None
    if found.get("issuer") != issuer:
        raise SignInRefused(_FAILED)
    return found


def _hour(at: datetime) -> int:
    return int(at.timestamp()) // 3600


def _asked(address: str, issuer: str) -> Any:
    import httpx

    return httpx.get(address, timeout=10, trust_env=_is_outside(issuer)).raise_for_status().json()


def _is_outside(issuer: str) -> bool:
    """Whether it is reached through the proxy that the machine may have: not what runs on the machine itself."""
    return issuer.startswith("https://")
