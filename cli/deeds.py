"""With which command something is done that a sentence tells somebody to do."""

from collections.abc import Iterable
from typing import Final

from rules.deed import Deed
from rules.hint import Hint
from rules.refusal import Refusal

COMMANDS: Final = {
    Deed.KIND: "kind REF",
    Deed.REQUESTER: "person REF --is-the requester",
    Deed.DATA_SUBJECT: "person REF --is-the data_subject",
    Deed.RESPONSIBILITY: "person REF --is-the requester --parental-responsibility",
    Deed.COMPETENCE: "competence REF",
    Deed.CONFLICT: "conflict REF --decide",
    Deed.CLOCK: "clock REF",
    Deed.TAKE_BACK: "clock REF --take-back N",
    Deed.RECEIVED: "clock REF --received",
    Deed.ORDER: "order REF",
    Deed.ORDERED: "ordered REF",
    Deed.POLICE: "police REF",
    Deed.ADVICE: "advice REF",
    Deed.SAFEGUARD: "safeguard REF",
    Deed.HANDED_BACK: "hand-over REF --back",
    Deed.CONSENT_ANSWER: "consent REF",
    Deed.PREPARE: "disclose REF",
    Deed.REOPEN: "reopen REF",
    Deed.WEIGH: "weigh REF",
    Deed.OPINION: "opinion REF",
    Deed.RELEASE: "respond REF",
    Deed.LETTER: "letter REF",
    Deed.AFTER_REFUSAL: "letter REF consent_refused_what_next",
    Deed.HOLDS: "hold REF",
    Deed.LINK_FILE: "file link",
    Deed.EARLIER_DUE: "due",
    Deed.EARLIER_ANSWER: "clock REF",
    Deed.EARLIER_WITHDRAWAL: "close REF --withdrawn",
    Deed.EARLIER_CONSENT: "consent REF",
    Deed.REOPEN_FILE: "file reopen FILE",
    Deed.LIST_ACCOUNTS: "user list",
    Deed.OPEN_ACCOUNT: "user add",
    Deed.AGREED: "user agreed",
    Deed.TRAINED: "user trained",
    Deed.EMAIL: "user email",
    Deed.RESET_CODES: "user reset-codes",
    Deed.LIST_KEYS: "token list",
    Deed.IMPORT_HOLIDAYS: "holidays import",
    Deed.CATCH_UP: "catch-up",
}
_OPTIONS: Final = {"by": "--by, or the setting INFORIGHTS_USER"}


def refused(error: Refusal) -> str:
    """A refusal, with the command or the options that it asks for."""
    return told(str(error), error.do, error.give)


def hinted(hint: Hint) -> str:
    """Something to consider, with the command for it."""
    return told(hint.says, hint.do, hint.give)


def told(says: str, do: Deed | None, give: Iterable[str] = ()) -> str:
    """A sentence, then how it is done here."""
    options = [_OPTIONS.get(name, f"--{name.replace('_', '-')}") for name in give]
    how = [f"{'the options are' if options[1:] else 'the option is'} {', '.join(options)}"] if options else []
    if do:
        how.append(f"the command is `inforights {COMMANDS[do]}`")
    said = "; ".join(how)
    return f"{says} {said[0].upper()}{said[1:]}." if said else says
