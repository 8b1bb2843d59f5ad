"""The roles in which somebody writes to a service."""

from enum import StrEnum


class Role(StrEnum):
    """In what role the writer writes."""

    PARENT = "parent"
    YOUNG_PERSON = "young_person"
    REPRESENTATIVE = "representative"  # acts for the person whom the request is about
    LOCAL_AUTHORITY = "local_authority"
    COURT = "court"
    POLICE = "police"
    SOLICITOR = "solicitor"  # of another side, or of a side that the letter does not show
    SCHOOL = "school"
    PROFESSIONAL = "professional"
    INSPECTOR = "inspector"
    PUBLIC = "public"  # a member of the public, a journalist, a researcher
