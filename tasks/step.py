"""What makes a stage a Prefect task: it runs beside the event loop, and no error text of a person gets out."""

import asyncio
import traceback
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import settings
from rules.refusal import Refusal

settings.prepare_prefect()

from prefect import task  # noqa: E402 - Prefect reads its environment when it is imported
from prefect.cache_policies import NO_CACHE  # noqa: E402

ROOT = Path(__file__).parent.parent
P = ParamSpec("P")
R = TypeVar("R")


# Set where Prefect is away: a flow's own function, awaited so, takes the same steps in the same order without it.
untracked: ContextVar[bool] = ContextVar("untracked", default=False)


class StepFailed(RuntimeError):
    """A step broke. The message says where and with what type of error, never with its text.

    An error of a library may carry a name or a line of a letter, and Prefect stores what it is given.
    """


def guarded(function: Callable[P, R]) -> Callable[P, R]:
    """The function, with every error but a `Refusal` replaced by one that holds no text of another."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except Refusal:
            raise
        except Exception as error:
            place = _place(error)
            kind = type(error).__name__
        # Outside the handler: the new error must not carry the old one as its context.
        raise StepFailed(f"{function.__name__} broke with {kind} at {place}: it can be run again.")

    return run


def _place(error: BaseException) -> str:
    """The last line of our own that the error passed through; never a line of a library, nor any text."""
    ours = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith(f"{ROOT}/")]
    ours = [f for f in ours if "site-packages" not in f.filename and f.filename != __file__] or ours
    return f"{Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].lineno}" if ours else "an unknown place"


def step(function: Callable[P, R]) -> Callable[P, Coroutine[Any, Any, R]]:
    """Make a stage a Prefect task of the same name, awaited in a flow. The plain function stays as it was."""
    safe = guarded(function)

    @wraps(function)
    async def run(*args: P.args, **kwargs: P.kwargs) -> R:
        return await asyncio.to_thread(safe, *args, **kwargs)

    made = task(name=function.__name__, persist_result=False, cache_policy=NO_CACHE)(run)
    tracked = cast("Callable[P, Coroutine[Any, Any, R]]", made)

    @wraps(function)
    async def either(*args: P.args, **kwargs: P.kwargs) -> R:
        return await (run if untracked.get() else tracked)(*args, **kwargs)

    return either
