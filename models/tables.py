"""Every table, in one place, so that the metadata is complete wherever it is needed."""

from models.account import Account, Assignment, RestrictedTo, Restriction
from models.advice import Advice
from models.approval import Approval
from models.audit_event import AuditEvent, AuditHead
from models.backup_state import BackupState
from models.board_line import BoardLine, PersonWord
from models.bundle import BundleNote
from models.case_file import CaseFile, FileCounter, RequestFile
from models.clock_event import ClockEvent
from models.competence import Competence
from models.conflict import ConflictNote
from models.consent import Consent
from models.court_order import CourtOrder, OrderCheck, OrderPiece
from models.credential import AccessToken, Credential, WebSession
from models.disclosure import Disclosure, Release, ScheduleItem
from models.disposal import DisposalItem, DisposalList, DoomedFile, Trace
from models.document import Document
from models.file_paper import FilePaper
from models.follow_up import FollowUpRow
from models.hand_over import HandOver
from models.incoming import Incoming
from models.issue_report import IssueReport, IssueReportFile
from models.late_note import LateNote
from models.legal_hold import LegalHold
from models.letter import Letter
from models.letterhead import LetterheadVersion
from models.log_decision import LogDecision, PublishedAnswer
from models.mailbox_state import MailboxState
from models.outgoing import Outgoing
from models.person import Person
from models.police_request import PoliceRequest
from models.policy_review import PolicyReview
from models.reminder import ReminderNote, ReminderRun, ReminderTo
from models.request import Classification, Part, Request
from models.safeguarding_decision import SafeguardingDecision
from models.service import ReferenceCounter, Service
from models.standing_consent import StandingConsentRow
from models.wording import WordingVersion

__all__ = [
    "AccessToken",
    "Account",
    "Advice",
    "Approval",
    "Assignment",
    "AuditEvent",
    "AuditHead",
    "BackupState",
    "BoardLine",
    "BundleNote",
    "CaseFile",
    "Classification",
    "ClockEvent",
    "Competence",
    "ConflictNote",
    "Consent",
    "CourtOrder",
    "Credential",
    "Disclosure",
    "DisposalItem",
    "DisposalList",
    "Document",
    "DoomedFile",
    "FileCounter",
    "FilePaper",
    "FollowUpRow",
    "HandOver",
    "Incoming",
    "IssueReport",
    "IssueReportFile",
    "LateNote",
    "LegalHold",
    "Letter",
    "LetterheadVersion",
    "LogDecision",
    "MailboxState",
    "OrderCheck",
    "OrderPiece",
    "Outgoing",
    "Part",
    "Person",
    "PersonWord",
    "PoliceRequest",
    "PolicyReview",
    "PublishedAnswer",
    "ReferenceCounter",
    "Release",
    "ReminderNote",
    "ReminderRun",
    "ReminderTo",
    "Request",
    "RequestFile",
    "RestrictedTo",
    "Restriction",
    "SafeguardingDecision",
    "ScheduleItem",
    "Service",
    "StandingConsentRow",
    "Trace",
    "WebSession",
    "WordingVersion",
]
