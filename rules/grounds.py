"""The grounds on which information may leave a service. Each disclosure names exactly one (BWD-1)."""

from enum import StrEnum

from rules.kinds import Kind


class Ground(StrEnum):
    """Why information may go. A service's policy lists those that it knows."""

    OWN_RECORDS = "own_records"  # the person's right to their own data: UK GDPR Art 15
    PUBLIC_INFORMATION = "public_information"  # FOI, or the same voluntarily: FOIA 2000 s.1(1)
    CONSENT = "consent"  # UK GDPR Art 6(1)(a) and 9(2)(a)
    COURT_ORDER = "court_order"  # DPA 2018 Sch 2 para 5(2)
    REQUIRED_BY_LAW = "required_by_law"  # UK GDPR Art 6(1)(c)
    INSPECTION = "inspection"  # Children Act 2004 s.20
    SAFEGUARDING = "safeguarding"  # DPA 2018 Sch 1 para 18
    PUBLIC_INTEREST = "public_interest"  # DPA 2018 Sch 1 Part 2


# What goes on one of these goes without consent; so the person is told of it, or it is recorded why not (CUM-0).
WITHOUT_CONSENT = frozenset({Ground.REQUIRED_BY_LAW, Ground.SAFEGUARDING, Ground.PUBLIC_INTEREST})

# The law behind each of these, as a letter names it.
LAW_WITHOUT_CONSENT = {
    Ground.REQUIRED_BY_LAW: "UK GDPR, Article 6(1)(c)",
    Ground.SAFEGUARDING: "Data Protection Act 2018, Schedule 1, paragraph 18",
    Ground.PUBLIC_INTEREST: "UK GDPR, Article 6(1)(e), and Data Protection Act 2018, Schedule 1, Part 2",
}

# Which grounds can carry an answer to which kind of request.
GROUNDS_FOR = {
    Kind.SAR: (Ground.OWN_RECORDS,),
    Kind.FOI: (Ground.PUBLIC_INFORMATION,),
    Kind.LA_LEGAL: (Ground.CONSENT, Ground.REQUIRED_BY_LAW, Ground.SAFEGUARDING, Ground.PUBLIC_INTEREST),
    Kind.COURT_ORDER: (Ground.COURT_ORDER,),
    Kind.THIRD_PARTY: (Ground.CONSENT, Ground.REQUIRED_BY_LAW, Ground.SAFEGUARDING, Ground.PUBLIC_INTEREST),
    Kind.INSPECTION: (Ground.INSPECTION, Ground.CONSENT, Ground.REQUIRED_BY_LAW),
    Kind.ENQUIRY: (),
}
