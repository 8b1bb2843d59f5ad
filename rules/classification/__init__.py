"""What a written request is: a proposal from cues that a manager can read, and its reasons."""

from rules.classification.classify import classify
from rules.classification.goes_to import GoesTo
from rules.classification.report import as_json
from rules.classification.result import Classification, Evidence, Incoming, Requester, Subject
from rules.role import Role

__all__ = ["Classification", "Evidence", "GoesTo", "Incoming", "Requester", "Role", "Subject", "as_json", "classify"]
