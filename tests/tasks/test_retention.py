"""Retention: listed, signed by another person, the paper confirmed, really destroyed; the figures stay right."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models import disposals, figures
from models import holds as read_holds
from models.access import Sight
from models.audit_chain import verify
from models.db import reading
from models.disposal import DoomedFile
from models.incoming import Incoming
from models.queries import request as stored
from models.request import NoSuchRequest
from rules.case_files import Opened, Owner
from rules.disposal import ItemState, Paper
from rules.figures import by_kind
from rules.kinds import FollowUp, Kind
from rules.retention import RetentionRefused
from rules.typed import TypedRefused
from tasks import case_files, disposal, follow_ups, holds, retention
from tests import way
from tests.arrived import arrived
from tests.conftest import at
from tests.mail_messages import message
from tests.rules.calendars import RELEASE

CLOSED = at(date(2026, 11, 12))
LATER = at(date(2030, 1, 7))  # more than three years after it was closed
MARKERS = ("Marigold", "Fernwhistle", "Clover", "2019-04-03")


def closed(kind: Kind, service: str = "bathnes") -> str:
    """A request that went its whole way, and was closed on 12 November 2026. Gives its reference."""
    reference = way.prepared(kind, service)
    if kind is not Kind.FOI:
        way.consented(reference)
    way.approved(reference, service, kind)
    way.respond(reference)
    return reference


def signed(service: str = "bathnes", paper: Paper = Paper.NONE) -> int:
    """A list that was made by one person, signed by another, and whose paper was seen to."""
    number = retention.propose(service, by="m.manager", at=LATER)
    retention.sign(number, "Strategic Manager", by="a.bove", at=LATER)
    retention.confirm_paper(number, paper, who="the caretaker", how="shredded", by="m.manager", at=LATER)
    return number


def everything(home: Path) -> bytes:
    """Every byte under the folder of an installation, the names of files among them."""
    return b"\n".join(
        str(file.relative_to(home)).encode() + file.read_bytes() for file in sorted(home.rglob("*")) if file.is_file()
    )


def test_a_list_of_many_finds_what_stops_one(installation: Path) -> None:
    """What may stop a record is found for all of them at once: the same as asking of each by itself."""
    free, held, linked, reviewed = map(closed, (Kind.FOI, Kind.LA_LEGAL, Kind.SAR, Kind.COURT_ORDER))
    holds.place(held, "A dispute.", by="m.manager", at=CLOSED)
    file = case_files.open_file(
        "bathnes", Owner.PARENT, "Clover Fernwhistle", Opened.SELF_REFERRAL, by="m.manager", at=CLOSED
    )
    case_files.link(linked, file, by="m.manager", at=CLOSED)
    holds.place(file, "A claim is expected.", by="m.manager", at=CLOSED)
    follow_ups.record(reviewed, FollowUp.COMPLAINT, CLOSED.date(), by="m.manager", at=CLOSED)
    found = {one.reference: one for one in retention.preview("bathnes")}
    with reading() as session:
        for reference, one in found.items():
            record = disposals.one(session, reference, "bathnes")
            assert record is not None
            assert one.stops == tuple(map(str, read_holds.stops_disposal(session, record.row)))
        assert disposals.one(session, free, "derby") is None
    assert {reference: bool(one.stops) for reference, one in found.items()} == {
        free: False, held: True, linked: True, reviewed: True,
    }  # fmt: skip


def test_after_disposal_no_byte_tells_of_the_person(home: Path) -> None:
    """BNS-7, HIL-10: rows, documents, letters, mails and words to search by are gone, on the disk as well."""
    reference = closed(Kind.SAR)
    arrived(message(subject=f"Re: {reference}"), service="bathnes")
    file = case_files.open_file(
        "bathnes", Owner.CHILD, "Marigold Fernwhistle", Opened.SELF_REFERRAL, born=date(2019, 4, 3),
        by="m.manager", at=CLOSED,
    )  # fmt: skip
    case_files.close(file, CLOSED.date(), by="m.manager", at=CLOSED)
    assert all(marker.encode() in everything(home) for marker in MARKERS[:2])
    done = disposal.carry_out(signed(), by="m.manager", at=LATER)
    assert {one.reference: one.state for one in done} == {
        reference: ItemState.DESTROYED, file: ItemState.DESTROYED
    }  # fmt: skip
    left = everything(home)
    assert [marker for marker in MARKERS if marker.encode() in left] == []
    with reading() as session:
        assert verify(session)[0] is None
        assert session.exec(select(DoomedFile)).all() == []
        (mail,) = session.exec(select(Incoming)).all()
        assert (mail.sha256, mail.message_id, mail.request_id) == (None, None, None)
        with pytest.raises(NoSuchRequest):
            stored(session, reference)


def test_every_table_that_hangs_on_a_record_is_emptied_of_it(installation: Path) -> None:
    """A table that is added later is destroyed with the rest: the foreign keys say what hangs on a request."""
    from sqlmodel import SQLModel

    kept, gone = closed(Kind.SAR), closed(Kind.LA_LEGAL)
    with reading() as session:
        key = stored(session, gone).id
        held = list(read_holds.on(session, stored(session, gone)))
    for number in range(1, len(held) + 1):
        holds.lift(gone, number, "It ended.", by="m.manager", at=CLOSED)
    holds.place(kept, "A claim is expected.", by="m.manager", at=CLOSED)
    tables = [
        (table, foreign.parent)
        for table in SQLModel.metadata.sorted_tables
        for foreign in table.foreign_keys
        if foreign.column.table.name == "request"
    ]

    def of_it() -> set[str]:
        with reading() as session:
            return {
                table.name for table, column in tables if session.execute(select(table).where(column == key)).first()
            }

    assert {"part", "person", "person_word", "document", "letter", "consent", "clock_event"} <= of_it()
    (done,) = disposal.carry_out(signed(), by="m.manager", at=LATER)
    assert (done.reference, done.state) == (gone, ItemState.DESTROYED)
    assert of_it() == set()
    with reading() as session:
        assert stored(session, kept).reference == kept


def test_the_years_figures_stay_right(installation: Path) -> None:
    """UK GDPR Art 5(1)(e): what is kept of a destroyed request are days and a kind; every figure is as it was."""
    closed(Kind.SAR)
    closed(Kind.FOI)

    def shown() -> list[object]:
        start, end = date(2026, 11, 1), date(2026, 12, 31)
        with reading() as session:
            found = list(figures.counted(session, Sight(service="bathnes", sees_all=True), start, end))
        return list(by_kind(found, start, end, RELEASE.united_kingdom))

    before = shown()
    assert before
    disposal.carry_out(signed(), by="m.manager", at=LATER)
    assert shown() == before
    with reading() as session:
        assert list(disposals.closed(session, "bathnes")) == []


def test_nothing_is_destroyed_that_was_not_signed(home: Path) -> None:
    """HIL-10, BWD-6: two people, the paper seen to, then the record; a hold stops it at the last moment."""
    first, second = closed(Kind.SAR), closed(Kind.FOI)
    number = retention.propose("bathnes", by="m.manager", at=LATER)
    with pytest.raises(RetentionRefused, match="is not signed"):
        disposal.carry_out(number, by="m.manager", at=LATER)
    with pytest.raises(RetentionRefused, match="Whoever made the list does not sign it"):
        retention.sign(number, "Strategic Manager", by="m.manager", at=LATER)
    with pytest.raises(RetentionRefused, match=r"signed by the Strategic Manager \(BNS-7\)"):
        retention.sign(number, "Officer", by="a.bove", at=LATER)
    retention.sign(number, "Strategic Manager", by="a.bove", at=LATER)
    with pytest.raises(RetentionRefused, match="what is on it is settled"):
        retention.strike(number, first, "Reason.", by="m.manager", at=LATER)
    with pytest.raises(RetentionRefused, match=r"became of the paper.*HIL-10"):
        disposal.carry_out(number, by="m.manager", at=LATER)
    with pytest.raises(TypedRefused, match="who destroyed the paper"):
        retention.confirm_paper(number, Paper.DESTROYED, how="shredded", by="m.manager", at=LATER)
    retention.confirm_paper(number, Paper.DESTROYED, who="the caretaker", how="shredded", by="m.manager", at=LATER)
    holds.place(first, "A claim came.", by="m.manager", at=LATER)
    done = {one.reference: (one.state, one.why) for one in disposal.carry_out(number, by="m.manager", at=LATER)}
    assert done[second] == (ItemState.DESTROYED, None)
    assert done[first][0] is ItemState.STOPPED
    assert "a hold that a person placed" in (done[first][1] or "")
    with pytest.raises(RetentionRefused, match="carried out"):
        disposal.carry_out(number, by="m.manager", at=LATER)


def test_what_was_struck_off_is_kept(home: Path) -> None:
    """Somebody looks at the list: what is still needed is taken off it before it is signed, with the reason."""
    first, second = closed(Kind.SAR), closed(Kind.FOI)
    number = retention.propose("bathnes", by="m.manager", at=LATER)
    with pytest.raises(RetentionRefused, match="on a list already"):
        retention.propose("bathnes", by="m.manager", at=LATER)
    retention.strike(number, first.lower(), "A complaint is expected.", by="m.manager", at=LATER)
    with pytest.raises(RetentionRefused, match="not on the list"):
        retention.strike(number, first, "Again.", by="m.manager", at=LATER)
    retention.sign(number, "Strategic Manager", by="a.bove", at=LATER)
    retention.confirm_paper(number, Paper.NONE, by="m.manager", at=LATER)
    done = {one.reference: one.state for one in disposal.carry_out(number, by="m.manager", at=LATER)}
    assert done == {first: ItemState.STRUCK, second: ItemState.DESTROYED}


@pytest.mark.parametrize("service", ["blackburn", "hillingdon", "derby"])
def test_without_a_period_or_a_birth_date_nothing_is_proposed(home: Path, service: str) -> None:
    """BWD-11, DER-8: no period is invented; where an age decides and the birth date is unknown, it is to be found."""
    reference = closed(Kind.FOI, service)
    (found,) = retention.preview(service)
    assert (found.reference, found.disposal.on) == (reference, None)
    with pytest.raises(RetentionRefused, match="Nothing may be destroyed"):
        retention.propose(service, by="m.manager", at=at(date(2090, 1, 4)))


def test_a_run_that_ended_half_way_is_gone_on_with(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Design, 3: what was destroyed stays so, its files are deleted by the next run, the rest follows."""
    closed(Kind.SAR)
    closed(Kind.FOI)
    number = signed()
    with monkeypatch.context() as patch:
        patch.setattr(disposal, "delete_doomed", _dies)
        with pytest.raises(KeyboardInterrupt):
            disposal.carry_out(number, by="m.manager", at=LATER)
    assert b"Marigold" in everything(home)
    assert {one.state for one in disposal.carry_out(number, by="m.manager", at=LATER)} == {ItemState.DESTROYED}
    assert b"Marigold" not in everything(home)


def _dies(_at: object) -> int:
    raise KeyboardInterrupt
