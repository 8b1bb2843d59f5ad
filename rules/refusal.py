"""The one family of errors that a person is shown."""


class Refusal(ValueError):
    """What was asked cannot be done. The message says what is wrong and what to do, and names no person.

    Because of that it may be shown, logged and stored by the orchestrator as it stands. Any other
    error may carry a name or a line of a letter in its text, and is shown by its type only.
    """
