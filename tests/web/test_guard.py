"""What stands before every page: who may come, from where, with what form, and how large."""

import re
from html import escape
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute

from rules.kinds import Kind
from tests import staff
from tests.web.visits import Visit, app_at, opened, text_of
from web import app as dashboard
from web import visitor

# What is seen without a sign-in. A page that is not named here asks who is there; those of programs ask for a token.
PUBLIC = {
    "/healthz",
    "/invitation/{token}",
    "/readyz",
    "/set-up",
    "/sign-in",
    "/sign-in/code",
    "/sign-in/codes",
    "/sign-in/elsewhere",
    "/sign-in/elsewhere/back",
    "/sign-out",
    "/styles/{name}",
}
BY_TOKEN = ("/api", "/calendar/", "/metrics", "/wall/")
ARGUMENT = re.compile(r"\{[^}]+\}")


def pages(method: str) -> list[str]:
    """The addresses of all pages that take a method, as they are declared."""
    routers = [module.router for module in (*dashboard.PUBLIC, *dashboard.PRIVATE)]
    routes = [route for router in routers for route in router.routes]
    return [route.path for route in routes if isinstance(route, APIRoute) and method in route.methods]


def filled(path: str, reference: str = "DER-2026-0001") -> str:
    """An address with something in the places of its arguments."""
    return ARGUMENT.sub("1", path.replace("{reference}", reference))


def test_every_page_asks_who_is_there(app: FastAPI) -> None:
    """Secure by default: a new page is private unless it is named above."""
    visit = Visit(app)
    visit.client.follow_redirects = False
    private = [path for path in pages("GET") if path not in PUBLIC and not path.startswith(BY_TOKEN)]
    assert len(private) > 3
    for path in private:
        answer = visit.get(filled(path))
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/sign-in"), path


def test_every_form_bears_its_word(app: FastAPI, manager: Visit) -> None:
    """CSRF: a form without the word of this browser's sign-in changes nothing, whatever it is for."""
    reference = opened(Kind.SAR)
    other = Visit(app).sign_in("officer.derby")
    others = other.hidden("/account")["form"]
    posts = [path for path in pages("POST") if not path.startswith(BY_TOKEN)]
    assert len(posts) > 5
    for path in posts:
        for word in ("", "0" * 64, others):
            assert manager.client.post(filled(path, reference), data={"form": word}).status_code == 403, path


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_page_is_refused(manager: Visit, headers: dict[str, str]) -> None:
    """CSRF: a browser says where a form is from; with the right word too it must be from here."""
    words = manager.hidden("/account")
    answer = manager.client.post("/account/sign-out-everywhere", data=words, headers=headers)
    assert answer.status_code == 403
    assert manager.get("/").url.path == "/"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "[::2]"])
def test_another_name_for_this_machine_is_refused(app: FastAPI, host: str) -> None:
    """DNS rebinding: another site's page does not reach it through a name of its own."""
    assert Visit(app).get("/sign-in", headers={"host": host}).status_code == 400


def test_the_headers_of_every_page(manager: Visit) -> None:
    """No script, no frame elsewhere, no outside address, nothing kept by a browser; not of errors either."""
    for path in ("/", "/account", "/nothing", "/requests/DER-2026-0999", "/sign-in"):
        answer = manager.get(path)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'")
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "<script" not in answer.text


def test_over_https_the_cookie_is_bound_to_this_host(
    derby: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an address of its own the cookies are Secure, of this host alone, and HTTPS stays."""
    monkeypatch.setenv("INFORIGHTS_ADDRESS", "https://inforights.example.org")
    visit = Visit(app_at())
    visit.client.base_url = httpx.URL("https://inforights.example.org")
    visit.client.follow_redirects = False
    words = {**visit.hidden("/sign-in"), "login": "manager.derby", "password": "lantern orchard pebble"}
    answer = visit.client.post("/sign-in", data=words)
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith("__Host-inforights=")]
    assert {"HttpOnly", "Path=/", "SameSite=lax", "Secure"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie
    assert answer.headers["strict-transport-security"] == "max-age=31536000"


def test_a_session_that_somebody_planted_is_none(derby: tuple[str, str, str]) -> None:
    """Session fixation: a token is made here at the sign-in, and none that a browser brings becomes one."""
    visit = Visit(app_at())
    visit.client.cookies.set(visitor.SESSION, "planted")
    visit.sign_in("manager.derby")
    values = {cookie.value for cookie in visit.client.cookies.jar if cookie.name == visitor.SESSION}
    planted = Visit(app_at())
    planted.client.cookies.set(visitor.SESSION, "planted")
    assert planted.get("/").url.path == "/sign-in"
    assert values != {"planted"}


@pytest.mark.parametrize("reference", ["HIL-2026-0001", "HIL-2026-9999", "hil-2026-0001"])
def test_another_services_request_is_not_found(manager: Visit, reference: str) -> None:
    """DER-1, HIL-9: guessing tells nobody whether there is such a request."""
    staff.of("hillingdon")
    opened(Kind.SAR, "hillingdon")
    for path in (f"/requests/{reference}", f"/requests/{reference}/do/question-asked"):
        answer = manager.get(path)
        assert answer.status_code == 404
        shown = text_of(answer).replace(reference.upper(), "REF")
        assert "There is no request REF." in shown


def test_too_much_is_refused_before_it_is_kept(manager: Visit, home: Path) -> None:
    """A form of a gigabyte is not read to its end."""
    words = manager.hidden("/account")
    big = manager.client.post("/account/password", data=words | {"old": "x" * 2_600_000})
    assert big.status_code == 413
    assert "Files may have 25 MB together" in big.text
    many = {f"field{number}": "x" for number in range(3_100)}
    assert manager.client.post("/account/password", files={"a": b"x"}, data=words | many).status_code == 400


@pytest.mark.parametrize(
    "typed", ["{{ 7 * 7 }}", "{% include '/etc/passwd' %}", "<script>alert(1)</script>", "&amp;"]
)
def test_what_is_typed_is_shown_as_text(manager: Visit, typed: str) -> None:
    """Template injection, reflected script: a field that is drawn again holds the very words, and they do nothing."""
    opened(Kind.SAR)
    words = {"on-day": typed, "on-month": "11", "on-year": "2026"}
    answer = manager.send("/requests/DER-2026-0001/do/question-asked", words)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert f'value="{escape(typed)}"' in answer.text.replace("&#34;", "&quot;").replace("&#39;", "&#x27;")


def test_an_error_shows_no_text_of_its_own(app: FastAPI, manager: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of a library may carry a name: a page shows its type."""
    from tasks import holidays

    def broken() -> None:
        raise ValueError("Marigold Fernwhistle")

    monkeypatch.setattr(holidays, "to_show", broken)
    manager.client._transport.raise_server_exceptions = False  # type: ignore[attr-defined] # as a server would
    answer = manager.get("/")
    assert answer.status_code == 500
    assert "ValueError" in answer.text
    assert "Marigold" not in answer.text
