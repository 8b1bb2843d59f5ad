"""Issues raised with the local authority: anonymous unless somebody agreed, or a child is at risk (DER-2, BWD-3)."""

from datetime import date

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from models.sealed_columns import SealedText


class IssueReport(SQLModel, table=True):
    """One issue as it was raised. Its text stays here: no log holds it."""

    __tablename__ = "issue_report"

    id: int | None = Field(default=None, primary_key=True)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    text: str = Field(sa_column=Column(SealedText("issue_report.text"), nullable=False))
    recipient_role: str = Field(max_length=80)
    named: bool = False
    raised_on: date
    raised_by: str = Field(max_length=80)


class IssueReportFile(SQLModel, table=True):
    """A file that an issue comes from, and what lets it be named: a consent, or a safeguarding decision."""

    __tablename__ = "issue_report_file"

    issue_report_id: int = Field(primary_key=True, foreign_key="issue_report.id")
    case_file_id: int = Field(primary_key=True, foreign_key="case_file.id", index=True)
    consent_id: int | None = Field(default=None, foreign_key="standing_consent.id")
    decision_id: int | None = Field(default=None, unique=True)  # of the safeguarding decision, used once
