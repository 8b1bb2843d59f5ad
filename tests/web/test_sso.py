"""Single sign-on against a provider that is started here: its word is looked through, an account is one subject."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from fastapi import FastAPI, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.web.visits import NOON, Visit, app_at, text_of
from web import sso

CLIENT, SECRET = "inforights-derby", "a secret of the two"


@dataclass
class Provider:
    """An OpenID Connect provider: everybody who comes is the person that it holds, without being asked."""

    claims: dict[str, Any] = field(default_factory=lambda: {"sub": "1001", "preferred_username": "manager.derby"})
    issuer: str = ""
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    signs_with: RSAKey | None = None
    algorithm: str = "RS256"
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def app(self) -> FastAPI:
        made = FastAPI()

        @made.get("/.well-known/openid-configuration")
        def configuration() -> dict[str, str]:
            ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
            return {"issuer": self.issuer} | {name: f"{self.issuer}/{end}" for name, end in ends.items()}

        @made.get("/keys")
        def keys() -> dict[str, Any]:
            return {"keys": [self.key.as_dict(private=False)]}

        @made.get("/authorize")
        def authorize(request: Request) -> Response:
            asked = dict(request.query_params)
            code = f"code-{len(self.codes)}"
            self.codes[code] = asked
            return RedirectResponse(f"{asked['redirect_uri']}?code={code}&state={asked['state']}", 303)

        @made.post("/token")
        def token(request: Request, code: Annotated[str, Form()], code_verifier: Annotated[str, Form()]) -> Response:
            asked = self.codes.pop(code, None)
            name, secret = httpx.BasicAuth(CLIENT, SECRET), request.headers.get("authorization")
            if asked is None or secret != name._auth_header:
                return JSONResponse({"error": "invalid_grant"}, 400)
            if create_s256_code_challenge(code_verifier) != asked["code_challenge"]:
                return JSONResponse({"error": "invalid_grant"}, 400)
            return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": self.token(asked["nonce"])})

        return made

    def token(self, nonce: str) -> str:
        moment = int(NOON.timestamp())
        said = {"iss": self.issuer, "aud": CLIENT, "iat": moment, "exp": moment + 300, "nonce": nonce}
        header = {"alg": self.algorithm, "kid": "1"}
        return jwt.encode(header, said | self.claims, self.signs_with or self.key, algorithms=[self.algorithm])


@pytest.fixture
def provider(
    derby: tuple[str, str, str], served: Callable[[FastAPI], str], monkeypatch: pytest.MonkeyPatch
) -> Provider:
    """A provider on this machine that the dashboard of Derby trusts."""
    made = Provider()
    made.issuer = served(made.app())
    monkeypatch.setenv("INFORIGHTS_SSO_ISSUER", made.issuer)
    monkeypatch.setenv("INFORIGHTS_SSO_CLIENT_ID", CLIENT)
    monkeypatch.setenv("INFORIGHTS_SSO_CLIENT_SECRET", SECRET)
    sso._provider.cache_clear()
    return made


def come(provider: Provider, visit: Visit | None = None, when: datetime = NOON) -> tuple[Visit, httpx.Response]:
    """Go to the provider and back, as a browser does."""
    visit = visit or Visit(app_at(when))
    visit.client.follow_redirects = False
    to = visit.get("/sign-in/elsewhere").headers["location"]
    assert to.startswith(f"{provider.issuer}/authorize")
    back = httpx.get(to, trust_env=False).headers["location"]
    parts = urlsplit(back)
    answer = visit.get(parts.path, params={name: values[0] for name, values in parse_qs(parts.query).items()})
    visit.client.follow_redirects = True
    return visit, answer


def test_whoever_the_provider_knows_is_signed_in(provider: Provider) -> None:
    """The link stands on the page for signing in; the session is one like any other."""
    assert "Sign in as you do at work" in Visit(app_at()).get("/sign-in").text
    visit, answer = come(provider)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "manager.derby" in visit.get("/").text


def test_an_account_is_one_subject_for_ever(provider: Provider) -> None:
    """A provider may give a name to somebody else one day: they do not come into the account of the one before."""
    come(provider)
    provider.claims = {"sub": "2002", "preferred_username": "manager.derby"}
    assert "bound to another sign-on" in text_of(come(provider)[1])
    provider.claims = {"sub": "1001", "preferred_username": "married.name"}
    visit, answer = come(provider)
    assert answer.status_code == 303
    assert "manager.derby" in visit.get("/").text


@pytest.mark.parametrize("claims", [{"sub": "7"}, {"sub": "7", "preferred_username": "stranger"}])
def test_who_has_no_account_is_not_let_in(provider: Provider, claims: dict[str, str]) -> None:
    """DER-1: the provider says who somebody is; the service says who may act for it."""
    provider.claims = claims
    assert come(provider)[1].status_code == 422
    assert Visit(app_at()).get("/").url.path == "/sign-in"


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://evil.example"},
        {"aud": "another client"},
        {"nonce": "another nonce"},
        {"exp": int(NOON.timestamp()) - 3600},
        {"azp": "another client"},
    ],
)
def test_a_word_that_is_not_for_us_is_refused(provider: Provider, wrong: dict[str, Any]) -> None:
    """OpenID Connect Core 3.1.3.7: issuer, audience, nonce and time of the word are those that were asked for."""
    provider.claims |= wrong
    assert come(provider)[1].status_code == 422


def test_a_word_that_another_signed_is_refused(provider: Provider) -> None:
    """A token counts by the provider's own key."""
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "1"})
    assert come(provider)[1].status_code == 422


def test_a_way_back_that_nobody_began_is_refused(provider: Provider) -> None:
    """Login CSRF and replay: the state is that of this browser, for ten minutes, once."""
    visit = Visit(app_at())
    assert visit.get("/sign-in/elsewhere/back", params={"code": "x", "state": "y"}).status_code == 422
    mine = Visit(app_at())
    mine.client.follow_redirects = False
    to = mine.get("/sign-in/elsewhere").headers["location"]
    back = urlsplit(httpx.get(to, trust_env=False).headers["location"])
    words = {name: values[0] for name, values in parse_qs(back.query).items()}
    assert visit.get(back.path, params=words).status_code == 422  # somebody else's browser
    assert mine.get(back.path, params=words | {"state": "other"}).status_code == 422
    assert mine.get(back.path, params=words).status_code == 303
    assert mine.get(back.path, params=words).status_code == 422


def test_without_a_provider_there_is_no_such_page(derby: tuple[str, str, str]) -> None:
    """What is not set up is not offered."""
    visit = Visit(app_at())
    assert visit.get("/sign-in/elsewhere").status_code == 404
    assert "as you do at work" not in visit.get("/sign-in").text


def test_a_provider_that_is_away_is_said(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of what went wrong there is shown."""
    monkeypatch.setenv("INFORIGHTS_SSO_ISSUER", "http://127.0.0.1:9")
    answer = Visit(app_at()).get("/sign-in/elsewhere")
    assert answer.status_code == 422
    assert "The sign-on did not work" in answer.text


def test_the_provider_is_asked_once_an_hour_of_itself(provider: Provider) -> None:
    """Not at each sign-in."""
    for _ in range(3):
        come(provider)
    assert sso._provider.cache_info().misses == 1
