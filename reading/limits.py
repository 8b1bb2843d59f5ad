"""How much of the machine one incoming file may take before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. The defaults are far above any letter that a service is sent."""

    input_bytes: int = 25 * MEGABYTE
    unpacked_bytes: int = 100 * MEGABYTE  # of a zip-based file, all members together
    unpacked_ratio: int = 100  # unpacked to packed; Word's own files stay below 30
    zip_members: int = 2_000
    pages: int = 300
    scanned_pages: int = 20  # read by tesseract, some two seconds each
    pixels: int = 100_000_000  # of one picture; an A4 page scanned at 600 dots an inch has 35 million
    mail_parts: int = 200
    text_characters: int = 2_000_000  # some 600 pages of close print
    attachments_joined: int = 5
    memory_bytes: int = 1024 * MEGABYTE  # address space of the child process
    cpu_seconds: int = 30
    wall_seconds: float = 60.0  # for one file with all its attachments


LIMITS = Limits()
