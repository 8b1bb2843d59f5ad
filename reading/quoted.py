"""Part a message's new words from the history quoted under or between them."""

import re

# A mail program's own line above what it quotes; everything below is history.
_RULE = re.compile(
    r"\s*(?:-{2,}\s*(?:original (?:message|appointment)|forwarded (?:message|by)\b[^-]*)-*"
    r"|begin forwarded message:)\s*",
    re.IGNORECASE,
)
_LABEL = r"[\s*_]*{}\s*:[\s*_]*"
_FROM = re.compile(_LABEL.format("from") + r"\S", re.IGNORECASE)
_SENT = re.compile(_LABEL.format("(?:sent|date)") + r"\S", re.IGNORECASE)
_TO_OR_SUBJECT = re.compile(_LABEL.format("(?:to|subject)"), re.IGNORECASE)
_BLOCK_LINES = 10

_ON = re.compile(r"\s*on\b", re.IGNORECASE)
_WROTE = re.compile(r"\bwrote:\s*$", re.IGNORECASE)
# "On 3 March the council wrote:" is the writer's own; a mail program gives an address or a time of day.
_PROGRAM = re.compile(r"[<\[(]?\S+@\S+|\b\d{1,2}[:.]\d{2}\b")
_ATTRIBUTION_LINES = 4
_LONGEST_LINE = 400  # a longer line is prose

_LINE_ABOVE = re.compile(r"[\s_\-*=]*")


_FORWARD = re.compile(r"\s*(?:-{2,}\s*forwarded\b.*|begin forwarded message:)\s*", re.IGNORECASE)
_NAMED = re.compile(
    _LABEL.format("(from|sent|date|to|cc|bcc|subject|reply-to|importance|attachments)") + "(.*)", re.IGNORECASE
)
_MARKS = re.compile(r"^(?: ?>)+ ?")


def begins_forward(line: str) -> bool:
    """Tell whether the line is what a mail program writes above a message that is passed on."""
    return _FORWARD.fullmatch(line[:_LONGEST_LINE]) is not None


def begins_history(line: str) -> bool:
    """Tell whether the line is what a mail program writes above any message that it includes."""
    return _RULE.fullmatch(line[:_LONGEST_LINE]) is not None


def unmarked(quoted: str) -> str:
    """Take the marks of the quotation off, where every line bears them."""
    lines = quoted.split("\n")
    if all(_is_marked(line) for line in lines if line.strip()):
        return "\n".join(_MARKS.sub("", line, count=1) for line in lines)
    return quoted


def header_block(lines: list[str], at: int) -> tuple[dict[str, str], int] | None:
    """Read From, Sent, To and Subject as they stand above a message.

    Returns:
        What each label says, by its name in lower case, and the line after the block; None when this is none.

    """
    labels: dict[str, str] = {}
    last = ""
    for end in range(at, min(at + _BLOCK_LINES + 2, len(lines))):
        line = lines[end][:_LONGEST_LINE]
        named = _NAMED.match(line)
        if named:
            last = named[1].lower()
            labels.setdefault(last, named[2].strip().strip("*").strip())
        elif not line.strip():
            if labels:
                break
        elif last in ("to", "cc", "bcc", "subject"):
            labels[last] += f" {line.strip()}"  # a long list of readers goes on in the next line
        else:
            break
    else:
        end = min(at + _BLOCK_LINES + 2, len(lines))
    return (labels, end) if "from" in labels and len(labels) > 1 else None


def part_history(text: str) -> tuple[str, str]:
    """Give the new words and the quoted history, each in the order of the message."""
    lines = text.split("\n")
    own: list[str] = []
    quoted: list[str] = []
    at = 0
    while at < len(lines):
        if _RULE.fullmatch(lines[at][:_LONGEST_LINE]) or _is_header_block(lines, at):
            quoted += lines[at:]
            break
        attribution = _attribution_end(lines, at)
        if attribution is not None:
            if not _next_is_marked(lines, attribution):
                quoted += lines[at:]
                break
            quoted += lines[at:attribution]
            at = attribution
        elif _is_marked(lines[at]):
            quoted.append(lines[at])
            at += 1
        else:
            own.append(lines[at])
            at += 1
    if quoted:
        while own and _is_bare(own[-1]):
            own.pop()
    return _joined(own), _joined(quoted)


def _joined(lines: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _is_bare(line: str) -> bool:
    """Tell whether the line is blank or only a drawn rule."""
    return len(line) <= _LONGEST_LINE and _LINE_ABOVE.fullmatch(line) is not None


def _is_marked(line: str) -> bool:
    return line.startswith((">", " >"))


def _next_is_marked(lines: list[str], at: int) -> bool:
    following = next((line for line in lines[at : at + 3] if line.strip()), "")
    return _is_marked(following)


def _is_header_block(lines: list[str], at: int) -> bool:
    """Tell whether From, Sent and To or Subject stand here together, as Outlook puts them above history."""
    if not _FROM.match(lines[at][:_LONGEST_LINE]):
        return False
    block = [line[:_LONGEST_LINE] for line in lines[at + 1 : at + _BLOCK_LINES]]
    return any(_SENT.match(line) for line in block) and any(_TO_OR_SUBJECT.match(line) for line in block)


def _attribution_end(lines: list[str], at: int) -> int | None:
    """Give the line after "On ... wrote:", which programs break over several lines; None when not here."""
    if not _ON.match(lines[at]):
        return None
    apart = at == 0 or _is_bare(lines[at - 1]) or _is_marked(lines[at - 1])
    for end in range(at, min(at + _ATTRIBUTION_LINES, len(lines))):
        if not lines[end].strip() or len(lines[end]) > _LONGEST_LINE:
            return None
        if _WROTE.search(lines[end]):
            by_program = _PROGRAM.search(" ".join(lines[at : end + 1])) is not None
            marked = _next_is_marked(lines, end + 1)
            # In the middle of a paragraph, one sign alone is too little to end the writer's words.
            return end + 1 if (by_program and marked) or (apart and (by_program or marked)) else None
    return None
