"""The roles in which somebody writes to a service."""

from enum import StrEnum


class Role(StrEnum):
    """In what role the writer writes."""

    PARENT = "parent"
    FOSTER_CARER = "foster_carer"  # has no parental responsibility: the local authority or a parent has
    RELATIVE = "relative"  # a grandparent, an aunt: no parental responsibility by that alone
    YOUNG_PERSON = "young_person"
    REPRESENTATIVE = "representative"  # acts for the person whom the request is about
    LOCAL_AUTHORITY = "local_authority"
    COURT = "court"
    POLICE = "police"
    SOLICITOR = "solicitor"  # of another side, or of a side that the letter does not show
    SCHOOL = "school"
    PROFESSIONAL = "professional"
    INSPECTOR = "inspector"
    REGULATOR = "regulator"  # the Information Commissioner, an ombudsman
    PUBLIC = "public"  # a member of the public, a journalist, a researcher
