"""The language of wording: the part of Jinja2 that it may use. Anything else is refused before it is ever run.

Wording chooses and inserts; it computes nothing. What is left out of the language (arithmetic, ranges, macros, calls,
most filters) is all by which a few characters of wording could fill a machine's memory or its afternoon.
"""

import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from jinja2 import BaseLoader, StrictUndefined, TemplateSyntaxError, meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment

from letters import filters
from letters.errors import LettersError
from letters.escaping import literal

LONGEST = 40_000  # characters of one wording
_DEEPEST = 2  # loops inside each other
_MOST_INCLUDED = 40
_MOST_EXPANDED = 120  # paragraphs, with those that they take in themselves
_LONGEST_LIST = 50
_NODES = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.CondExpr, nodes.For, nodes.Assign,
    nodes.Include, nodes.Name, nodes.Const, nodes.List, nodes.Tuple, nodes.Getattr, nodes.Getitem, nodes.Filter,
    nodes.Test,
    nodes.Call, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Dict, nodes.Pair, nodes.Keyword,
    nodes.EvalContext,
)  # fmt: skip
FILTERS = frozenset(
    {
        "written", "in_words", "sentence", "ended", "rules",  # this room's own
        "join", "list", "map", "selectattr", "rejectattr", "default", "first", "last", "length",
    }
)  # fmt: skip
TESTS = frozenset({"equalto", "in", "none", "defined", "eq", "ne"})
CALLS = frozenset({"fulfils", "refuse"})
PARAGRAPHS = "paragraphs/"
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def sandbox(loader: BaseLoader | None = None) -> SandboxedEnvironment:
    """Where wording is filled: nothing of a value can be reached, no fact be missing, nothing else called."""
    made = ImmutableSandboxedEnvironment(
        loader=loader, undefined=StrictUndefined, finalize=literal, lstrip_blocks=True, auto_reload=False
    )
    made.filters = {name: made.filters[name] for name in FILTERS & set(made.filters)} | filters.OWN
    made.tests = {name: made.tests[name] for name in TESTS}
    made.globals = {"refuse": filters.refuse}
    return made


_reader = sandbox()


@lru_cache(maxsize=256)
def _tree(text: str) -> nodes.Template:
    return _reader.parse(text)


def check(text: str, called: str) -> None:
    """Refuse wording that is too long, is no template, or uses more than the language has.

    Args:
        called: how the text is named in the message: "The wording of closing".

    Raises:
        LettersError: says the line and what is wrong there.
    """
    if any(unicodedata.category(sign) in _UNSEEN and sign not in "\n\r\t" for sign in text):
        raise LettersError(f"{called} holds a sign that cannot be seen. Type it again, or paste it as plain text.")
    if len(text) > LONGEST:
        raise LettersError(f"{called} has more than {LONGEST:,} characters: a letter that long is not read.")
    try:
        tree = _tree(text)
    except TemplateSyntaxError as error:
        raise LettersError(f"{called}, line {error.lineno}: {error.message}") from None
    except (RecursionError, MemoryError):
        raise LettersError(f"{called} is nested too deeply.") from None
    if sum(1 for _ in tree.find_all(nodes.Include)) > _MOST_INCLUDED:
        raise LettersError(f"{called} takes in more than {_MOST_INCLUDED} paragraphs.")
    for line, wrong in _wrong(tree, 0):
        raise LettersError(f"{called}, line {line}: {wrong}")


@lru_cache(maxsize=256)
def included(text: str) -> frozenset[str]:
    """The shared paragraphs that a wording takes in, by name ("paragraphs/withdraw")."""
    return frozenset(
        name.removesuffix(".md.j2")
        for node in _tree(text).find_all(nodes.Include)
        if isinstance(node.template, nodes.Const) and isinstance(name := node.template.value, str)
    )


def expanded(text: str, paragraph: Callable[[str], str], depth: int = 0) -> int:
    """How many paragraphs a wording takes in, each counted as often as it would be printed.

    Raises:
        LettersError: it never ends, or they are too many.
    """
    count = 0
    for node in _tree(text).find_all(nodes.Include):
        name = node.template.value if isinstance(node.template, nodes.Const) else ""
        if depth >= _MOST_INCLUDED:
            raise LettersError("A paragraph takes in itself.")
        count += 1 + expanded(paragraph(str(name).removesuffix(".md.j2")), paragraph, depth + 1)
        if count > _MOST_EXPANDED:
            raise LettersError(f"More than {_MOST_EXPANDED} paragraphs are taken in, one inside another.")
    return count


@lru_cache(maxsize=256)
def mentioned(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The names that a wording uses and does not set, and those that it sets."""
    tree = _tree(text)
    own = frozenset(node.name for node in tree.find_all(nodes.Name) if node.ctx == "store")
    return frozenset(meta.find_undeclared_variables(tree)) - CALLS, own


def _wrong(node: nodes.Node, loops: int) -> Iterator[tuple[int, str]]:
    what = _of(node)
    if what:
        yield node.lineno, what
    if isinstance(node, nodes.For):
        loops += 1
        if loops > _DEEPEST:
            yield node.lineno, f"more than {_DEEPEST} loops stand inside each other."
    if isinstance(node, nodes.Include) and loops:
        yield node.lineno, "a paragraph is taken in inside a loop."
    for child in node.iter_child_nodes():
        yield from _wrong(child, loops)


def _of(node: nodes.Node) -> str | None:
    """What one node does that wording does not do."""
    if type(node) not in _NODES:
        return f"'{type(node).__name__.lower()}' is not part of the language of wording (docs/wording.md)."
    match node:
        case nodes.Name(name=name, ctx="store") if name in CALLS or name.startswith("_"):
            return f"'{name}' cannot be given another meaning."
        case nodes.Filter(name=name) if name not in FILTERS:
            return f"there is no filter '{name}'; there are: {', '.join(sorted(FILTERS))}."
        case nodes.Test(name=name) if name not in TESTS:
            return f"there is no test '{name}'; there are: {', '.join(sorted(TESTS))}."
        case nodes.Call(node=nodes.Name(name=name), args=[nodes.Const(value=str())], kwargs=[]) if name in CALLS:
            return None if not (node.dyn_args or node.dyn_kwargs) else "a call takes one text in quotes."
        case nodes.Call(node=nodes.Name(name=name)) if name in CALLS:
            return f"{name}('...') takes one text in quotes, and no fact."
        case nodes.Call():
            return "only fulfils('...') and refuse('...') can be called."
        case nodes.Include(template=nodes.Const(value=str(name))) if name.startswith(PARAGRAPHS):
            return None
        case nodes.Include():
            return "only a paragraph can be included: {% include 'paragraphs/NAME.md.j2' %}."
        case nodes.Getattr(attr=str(name)) if name.startswith("_"):
            return "a name that begins with '_' is no fact."
        case nodes.List(items=items) | nodes.Tuple(items=items) if sum(type(i) is not nodes.Const for i in items) > 1:
            return "a list holds more than one value that is no plain word."  # such lists can double without end
        case nodes.List(items=items) | nodes.Tuple(items=items) if len(items) > _LONGEST_LIST:
            return f"a list holds more than {_LONGEST_LIST} entries."
        case nodes.Const(value=str(text)) if len(text) > 2_000:
            return "a text in quotes is longer than 2,000 characters."
    return None
