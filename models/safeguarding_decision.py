"""The decision of a named person that something goes without consent because somebody is at risk of harm."""

from datetime import date

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from models.sealed_columns import SealedText


class SafeguardingDecision(SQLModel, table=True):
    """One such decision: about a request, or about a case file alone. Its texts may name people: never in a log."""

    __tablename__ = "safeguarding_decision"

    id: int | None = Field(default=None, primary_key=True)
    service: str = Field(foreign_key="service.slug", index=True, max_length=40)
    request_id: int | None = Field(default=None, foreign_key="request.id", index=True)
    case_file: str | None = Field(default=None, foreign_key="case_file.reference", index=True, max_length=20)
    decided_by: str = Field(max_length=80)
    decided_as: str = Field(max_length=80)  # in which role of the service
    on: date
    necessity: str = Field(sa_column=Column(SealedText("safeguarding_decision.necessity"), nullable=False))
    recipient_role: str = Field(max_length=80)
    what_goes: str = Field(sa_column=Column(SealedText("safeguarding_decision.what_goes"), nullable=False))
    # the procedure that was followed, as the policy named it then
    procedure: str = Field(sa_column=Column(SealedText("safeguarding_decision.procedure"), nullable=False))
    told_on: date | None = None
    not_told_because: str | None = Field(
        default=None, sa_column=Column(SealedText("safeguarding_decision.not_told_because"))
    )
    recorded_by: str = Field(max_length=80)
