"""A policy in words: every setting with its sources, what differs from the default, and what the clauses say."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rules.clauses import clauses
from rules.grounds import Ground
from rules.kinds import Kind
from rules.policy import PolicyRefused, Retention, Review, Setting, Settings, differences, load
from rules.policy_words import _TITLES, default_settings, every_setting, in_words, value_in_words
from tests.rules.made_policies import CLAUSES, SERVICES, changed, setting

CLAUSE_LINE = "  {}  {}"


def own_settings(part: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each setting of a service's own file, by its dotted name."""
    if "value" in part:
        yield place, part
        return
    for name, inner in part.items():
        yield from own_settings(inner, f"{place}.{name}" if place else name)


def test_every_setting_has_a_title() -> None:
    """A manager reads every rule that binds the service, so no setting is without plain words; none is stale."""
    assert set(_TITLES) == set(Settings.__struct_fields__)
    assert all(title and "_" not in title for title in _TITLES.values())


@pytest.mark.parametrize("slug", SERVICES)
def test_each_setting_is_told_with_its_sources(slug: str) -> None:
    """A manager reads every setting of the merged policy, its value in words and what asks for it, each once."""
    lines = list(in_words(slug))
    told = [line for line in lines if line.endswith("]")]
    settings = list(every_setting(load(slug).settings))
    assert len(told) == len(settings)
    for line, (place, one) in zip(told, settings, strict=True):
        assert line.endswith(f"  [{', '.join(one.cites)}]"), place
        assert f": {value_in_words(one.value)}" in line, place


@pytest.mark.parametrize("slug", SERVICES)
def test_what_differs_from_the_default_is_told_beside_it(slug: str) -> None:
    """Each setting of the service's own is marked, with the default's value; no other is marked."""
    lines = [line for line in in_words(slug) if line.endswith("]")]
    places = [place for place, _ in every_setting(load(slug).settings)]
    default = dict(every_setting(default_settings()))
    own = {place: made["value"] for place, made in own_settings(differences(slug)["settings"])}
    assert own
    assert [place for place, line in zip(places, lines, strict=True) if line.startswith("*")] == [
        place for place in places if place in own
    ]
    for (place, one), line in zip(every_setting(load(slug).settings), lines, strict=True):
        told, _, cites = line.removesuffix("]").partition("  [")
        assert cites == ", ".join(one.cites)
        if place not in own:
            beside = ""
        elif place not in default:
            beside = " (the default sets nothing)"
        elif default[place].value == one.value:
            beside = " (as the default)"
        else:
            beside = f" (default: {value_in_words(default[place].value)})"
        assert told.endswith(f": {value_in_words(one.value)}{beside}"), place


# slug, the whole line
TOLD = [
    ("blackburn", "*   local authority's request for legal reasons: yes (as the default)  [BWD-10]"),
    ("blackburn", "*   inspection: no (default: yes)  [BWD-1, BWD-4]"),
    (
        "blackburn",
        "*   local authority's request for legal reasons: CVS Manager, SENDIASS Manager "
        "(default: Service Manager)  [BWD-10]",
    ),
    ("blackburn", "    subject access request: none set  [UK GDPR Art 12A(1)]"),
    ("blackburn", "    enquiry: nobody  [good practice: nothing about anybody leaves]"),
    ("derby", "*   subject access request: 20 (default: none set)  [DER-5]"),
    (
        "bathnes",
        "* A child over 12 confirms a parent's request: yes (default: no)  [BNS-6]",
    ),
    (
        "cumbria",
        "* Review of the policy itself: months from review to review: 24; next review: 31 January 2021 "
        "(default: months from review to review: 12)  [CUM-5.3]",
    ),
    ("hillingdon", "* The acknowledgement tells of the confidentiality policy: yes (as the default)  [HIL-8]"),
]


@pytest.mark.parametrize(("slug", "line"), TOLD)
def test_a_policy_in_words_says_what_is_so(slug: str, line: str) -> None:
    """What a service's own clause asks for stands in words beside what the default would be, under that clause."""
    assert line in list(in_words(slug))


def test_who_the_service_is_comes_first() -> None:
    """FOIA 2000 s.3(1): the first line says whether the host is a public authority; the second who signs."""
    first, second = list(in_words("blackburn"))[:2]
    assert first.endswith(
        "hosted by Blackburn with Darwen Community & Voluntary Service: a charity, which is not a public authority"
    )
    assert second == "Signs: SENDIASS Manager. Roles: SENDIASS Manager, CVS Manager, Officer, Volunteer."
    assert next(iter(in_words("derby"))).endswith("hosted by Derby City Council: the council")


