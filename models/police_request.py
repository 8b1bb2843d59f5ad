"""What the police say in writing of their request, as a person reads it from their form."""

from datetime import date

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from models.sealed_columns import SealedText


class PoliceRequest(SQLModel, table=True):
    """The form of the police for one request (DPA 2018 Sch 2 para 2)."""

    __tablename__ = "police_request"

    request_id: int = Field(primary_key=True, foreign_key="request.id")
    on_form: bool  # in writing, and signed by an officer with their rank
    # the offence, or what else it is for
    purpose: str = Field(sa_column=Column(SealedText("police_request.purpose"), nullable=False))
    necessity: str = Field(sa_column=Column(SealedText("police_request.necessity"), nullable=False))
    telling_prejudices: bool
    recorded_by: str = Field(max_length=80)
    recorded_on: date
