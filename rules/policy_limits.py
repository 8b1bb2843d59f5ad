"""What a policy may not be: weaker than the law (HIL-7), or silent on something that must be settled."""

from typing import TYPE_CHECKING

from rules.grounds import Ground
from rules.kinds import Kind
from rules.law import newest
from rules.rights import gaps

if TYPE_CHECKING:
    from rules.policy import Policy

_FIRST_STEP = 100  # working days before a date; the longest time of the law, three months, has fewer


def loosened(policy: "Policy") -> list[str]:
    """Where the policy is weaker than the law allows (HIL-7); empty for a policy that may be used."""
    found = []
    settings = policy.settings
    foi = settings.target_working_days[Kind.FOI].value
    most = newest("foi.response")
    if policy.is_public_authority and foi is not None and foi > most.value:
        found.append(f"target_working_days.foi may not exceed {most.value} ({most.cite}).")
    for kind in (Kind.LA_LEGAL, Kind.THIRD_PARTY):
        if not settings.consent_required[kind].value:
            found.append(
                f"consent_required.{kind} cannot be false: nothing compels such a disclosure "
                "(DPA 2018 Sch 2 para 5(3) gives no power)."
            )
    if Ground.OWN_RECORDS not in settings.grounds.value:
        found.append("grounds must hold own_records: access is a right (UK GDPR Art 15).")
    if Ground.COURT_ORDER not in settings.grounds.value:
        found.append("grounds must hold court_order: an order must be obeyed (DPA 2018 Sch 2 para 5(2)).")
    if Ground.REQUIRED_BY_LAW not in settings.grounds.value:
        found.append("grounds must hold required_by_law: a legal duty must be met (UK GDPR Art 6(1)(c)).")
    if policy.is_public_authority and Ground.PUBLIC_INFORMATION not in settings.grounds.value:
        found.append("grounds must hold public_information: access is a right (FOIA 2000 s.1(1)).")
    if settings.competence_prompt_age.value > 12:
        found.append(
            "competence_prompt_age may not exceed 12: a child who understands has the right of access "
            "(UK GDPR Art 12 and 15)."
        )
    if not settings.tell_before_compliance.value:
        found.append("tell_before_compliance cannot be false (UK GDPR Art 5(1)(a)).")
    most = newest("complaint.acknowledge")
    if settings.complaints.value.acknowledge_days > most.value:
        found.append(f"complaints.acknowledge_days may not exceed {most.value} ({most.cite}).")
    return found


def incomplete(policy: "Policy") -> list[str]:
    """What a complete policy must hold beyond its form."""
    found = []
    settings = policy.settings
    for name in ("target_working_days", "approvers", "consent_required"):
        missing = [kind for kind in Kind if kind not in getattr(settings, name)]
        if missing:
            found.append(f"{name} lacks {', '.join(missing)}.")
    for kind, setting in settings.approvers.items():
        unknown = [role for role in setting.value if role not in policy.service.roles]
        if unknown:
            found.append(f"approvers.{kind} names a role that service.roles does not: {', '.join(unknown)}.")
        if not setting.value and kind is not Kind.ENQUIRY:
            found.append(f"approvers.{kind} is empty: somebody must approve what leaves.")
    if not settings.recipient_roles.value:
        found.append("recipient_roles is empty: a restricted consent names roles (CUM-4.2).")
    if not settings.authority_roles.value:
        found.append("authority_roles is empty: an issue goes to somebody at the local authority (DER-2, BWD-8).")
    unknown = [role for role in settings.authority_roles.value if role not in settings.recipient_roles.value]
    if unknown:
        found.append(f"authority_roles names a role that recipient_roles does not: {', '.join(unknown)} (BWD-8).")
    if not settings.safeguarding_procedure.value.strip():
        found.append("safeguarding_procedure is empty: name the procedure that is followed (HIL-5).")
    if not 0.5 <= settings.ask_below.value <= 1:
        found.append("ask_below must lie between 0.5 and 1: below that the program would guess.")
    approving = {role for setting in settings.approvers.values() for role in setting.value}
    found += gaps(policy.service.roles, policy.service.manager_role, approving, settings.rights)
    found += _reminders(policy)
    if settings.training_months.value < 1:
        found.append("training_months must be 1 or more: training is renewed (BNS-5).")
    return found


def _reminders(policy: "Policy") -> list[str]:
    """What the settings of the reminders must be, so that somebody is told in time."""
    found, settings = [], policy.settings
    steps = settings.remind_working_days_before.value
    if not steps or min(steps) < 0 or max(steps) > _FIRST_STEP:
        found.append(
            "remind_working_days_before names at least one number of working days, none of them below 0 or above "
            f"{_FIRST_STEP}."
        )
    if not 0 <= settings.remind_manager_from.value <= _FIRST_STEP:
        found.append(
            f"remind_manager_from must lie between 0 and {_FIRST_STEP}: the manager is told on the day itself at the "
            "latest."
        )
    escalation = settings.escalation.value
    if escalation.role is not None and escalation.role not in policy.service.roles:
        found.append(f"escalation names a role that service.roles does not: {escalation.role}.")
    if escalation.working_days_late < 1:
        found.append("escalation.working_days_late must be 1 or more: until then nothing is late.")
    if settings.unanswered_working_days.value < 1:
        found.append("unanswered_working_days must be 1 or more: a question takes time to be answered.")
    return found
