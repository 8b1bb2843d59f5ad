"""A service, and the running numbers of its references."""

from sqlmodel import Field, SQLModel


class Service(SQLModel, table=True):
    """One SENDIASS. Its settings are its policy file; here is only what rows refer to."""

    slug: str = Field(primary_key=True, max_length=40)
    code: str = Field(max_length=8)
    name: str = Field(max_length=200)


class ReferenceCounter(SQLModel, table=True):
    """The last number given in a year; a row a service and year, raised in the logging transaction."""

    __tablename__ = "reference_counter"

    service: str = Field(primary_key=True, foreign_key="service.slug", max_length=40)
    year: int = Field(primary_key=True)
    last: int
