"""The one family of errors that a person is shown."""

from collections.abc import Iterable

from rules.deed import Deed


class Refusal(ValueError):
    """What was asked cannot be done. The message says what is wrong and what to do, and names no person.

    Because of that it may be shown, logged and stored by the orchestrator as it stands. Any other
    error may carry a name or a line of a letter in its text, and is shown by its type only.

    Args:
        do: what else is to be done, which a command line and a page each name in their own way.
        give: the names of what was to be given with what was asked.
    """

    def __init__(self, says: str = "", *, do: Deed | None = None, give: Iterable[str] = ()) -> None:
        super().__init__(says)
        self.do = do
        self.give = tuple(give)
