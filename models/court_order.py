"""What an order says, as a person read it from the paper: nothing here is taken by the program alone."""

from datetime import date

from sqlmodel import Field, SQLModel


class CourtOrder(SQLModel, table=True):
    """One order of a court or tribunal. Its deadline is a clock event, so that nothing else moves it."""

    __tablename__ = "court_order"

    request_id: int = Field(primary_key=True, foreign_key="request.id")
    court: str = Field(max_length=200)
    case_number: str = Field(max_length=80)
    dated: date
    provision: str
    sealed: bool
    deadline: date | None = None
    recorded_by: str = Field(max_length=80)
