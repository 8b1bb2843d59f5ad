"""How somebody proves that an account is theirs: a password, one-time codes, an invitation to set them."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field, SQLModel

from models.columns import Moment


class Credential(SQLModel, table=True):
    """What proves one account. Nothing here can be read back into a password or a code by whoever has the table."""

    login: str = Field(primary_key=True, foreign_key="account.login", max_length=80)
    password_hash: str | None = Field(default=None, max_length=200)  # Argon2id
    password_set_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    invitation_hash: str | None = Field(default=None, max_length=64, index=True)  # SHA-256
    invited_until: datetime | None = Field(default=None, sa_column=Column(Moment))
    codes_sealed: str | None = Field(default=None, max_length=200)  # the secret of the codes, `models.sealed`
    codes_since: datetime | None = Field(default=None, sa_column=Column(Moment))  # None: not confirmed by a code yet
    last_step: int | None = None  # of the last code that was used: no code is taken twice
    sso_subject: str | None = Field(default=None, unique=True, max_length=400)  # issuer and subject, once bound
    failures: int = 0  # since the last sign-in
    locked_until: datetime | None = Field(default=None, sa_column=Column(Moment))


class WebSession(SQLModel, table=True):
    """One sign-in of one browser. The cookie holds a random token, the table its hash."""

    __tablename__ = "web_session"

    token_hash: str = Field(primary_key=True, max_length=64)  # SHA-256
    login: str = Field(foreign_key="account.login", index=True, max_length=80)
    began_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    seen_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    verified: bool = False  # False: the password was right, and a code is still to come
    ended_at: datetime | None = Field(default=None, sa_column=Column(Moment))


class AccessToken(SQLModel, table=True):
    """A key for a program: a calendar, a spreadsheet, a screen on the wall. It reads what its scopes name."""

    __tablename__ = "access_token"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)  # SHA-256
    login: str = Field(foreign_key="account.login", index=True, max_length=80)  # whose sight it has
    name: str = Field(max_length=80)
    scopes: str = Field(max_length=200)  # words with a blank between
    made_at: datetime = Field(sa_column=Column(Moment, nullable=False))
    used_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    ends_at: datetime | None = Field(default=None, sa_column=Column(Moment))
    revoked_at: datetime | None = Field(default=None, sa_column=Column(Moment))
