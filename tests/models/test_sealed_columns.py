"""What a sealed column keeps, and what can be asked of one (BNS-8)."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from sqlalchemy import JSON, select
from sqlmodel import SQLModel, col
from sqlmodel.sql.sqltypes import AutoString

from models import sealed_columns, stored_tables
from models.person import Person
from models.sealed_columns import SEALED, ColumnNotOpened, SealedDate, SealedJson, SealedText, anew, kept, read


def setting(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Set the installation so."""
    monkeypatch.setenv("INFORIGHTS_SEAL_DATABASE", value)


@pytest.mark.parametrize("seals", ["yes", "no"])
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.text().filter(lambda text: "\0" not in text))
@example("sealed:k1-00000000.AAAA")
@example("open:sealed:")
def test_what_is_kept_is_read_again(seals: str, home: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """BNS-8: every text comes back as it was, also one that looks as if it were sealed."""
    setting(monkeypatch, seals)
    value = kept(text, "person.name")
    assert value.startswith(SEALED) == (seals == "yes")
    assert read(value, "person.name") == text


def test_the_same_text_is_never_sealed_alike(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has the database does not see that two people share a birth date or a name."""
    setting(monkeypatch, "yes")
    assert len({kept("Marigold", "person.name") for _ in range(50)}) == 50


@pytest.mark.parametrize(
    ("of", "value"),
    [
        (SealedText("person.name"), "Marigold Fernwhistle"),
        (SealedDate("person.date_of_birth"), date(2019, 4, 3)),
        (SealedJson("letter.said"), {"purpose": "Zoë’s hearing", "pages": [1, None, True]}),
        (SealedJson("letter.said"), []),
    ],
)
def test_each_sort_is_sealed_and_opened(
    of: SealedText | SealedDate | SealedJson, value: object, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text, a day and a list come back as what they were, whichever way the setting was when they were written."""
    from sqlalchemy.dialects.sqlite import dialect

    now = dialect()
    setting(monkeypatch, "no")
    as_it_is = of.process_bind_param(value, now)
    setting(monkeypatch, "yes")
    closed = anew(of, as_it_is)
    assert closed.startswith(SEALED)
    assert "2019" not in closed
    assert anew(of, closed) == closed, "what is sealed with the newest key is left"
    assert of.process_result_value(closed, now) == of.process_result_value(as_it_is, now) == value
    setting(monkeypatch, "no")
    assert anew(of, closed) == as_it_is


def test_a_value_of_another_column_does_not_open(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever can write to the database cannot have a birth date shown as a name, nor change one unseen."""
    setting(monkeypatch, "yes")
    value = kept("2019-04-03", "person.date_of_birth")
    for wrong in (value[:-6] + "AAAAA=", value.replace("sealed:k1", "sealed:k2"), "sealed:", "sealed:k1"):
        with pytest.raises(ColumnNotOpened, match="file of keys"):
            read(wrong, "person.date_of_birth")
    with pytest.raises(ColumnNotOpened):
        read(value, "person.name")


def test_no_question_can_be_about_a_sealed_column() -> None:
    """A comparison in the database would find nothing, silently: it is refused, but for whether there is a value."""
    with pytest.raises(TypeError, match="sealed column"):
        select(Person).where(col(Person.name) == "Marigold")
    with pytest.raises(TypeError, match="sealed column"):
        select(Person).where(col(Person.name).like("M%"))
    with pytest.raises(TypeError, match="sealed column"):
        select(Person).order_by(col(Person.date_of_birth).desc())
    assert "IS NOT NULL" in str(select(Person).where(col(Person.name).is_not(None)))


def test_each_column_is_sealed_under_its_own_name() -> None:
    """A value is bound to the column it is of, so each says the right one; what names people is among them."""
    named = [
        (table, name, of.column)
        for table, columns in stored_tables.sealable().items()
        for name, of in columns.items()
    ]
    assert [bound for table, name, bound in named if bound != f"{table}.{name}"] == []
    assert {"person.name", "person.date_of_birth", "person.reply_to", "classification.scope", "letter.said"} <= {
        bound for _, _, bound in named
    }


# What lies open for good, and why: everything else that can hold a sentence is sealed.
OPEN = {
    "words of the program, of the policy or of the catalogue": {
        "board_line.kinds", "board_line.waits_for", "classification.proposed", "consent.cites", "consent.roles",
        "disclosure.searched", "disposal_item.because", "follow_up.working", "incoming.because",
        "mailbox_state.because", "outgoing.because", "outgoing.subject", "outgoing.text",
        "part.working", "reminder.says", "reminder.unsent",
        "schedule_item.exemption", "standing_consent.roles", "backup_state.because", "audit_event.what",
    },
    "numbers, days and marks": {
        "bundle_note.papers", "consent.chased_on", "disclosure.not_held", "follow_up.data_version", "letter.wording",
        "outgoing.message_id", "outgoing.occasion", "part.data_version", "reminder.occasion", "trace.waits",
    },
    "of the service itself, and of its people": {
        "access_token.scopes", "account.email", "credential.codes_sealed", "credential.password_hash",
        "credential.sso_subject", "policy_review.by_whom", "service.name", "wording_version.text",
    },
    "published": {"published_answer.title", "published_answer.summary", "published_answer.exemptions"},
}  # fmt: skip


def test_whatever_can_hold_a_sentence_is_sealed_or_said_to_be_open() -> None:
    """A column that is added for what people write is sealed, or somebody says here why it need not be."""
    found = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, JSON)
        or (isinstance(column.type, AutoString) and (column.type.length is None or column.type.length > 80))
    }
    assert found == set().union(*OPEN.values())


def test_a_key_of_its_own(home: Path) -> None:
    """What is closed for one purpose cannot be opened as another: columns have another key than documents."""
    assert sealed_columns._PURPOSE not in {"sealed", "documents", "names", "words", "check"}