@pytest.mark.parametrize("slug", SERVICES)
def test_the_clauses_that_are_cited_are_quoted_at_the_end(slug: str) -> None:
    """Whoever reads an id reads what it says: those of the service first, then those that the default rests on."""
    lines = list(in_words(slug))
    cited = {cite for _, one in every_setting(load(slug).settings) for cite in one.cites}
    own = [CLAUSE_LINE.format(name, row["says"]) for name, row in CLAUSES[slug].items() if name in cited]
    others = [
        CLAUSE_LINE.format(name, row["says"])
        for service in CLAUSES
        if service != slug
        for name, row in CLAUSES[service].items()
        if name in cited
    ]
    assert own
    assert others
    begin = lines.index("What the clauses say:")
    taken_over = "Clauses of other services' policies, which the default takes over:"
    assert lines[begin:] == ["What the clauses say:", *own, "", taken_over, *others]


VALUES = [
    (None, "none set"),
    (True, "yes"),
    (False, "no"),
    (0.7, "0.7"),
    ((), "nobody"),
    (("CVS Manager", "SENDIASS Manager"), "CVS Manager, SENDIASS Manager"),
    ((10, 5, 0), "10, 5, 0"),
    ((Ground.COURT_ORDER, Ground.OWN_RECORDS), "court order, own records"),
    (Kind.LA_LEGAL, "local authority's request for legal reasons"),
    (date(2016, 9, 30), "30 September 2016"),
    (Retention(until_age=26, words="until the young person is 26"), "until the young person is 26; until age: 26"),
    (Retention(words="for no longer than is necessary"), "for no longer than is necessary"),
    (Review(12), "months from review to review: 12"),
    ({}, "none set"),
    ({"Officer": ("read", "work"), "Volunteer": ()}, "Officer: read, work; Volunteer: none"),
    ({"Volunteer": {"may_read": True, "may_export": False}}, "Volunteer (may read: yes; may export: no)"),
    (frozenset({"work", "read"}), "read, work"),
]


@pytest.mark.parametrize(("value", "words"), VALUES, ids=[words for _, words in VALUES])
def test_a_value_is_told_in_words(value: object, words: str) -> None:
    """Nothing of a file's syntax: yes and no, dates written out, names without underscores."""
    assert value_in_words(value) == words


def test_a_setting_of_any_shape_has_its_dotted_name() -> None:
    """A plain setting, settings by kind, and a group within a group are all reached, each by its place."""
    one, two, three = Setting(1, ("a",)), Setting(2, ("b",)), Setting(3, ("c",))
    found = {"plain": one, "by_kind": {Kind.SAR: two}, "group": {"inner": {"deep": three}}}
    assert list(every_setting(found)) == [("plain", one), ("by_kind.sar", two), ("group.inner.deep", three)]


def test_a_change_of_the_words_on_privacy_is_told(tmp_path: Path) -> None:
    """UK GDPR Art 15(1): what a service's own file says of privacy or the regulator stands beside the default too."""
    changed(
        "derby", tmp_path, {"privacy.transfers": "Some of it is kept in Iceland.", "regulator.phone": "01632 960900"}
    )
    lines = list(in_words("derby", tmp_path))
    assert "* The regulator, phone: 01632 960900 (default: 0303 123 1113)" in lines
    assert (
        "* What answers say of privacy, transfers: Some of it is kept in Iceland. "
        "(default: Your information is not sent outside the United Kingdom.)"
    ) in lines
    assert not any(line.startswith("* What answers say") for line in in_words("derby"))


def test_an_installations_own_clauses_are_quoted_too(tmp_path: Path) -> None:
    """A service that keeps its policies in a folder of its own may add its clauses there."""
    changed("derby", tmp_path, {"settings.competence_prompt_age": setting(10, "DRB-1")})
    assert not any("DRB-1  " in line for line in in_words("derby", tmp_path))
    own = "derby: {DRB-1: {says: Ten is the age., program: The setting.}}\n"
    (tmp_path / "clauses.yaml").write_text(own, "utf-8")
    assert "  DRB-1  Ten is the age." in list(in_words("derby", tmp_path))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("derby: [", "clauses.yaml is not valid YAML"),
        ("derby: {DRB-1: {says: Ten.}}", "clauses.yaml: .*program"),
        ("derby: {DRB-1: {says: Ten., program: So., why: x}}", "clauses.yaml: .*why"),
        ("- derby", "clauses.yaml: "),
    ],
)
def test_clauses_of_the_wrong_form_are_refused(text: str, says: str, tmp_path: Path) -> None:
    """A file that cannot be read as clauses is named with what is wrong in it."""
    (tmp_path / "clauses.yaml").write_text(text, "utf-8")
    with pytest.raises(PolicyRefused, match=says):
        clauses(tmp_path)
