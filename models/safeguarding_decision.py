"""The decision of a named person that something goes without consent because somebody is at risk of harm."""

from datetime import date

from sqlmodel import Field, SQLModel


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
    necessity: str
    recipient_role: str = Field(max_length=80)
    what_goes: str
    procedure: str  # the procedure that was followed, as the policy named it then
    told_on: date | None = None
    not_told_because: str | None = None
    recorded_by: str = Field(max_length=80)
