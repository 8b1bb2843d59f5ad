"""What a child process binds itself to before it opens a foreign file."""

import resource


def bind(memory_bytes: int, cpu_seconds: int) -> None:
    """Bind this process: memory, processor time, no file written, no core dump with a letter in it."""
    limit(resource.RLIMIT_AS, memory_bytes)
    limit(resource.RLIMIT_CORE, 0)
    limit(resource.RLIMIT_FSIZE, 0)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    # The soft limit must be the lower one: its signal says which limit was broken.
    if hard == resource.RLIM_INFINITY or hard > cpu_seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))


def limit(which: int, value: int) -> None:
    """Lower one limit of this process; a lower limit set from outside stays."""
    hard = resource.getrlimit(which)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value))
