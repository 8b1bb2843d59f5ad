"""What answers a request becomes one locked file: `make(...)` gives a `Bundle`, or raises a `BundleRefused`.

Behind each request stands a family; a careless file leaks a child's data. So every paper is looked through for what
the eye does not see, before and after it is joined to the others (UK GDPR Art 5(1)(f), 32; HIL-12).
"""

from bundle.finding import Finding, What
from bundle.look import look
from bundle.make import Bundle, PaperNote, make
from bundle.papers import check, papers_in
from bundle.refusals import BundleRefused, BundleStopped, NotLooked
from bundle.schedule_sheet import Row

__all__ = [
    "Bundle",
    "BundleRefused",
    "BundleStopped",
    "Finding",
    "NotLooked",
    "PaperNote",
    "Row",
    "What",
    "check",
    "look",
    "make",
    "papers_in",
]
