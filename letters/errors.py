"""The one error of this room."""


class LettersError(Exception):
    """A letter cannot be written. The message says what is wrong and what to do.

    It names facts ("service.host_name"), letters and requirements, never the value of a fact, so that it
    may stand in a log.
    """
