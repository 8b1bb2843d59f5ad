"""The wording of letters: Markdown filled with facts in a sandbox. The program's own, or a service's in its place.

Each letter is one file (`wording/closing.md.j2`); what several say is a paragraph of its own
(`wording/paragraphs/withdraw.md.j2`). A service can put its own text in the place of either (docs/wording.md).
"""

import time
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from jinja2 import ChoiceLoader, DictLoader, FileSystemLoader, PrefixLoader, Template, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from letters import language
from letters.declaration import Declaration, own_parted, parted
from letters.errors import LettersError
from letters.marks import Marks

FOLDER = Path(__file__).with_name("wording")
_SUFFIX = ".md.j2"
_LONGEST = 200_000  # characters of a letter; a long schedule of documents takes a tenth of it
_SECONDS = 5.0

UNIFORM = "la_response_ncnd"
Own = tuple[tuple[str, str], ...]


def names() -> list[str]:
    """The letters that can be written."""
    return sorted(path.name.removesuffix(_SUFFIX) for path in FOLDER.glob(f"*{_SUFFIX}"))


def paragraphs() -> list[str]:
    """The shared paragraphs, as a service names them: "paragraphs/withdraw"."""
    return sorted(f"{language.PARAGRAPHS}{path.name.removesuffix(_SUFFIX)}" for path in _shared().glob(f"*{_SUFFIX}"))


def _shared() -> Path:
    return FOLDER / language.PARAGRAPHS.rstrip("/")


def text(name: str) -> str:
    """The program's own wording of a letter, head and all, or of a paragraph.

    Raises:
        LettersError: there is none of that name.
    """
    if name not in names() and name not in paragraphs():
        raise LettersError(
            "There is no wording for a letter of that name. A letter is named as in the list of letters, "
            "a shared paragraph as paragraphs/NAME."
        )
    return (FOLDER / f"{name}{_SUFFIX}").read_text(encoding="utf-8")


@cache
def declaration(name: str) -> Declaration:
    """What the letter `name` needs and answers.

    Raises:
        LettersError: there is no letter of that name.
    """
    if name not in names():
        raise LettersError(f"There is no wording for a letter of that name. Letters are: {', '.join(names())}.")
    return parted(name, text(name))[0]


def body(name: str) -> str:
    """The program's own wording of the letter `name` before it is filled."""
    return parted(name, text(name))[1]


