"""How much of the machine one bundle may take before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. The defaults are far above what a service sends in one answer."""

    paper_bytes: int = 50 * MEGABYTE
    together_bytes: int = 200 * MEGABYTE  # the letter and all papers of one bundle
    pages: int = 500  # of one paper
    together_pages: int = 2_000
    unpacked_bytes: int = 200 * MEGABYTE  # of a zip-based file, all members together
    unpacked_ratio: int = 100  # unpacked to packed; Word's own files stay below 30
    zip_members: int = 4_000
    pixels: int = 100_000_000  # of one picture; an A4 page scanned at 600 dots an inch has 35 million
    memory_bytes: int = 3 * 1024 * MEGABYTE  # address space of the child process
    cpu_seconds: int = 300  # 2,000 pages of print take some two minutes
    wall_seconds: float = 420.0
    office_seconds: float = 300.0  # all Word and Excel files of one bundle in one run of LibreOffice


LIMITS = Limits()
