"""Running flows from the command line: on a server that is named, else on one that Prefect starts for us."""

import asyncio
import sys
from collections.abc import Coroutine, Sequence
from typing import Any

from cli import deeds
from rules.deed import Deed
from rules.refusal import Refusal


def receive(references: Sequence[str]) -> None:
    """Receive each request, one after the other. What does not get done is told, and is not lost."""
    from flows.receive import receive as flow

    async def all_of_them() -> None:
        for reference in references:
            try:
                await flow(reference)
            except Exception as error:
                print(_not_done(reference, error), file=sys.stderr)

    asyncio.run(all_of_them())


def run(work: Coroutine[Any, Any, list[str]]) -> list[str]:
    """Run a flow of the whole installation; returns its lines.

    Raises:
        Refusal: it refused or broke, or Prefect is not there.
    """
    from tasks.step import StepFailed

    try:
        return asyncio.run(work)
    except Refusal:
        raise
    except StepFailed as error:
        raise Refusal(str(error), do=Deed.CATCH_UP) from None
    except Exception as error:
        raise Refusal(
            f"Prefect could not run it ({type(error).__name__}): start it with `inforights up`, or check "
            "PREFECT_API_URL, and say it again. Nothing is lost."
        ) from None


def respond(reference: str) -> str:
    """Send one released answer; returns the state in which the request then is.

    Raises:
        Refusal: it may not go, or Prefect is not there; what was decided stands.
    """
    from flows.respond import respond as flow

    try:
        return asyncio.run(flow(reference))
    except Refusal:
        raise
    except Exception as error:
        raise Refusal(_not_done(reference, error)) from None


def _not_done(reference: str, error: Exception) -> str:
    from tasks.step import StepFailed

    if isinstance(error, Refusal):
        return f"{reference}: {deeds.refused(error)}"
    if isinstance(error, StepFailed):
        return f"{reference}: {deeds.told(str(error), Deed.CATCH_UP)}"
    return (
        f"{reference} is kept, but Prefect could not run it ({type(error).__name__}): "
        "run `inforights catch-up` when it can be reached again."
    )