class Wording:
    """The wording of every letter: the program's, with a service's own texts in its place.

    `own`: pairs of a name (a letter, or "paragraphs/NAME") and a text.
    """

    def __init__(self, own: Own = ()) -> None:
        self.own = dict(own)
        self._sandbox = _sandbox(self.own)
        self._compiled: dict[str, tuple[Template, Template]] = {}

    def check(self) -> None:
        """See that each of the service's own texts is wording at all.

        Raises:
            LettersError: an unknown name, a head that changes more than the title, or more than the language has.
        """
        for name, own in self.own.items():
            if name == UNIFORM:
                raise LettersError(
                    "The holding answer is the same, word for word, for a client and a stranger, so no service "
                    "writes its own (HIL-6)."
                )
            if name in names():
                declared, its_body = own_parted(name, own, declaration(name))
                language.check(declared.title, f"The title of {name}")
            else:
                text(name)
                its_body = own
            language.check(its_body, f"The wording of {name}")
        for name in names():
            language.expanded(self._parts(name)[1], self._paragraph)
            declared = declaration(name)
            known = {path.partition(".")[0] for path in [*declared.needs, *declared.may_lack]}
            if unknown := self.mentioned(name) - known:
                raise LettersError(
                    f"The wording of {name} uses {', '.join(sorted(unknown))}, which this letter does not know. "
                    f"It knows: {', '.join(sorted(known))}."
                )

    def mentioned(self, name: str) -> frozenset[str]:
        """The facts that the letter `name` speaks of, in its title, its text and its paragraphs."""
        declared, its_body = self._parts(name)
        texts = [declared.title, its_body, *(self._paragraph(one) for one in self.uses(name))]
        found = [language.mentioned(one) for one in texts]
        # What a letter sets its paragraphs may use; `going` has a default there.
        own = {"going"}.union(*(sets for _, sets in found))
        used: frozenset[str] = frozenset().union(*(names for names, _ in found))
        return used - own

    def _paragraph(self, name: str) -> str:
        return self.own[name] if name in self.own else text(name)

    def uses(self, name: str) -> frozenset[str]:
        """The shared paragraphs that the letter `name` takes in, also those that its paragraphs take in."""
        found: set[str] = set()
        left = [self._parts(name)[1]]
        while left:
            new = language.included(left.pop()) - found
            found |= new
            left += [self._paragraph(one) for one in sorted(new)]
        return frozenset(found)

    def _parts(self, name: str) -> tuple[Declaration, str]:
        declared = declaration(name)
        own = self.own.get(name)
        return (declared, body(name)) if own is None else own_parted(name, own, declared)

    def filled(self, name: str, facts: Mapping[str, object], marks: Marks) -> tuple[str, str]:
        """The title and the Markdown of the letter `name`.

        Raises:
            LettersError: the wording refuses these facts, asks for one that it has not declared, or does not end.
        """
        context = {**facts, "fulfils": marks.fulfils}
        try:
            if name not in self._compiled:
                declared, its_body = self._parts(name)
                self._compiled[name] = (
                    self._sandbox.from_string(declared.title),
                    self._sandbox.from_string(its_body),
                )
            title, letter = self._compiled[name]
            return _run(title, context), _spaced(_run(letter, context))
        except TemplateError as error:
            # The engine's message names keys, never values; its own chain could show more, so it is cut off.
            raise LettersError(f"The wording of {name} cannot be filled: {error.message}.") from None
        except (TypeError, ValueError, LookupError, AttributeError, MemoryError):
            # What the engine says of it could quote a fact.
            raise LettersError(f"The wording of {name} does something with a fact that cannot be done.") from None
        except RecursionError:
            raise LettersError(f"The wording of {name} takes in a paragraph that takes in itself.") from None


@lru_cache(maxsize=32)
def wording_of(own: Own) -> Wording:
    """The wording with a service's own texts, compiled once."""
    return Wording(own)


def _sandbox(own: Mapping[str, str]) -> SandboxedEnvironment:
    """The language of wording over a service's own paragraphs and, behind them, the program's."""
    theirs = {f"{name}{_SUFFIX}": text for name, text in own.items() if name.startswith(language.PARAGRAPHS)}
    programs = PrefixLoader({language.PARAGRAPHS.rstrip("/"): FileSystemLoader(_shared())})
    return language.sandbox(ChoiceLoader([DictLoader(theirs), programs]))


def _run(template: Template, context: Mapping[str, object]) -> str:
    """The filled template, as far as it stays within what a letter can be."""
    parts: list[str] = []
    length = 0
    until = time.monotonic() + _SECONDS
    for part in template.generate(context):
        parts.append(part)
        length += len(part)
        if length > _LONGEST:
            raise LettersError(f"The letter would have more than {_LONGEST:,} characters.")
        if time.monotonic() > until:
            raise LettersError(f"The letter took more than {_SECONDS:.0f} seconds: its wording is too involved.")
    return "".join(parts)


def _spaced(markdown: str) -> str:
    """`markdown` with each line a block of its own, but for the rows of a table and the items of a list.

    Conditions and included paragraphs leave line ends behind in numbers that nobody can foresee; by this rule
    two paragraphs never run together, and a paragraph is always one line of its file.
    """
    lines = [line for line in markdown.splitlines() if line.strip()]
    spaced = lines[:1]
    for before, line in pairwise(lines):
        starts = {before[:2], line[:2]}
        together = starts in ({"| "}, {"- "}, {"| ", "|-"})
        spaced += [line] if together else ["", line]
    return "\n".join(spaced)
