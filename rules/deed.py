"""What a sentence tells somebody to do, by name: the sentence itself is the same on a page and at a command line.

A rule does not know where it is read. The command line says with which command it is done (`cli.deeds`), a page
leads to its form (`web.ways`), and no sentence of a rule or a task names either.
"""

from enum import StrEnum


class Deed(StrEnum):
    """One thing that people do with the program."""

    # of one request
    KIND = "decide its kind"
    REQUESTER = "record who asks"
    DATA_SUBJECT = "record whom it is about"
    RESPONSIBILITY = "record parental responsibility"
    COMPETENCE = "record an assessment"
    CONFLICT = "decide on a conflict"
    CLOCK = "look at the clock"
    TAKE_BACK = "take back an entry of the clock"
    RECEIVED = "correct the day of receipt"
    ORDER = "record an order"
    ORDERED = "record what is ordered"
    POLICE = "record what the police say"
    ADVICE = "record advice"
    SAFEGUARD = "record a safeguarding decision"
    HANDED_BACK = "take it back from the data protection team"
    CONSENT_ANSWER = "record an answer about consent"
    PREPARE = "prepare the answer"
    REOPEN = "take the answer back"
    WEIGH = "weigh a document"
    OPINION = "record an opinion"
    RELEASE = "send the answer"
    LETTER = "write a letter"
    AFTER_REFUSAL = "write to whoever refused"
    HOLDS = "look at the holds"
    LINK_FILE = "link a case file"
    # of the earlier request to which a letter belongs
    EARLIER_DUE = "look up when it is due"
    EARLIER_ANSWER = "record the answer to a question there"
    EARLIER_WITHDRAWAL = "withdraw that one"
    EARLIER_CONSENT = "record a consent there"
    # of a case file
    REOPEN_FILE = "open a case file again"
    # of the service
    LIST_ACCOUNTS = "look at the accounts"
    OPEN_ACCOUNT = "open an account"
    AGREED = "record a volunteer's agreement"
    TRAINED = "record training"
    EMAIL = "record an e-mail address"
    RESET_CODES = "reset one-time codes"
    LIST_KEYS = "look at the keys"
    IMPORT_HOLIDAYS = "import bank holidays"
    # of the installation
    CATCH_UP = "finish what was left half-way"
