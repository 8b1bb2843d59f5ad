"""Who writes, about whom, and which dates the letter states; nothing is guessed."""

from datetime import date

import pytest

from rules.classification import Incoming, Role, classify
from rules.classification.dates import dates_of
from rules.classification.names import name_at, whole_name
from rules.classification.written_dates import dates_in

_ASK = "Please send me all the notes you hold about"


@pytest.mark.parametrize(
    ("ending", "name"),
    [
        ("Yours sincerely\nHester Addlestrop", "Hester Addlestrop"),
        ("Yours faithfully,\n\n\nMrs A. Whitlow\n4 Mill Row", "A. Whitlow"),
        ("Kind regards\nSíofra O\u2019Dandelane", "Síofra O\u2019Dandelane"),
        ("Thanks\nAnne-Marie van der Quill", "Anne-Marie van der Quill"),
        ("Many thanks,\nkelly marsh", "kelly marsh"),
        ("Best wishes\n李雷", "李雷"),
        ("Regards\nIvo Lark, Principal Lawyer", "Ivo Lark"),
        ("Thanks Shell Grubb", "Shell Grubb"),
        ("Yours\n(Mrs) Winifred Apthorp", "Winifred Apthorp"),
        ("Kind regards\nNettle & Thorne LLP", None),
        ("Yours faithfully\nLegal Services", None),
        ("", None),
    ],
)
def test_the_requester_is_named_from_the_sign_off(ending: str, name: str | None) -> None:
    """A name under the farewell, without its title; an office or a firm is nobody's name."""
    assert classify(Incoming(f"{_ASK} my son.\n{ending}")).requester.name == name


def test_a_first_name_is_completed_from_the_sender() -> None:
    """ "Jo" under the letter and "Jo Marsh" in the From line are one person."""
    c = classify(Incoming(f"{_ASK} my son.\nThanks\nJo", sender="Jo Marsh <jo@mailberry.example>"))
    assert (c.requester.name, c.requester.reply_to) == ("Jo Marsh", "jo@mailberry.example")


def test_the_reply_to_header_goes_before_the_sender() -> None:
    """Law brief G: an answer goes where the sender asked in the header, not where the text may say."""
    letter = Incoming(f"{_ASK} me.", sender="a@mailberry.example", reply_to="Jo <b@mailberry.example>")
    assert classify(letter).requester.reply_to == "b@mailberry.example"


def test_of_two_addresses_in_a_letter_neither_is_taken() -> None:
    """Never reply to an address that is only guessed at."""
    text = f"{_ASK} me. Write to a@mailberry.example or b@mailberry.example."
    assert classify(Incoming(text)).requester.reply_to is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (f"{_ASK} my daughter.", Role.PARENT),
        ("I am 17. Can I see my notes please?", Role.YOUNG_PERSON),
        ("We have Mrs Plim's signed authority. Please send our client's file.", Role.REPRESENTATIVE),
        ("I act for the Council in this appeal. Please send the file on Ada Lill.", Role.LOCAL_AUTHORITY),
        ("IT IS ORDERED that SENDIASS do disclose the file. District Judge Marlow", Role.COURT),
        ("I'm DC 4411 Maris Penfold of Northshire Police. Please send notes on Lyle Gantry.", Role.POLICE),
        ("Our client asks for your notes on the children. We act for the father.", Role.SOLICITOR),
        ("Please send your notes on Chidi. I am the headteacher at Bramble Hill.", Role.SCHOOL),
        ("I am the allocated social worker. Please send your records of the family.", Role.PROFESSIONAL),
        ("I am an inspector for Ofsted and would like to view six case files.", Role.INSPECTOR),
        ("I am a reporter. How many complaints did the service receive in 2025?", Role.PUBLIC),
    ],
)
def test_the_role_follows_from_what_the_writer_says(text: str, role: Role) -> None:
    """UK GDPR Art 5(1)(f): whether somebody is family or outside decides what they may learn."""
    assert classify(Incoming(text)).requester.role is role


@pytest.mark.parametrize(
    ("text", "name", "born"),
    [
        (f"{_ASK} my son Jake Marsh, born 3 April 2014.", "Jake Marsh", date(2014, 4, 3)),
        (f"{_ASK} my daughter Ffion-Mae O'Neill (DOB 03/04/2014).", "Ffion-Mae O'Neill", date(2014, 4, 3)),
        (f"{_ASK} our foster son Piran.", "Piran", None),
        (f"Re: Lysander Pook, born 21.1.18\n{_ASK} him. I am his mum.", "Lysander Pook", date(2018, 1, 21)),
        (f"{_ASK} my twins Otis and Mabel Trunnion.", None, None),
        (f"{_ASK} my son Otis born 1/2/2014 and my daughter Mabel born 3/4/2016.", None, None),
        (f"My date of birth is 1/2/1985. {_ASK} my son Otis.", "Otis", None),
        (f"{_ASK} me. I am 17.\nThanks\nZed Marrable", "Zed Marrable", None),
        (f"{_ASK} my child.\nThanks\nZed Marrable", None, None),
        ("How many complaints were there about Mr Otis Trunnion in 2025?", None, None),
        ("Our client, Mr Jethro Swale, asks for a copy of your notes. Hobday LLP", None, None),
    ],
)
def test_the_subject_is_named_or_left_open(text: str, name: str | None, born: date | None) -> None:
    """UK GDPR Art 5(1)(d): a wrong child or birth date is worse than none, so two candidates are none."""
    subject = classify(Incoming(text)).subject
    assert (subject.name, subject.date_of_birth) == (name, born)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("3/4/2014", date(2014, 4, 3)),
        ("03.04.14", date(2014, 4, 3)),
        ("3-4-1985", date(1985, 4, 3)),
        ("2014-04-03", date(2014, 4, 3)),
        ("3rd of April 2014", date(2014, 4, 3)),
        ("3 Apr. 2014", date(2014, 4, 3)),
        ("April 3rd, 2014", date(2014, 4, 3)),
        ("3rd day of April 2014", date(2014, 4, 3)),
    ],
)
def test_dates_are_read_day_first(written: str, day: date) -> None:
    """In the UK 3/4 is the third of April."""
    assert [found.day for found in dates_in(f"on {written} at ten")] == [day]


