"""Five services as the letters see them. The contact details are made up."""

from typing import Any

_PRIVACY: dict[str, Any] = {
    "purposes": "We use it to give you information, advice and support about special educational needs",
    "categories": ["names and contact details", "notes of our advice", "school reports and plans sent to us"],
    "recipients": "Nobody outside the service, unless you agree or the law requires it",
    "retention": "Until the young person is 26",
    "source": ["you", "schools and professionals, where you asked us to speak to them"],
    "automated": "None",
    "transfers": "We do not send it outside the United Kingdom",
}


def _service(
    slug: str, name: str, authority: str, number: int, manager: str, *, charity: str | None = None, **more: Any
) -> dict[str, Any]:
    return {
        "slug": slug,
        "name": name,
        "host": "charity" if charity else "in_house",
        "host_name": charity or authority,
        "authority": authority,
        "address": [f"{number} Mill Lane", "Exampleton", f"EX{number} 2AB"],
        "email": f"help@{slug}.example",
        "phone": f"01632 9601{number:02d}",
        "website": f"www.{slug}.example",
        "manager_role": manager,
        "tells_of_policy": False,
        "confidentiality_policy": None,
        "complaints": {"to": f"the {manager}, at the address of this letter", "acknowledge_days": 30},
        "review": None if charity else {"to": f"the Information Governance Team, {authority}", "days": 20},
        "privacy": _PRIVACY,
        **more,
    }


SERVICES: dict[str, dict[str, Any]] = {
    "derby": _service("derby", "Derby SENDIASS", "Derby City Council", 11, "Service Manager"),
    "blackburn": _service(
        "blackburn",
        "Blackburn with Darwen SENDIASS",
        "Blackburn with Darwen Borough Council",
        12,
        "SENDIASS Manager",
        charity="Blackburn with Darwen Community and Voluntary Service",
    ),
    "cumbria": _service("cumbria", "Cumbria SEND IAS Service", "Cumbria Council", 13, "Service Manager"),
    "bathnes": _service(
        "bathnes", "SEND Partnership Service", "Bath & North East Somerset Council", 14, "Strategic Manager"
    ),
    "hillingdon": _service(
        "hillingdon",
        "Hillingdon SENDIASS",
        "Hillingdon Council",
        15,
        "SENDIASS Manager",
        tells_of_policy=True,  # HIL-8
        confidentiality_policy="www.hillingdon.example/confidentiality",
    ),
}
