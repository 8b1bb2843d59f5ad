"""What each question is answered, as the document and its page show it. A test asks the server, and compares."""

from typing import Any

EXAMPLES: dict[str, dict[str, Any]] = {
    "/api/v1/deadlines": {
        "asked": "/api/v1/deadlines?kind=foi",
        "answer": {
            "deadlines": [
                {
                    "reference": "DER-2026-0002",
                    "what": "request",
                    "number": 1,
                    "kinds": ["foi"],
                    "state": "open",
                    "received": "2026-11-02",
                    "due": "2026-12-01",
                    "statutory_due": "2026-12-01",
                    "stated": True,
                    "working_days_left": 12,
                    "group": "later",
                    "waits_for": "the answer to be prepared (outcome, ground, schedule)",
                    "waits_on": "an officer",
                }
            ],
            "restricted": 0,
            "next": None,
        },
    },
    "/api/v1/requests/{reference}": {
        "asked": "/api/v1/requests/DER-2026-0001",
        "answer": {
            "reference": "DER-2026-0001",
            "state": "open",
            "received": "2026-11-02",
            "closed": None,
            "parts": [
                {
                    "kind": "sar",
                    "statutory_due": "2026-12-02",
                    "target_due": "2026-12-01",
                    "due": "2026-12-01",
                    "running": True,
                    "because": [
                        "Received on Monday 2 November 2026.",
                        "Counted one month from Monday 2 "
                        "November 2026, that is to Wednesday 2 "
                        "December 2026 (UK GDPR Art 12A(1)).",
                        "Not working days of the service's own "
                        "target: Monday 30 November 2026 (St "
                        "Andrew's Day, Scotland).",
                        "The service's own target of 20 working days ends on Tuesday 1 December 2026.",
                        "The earlier of the two dates counts: Tuesday 1 December 2026.",
                    ],
                    "cites": ["UK GDPR Art 12A(1)", "DER-5"],
                    "alerts": [
                        {
                            "on": "2026-12-02",
                            "says": "the last day for telling the requester of an extension, with the reasons",
                            "cite": "UK GDPR Art 12A(3)",
                        }
                    ],
                }
            ],
            "follow_ups": [],
        },
    },
    "/api/v1/register": {
        "asked": "/api/v1/register?limit=1",
        "answer": {
            "requests": [
                {
                    "reference": "DER-2026-0003",
                    "kinds": ["la_legal"],
                    "state": "open",
                    "received": "2026-11-02",
                    "statutory_due": None,
                    "due": "2026-12-01",
                    "answered": None,
                    "in_time": None,
                    "closed": None,
                }
            ],
            "restricted": 0,
            "next": "DER-2026-0003",
        },
    },
}