@pytest.mark.parametrize("written", ["31/11/2026", "4/14/2026", "29 February 2027", "0/1/2026", "123/1/2026"])
def test_impossible_dates_are_left_out(written: str) -> None:
    """A date that is none is not bent into one."""
    assert list(dates_in(f"on {written} at ten")) == []


@pytest.mark.parametrize(
    ("text", "letter_date"),
    [
        ("12 October 2026\n\nDear Manager\n", date(2026, 10, 12)),
        ("Our ref: X1    Date: 9/11/2026\nDear Manager\n", date(2026, 11, 9)),
        ("Friday 6th November 2026\nDear Sir\n", date(2026, 11, 6)),
        ("12 October 2026 Dear Manager, please write.", date(2026, 10, 12)),
        ("IT IS ORDERED.\nDated this 23 November 2026\n", date(2026, 11, 23)),
        ("Date of birth: 3 April 2014\nDear Manager\n", None),
        ("Dear Manager, I wrote on 12 October 2026.", None),
        ("12 October 2026\n13 October 2026\nDear Manager\n", None),
    ],
)
def test_the_letter_date_is_the_one_it_bears(text: str, letter_date: date | None) -> None:
    """The date at the head of a letter, not any date in it."""
    assert dates_of(text).letter_date == letter_date


@pytest.mark.parametrize(
    ("text", "required_by"),
    [
        ("Please send it by 4pm on 12 December 2026.", date(2026, 12, 12)),
        ("Please provide it by 4.00 p.m. on Friday 4 December 2026.", date(2026, 12, 4)),
        ("It must reach the court no later than noon on 3 December 2026.", date(2026, 12, 3)),
        ("2 November 2026\nDear Sir\nPlease send it within 14 days.", date(2026, 11, 16)),
        ("2 November 2026\nDear Sir\nSend it within two weeks of today.", date(2026, 11, 16)),
        ("2 November 2026\nDear Sir\nPlease send it by 20 November.", date(2026, 11, 20)),
        ("2 November 2026\nDear Sir\nPlease send it by 5 January.", date(2027, 1, 5)),
        ("Please send it within 14 days.", None),
        ("Please send it by 20 November.", None),
        ("2 November 2026\nDear Sir\nPlease send it within 14 days of service.", None),
        ("The council must finalise the plan by 5 December 2026, please help.", None),
        ("You promised to send it by 5 October 2026.", None),
        ("Please send what was written before 5 October 2026.", None),
        ("Please send it. He was born on 12 December 2014.", None),
    ],
)
def test_required_by_is_what_the_letter_asks_of_us(text: str, required_by: date | None) -> None:
    """A relative day counts only from a date that the letter bears; others' deadlines are not ours."""
    assert dates_of(text).required_by == required_by


@pytest.mark.parametrize(
    ("text", "hearing_on"),
    [
        ("The appeal is listed for hearing on 8 January 2027.", date(2027, 1, 8)),
        ("The hearing is on 8 January 2027 and bundles are due by 18 December 2026.", date(2027, 1, 8)),
        ("You must attend court on 3 February 2027 with the notes of 1 May 2026.", date(2027, 2, 3)),
        ("Hearing date: 8/1/2027", date(2027, 1, 8)),
        ("2 November 2026\nDear Sir\nAt the hearing on 3 March 2026 the judge was kind.", None),
        ("Hearings on 8 January 2027. Another hearing on 9 January 2027.", None),
        ("The meeting is on 8 January 2027.", None),
    ],
)
def test_a_coming_hearing_is_found(text: str, hearing_on: date | None) -> None:
    """One hearing ahead is told; a past one, or two, are not."""
    assert dates_of(text).hearing_on == hearing_on


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jake Marsh is nine", "Jake Marsh"),
        ("Jake's notes", "Jake"),
        ("Mr Tom Wilmslow", "Tom Wilmslow"),
        ("Ludwig van der Quill and", "Ludwig van der Quill"),
        ("the whole file", None),
        ("Posy Larn. Second", "Posy Larn"),
    ],
)
def test_a_name_ends_where_its_capitals_end(text: str, name: str | None) -> None:
    """Names keep particles, hyphens and apostrophes, and stop at the first common word."""
    assert name_at(text) == name


@pytest.mark.parametrize("line", ["Fenwick Council", "Complaints Team", "jo@mail.example", "Ref: 4411", ""])
def test_an_office_is_not_a_name(line: str) -> None:
    """A letter to "Dear Complaints Team" would be careless, so no name is better."""
    assert whole_name(line) is None


def test_figures_and_a_file_asked_for_from_outside_go_to_a_manager() -> None:
    """FOIA 2000 s.40(2): a council's lawyer who also asks for figures gets no FOI letter for the whole unasked."""
    letter = """Legal Services, Exampleton Borough Council

    We are defending an appeal about Rowan Thistlebrook, born 12 May 2016. Please send me your notes of your
    contacts with the family. Under the Freedom of Information Act 2000 please also tell me how many families you
    supported in each of the last three years, and send me your complaints policy.

    Hazel Quillmarsh, Solicitor for the council
    """
    assert classify(Incoming(letter)).needs_manager
