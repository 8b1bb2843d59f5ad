"""Every table, in one place, so that the metadata is complete wherever it is needed."""

from models.approval import Approval
from models.audit_event import AuditEvent, AuditHead
from models.clock_event import ClockEvent
from models.consent import Consent
from models.court_order import CourtOrder
from models.disclosure import Disclosure, Release, ScheduleItem
from models.document import Document
from models.letter import Letter
from models.person import Person
from models.reminder import ReminderNote
from models.request import Classification, Part, Request
from models.service import ReferenceCounter, Service

__all__ = [
    "Approval",
    "AuditEvent",
    "AuditHead",
    "Classification",
    "ClockEvent",
    "Consent",
    "CourtOrder",
    "Disclosure",
    "Document",
    "Letter",
    "Part",
    "Person",
    "ReferenceCounter",
    "Release",
    "ReminderNote",
    "Request",
    "ScheduleItem",
    "Service",
]
