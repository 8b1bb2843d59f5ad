"""The first steps to the dashboard at the machine: a password, an invitation, one-time codes begun anew."""

import pytest

from models.db import reading
from models.moment import now
from tasks import credentials, sign_in
from tests import staff
from tests.cli.conftest import Say
from tests.cli.story import one_line

pytestmark = pytest.mark.usefixtures("today")
PASSWORD = "lantern orchard pebble"
MANAGER = {"INFORIGHTS_USER": "manager.derby"}


@pytest.fixture(autouse=True)
def derby(home: object) -> None:
    """The people of Derby."""
    staff.of("derby")


def test_a_password_comes_from_the_standard_input(say: Say) -> None:
    """No password stands in a command, where others at the machine could read it."""
    assert say("user", "password", "manager.derby", stdin=f"{PASSWORD}\n".encode(), **MANAGER).code == 0
    assert sign_in.begin("manager.derby", PASSWORD, at=now(), codes_needed=False)
    refused = say("user", "password", "manager.derby", stdin=b"short\n", **MANAGER)
    assert refused.code == 1
    assert "three random words" in one_line(refused.err)
    assert "short" not in refused.err


def test_an_invitation_is_an_address(say: Say) -> None:
    """Whoever is invited chooses the password; the address is shown once and kept nowhere."""
    say("user", "password", "manager.derby", stdin=f"{PASSWORD}\n".encode(), **MANAGER)
    made = say("user", "invite", "officer.derby", **MANAGER)
    address, token = made.out.strip().rsplit("/", 1)
    assert address == "http://127.0.0.1:8600/invitation"
    with reading() as session:
        assert credentials.invited(session, token, now()) == "officer.derby"
    assert say("user", "invite", "officer.derby", INFORIGHTS_USER="officer.derby").code == 1


def test_codes_are_begun_anew(say: Say) -> None:
    """A telephone that was lost proves nothing any more."""
    say("user", "password", "manager.derby", stdin=f"{PASSWORD}\n".encode(), **MANAGER)
    before = credentials.offer_codes("manager.derby", at=now())
    assert say("user", "reset-codes", "manager.derby", **MANAGER).code == 0
    assert credentials.offer_codes("manager.derby", at=now()) != before
