"""Letters of the benchmark as they arrive: e-mails, threads, typed post and scans, each a file with its ending."""

import zlib
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from textwrap import wrap
from typing import Any

import yaml
from PIL import Image, ImageDraw, ImageFilter, ImageFont

LETTERS = Path(__file__).parent / "letters"
SCANNED = 4  # of the letters that came by post, every fourth is a scan
_A4 = (1240, 1754)  # at 150 dots an inch
_LINE = 84  # characters


@cache
def letters() -> tuple[dict[str, Any], ...]:
    """Every letter of the benchmark with its label, in the order of the files."""
    return tuple(row for file in sorted(LETTERS.glob("*.yaml")) for row in yaml.safe_load(file.read_text("utf-8")))


def as_files() -> Iterator[tuple[dict[str, Any], str, bytes]]:
    """Each letter with a file name, of which only the ending says anything, and its bytes."""
    posted = 0
    for row in letters():
        if row.get("sender"):
            yield row, "mail.eml", _mail(row)
            continue
        posted += 1
        yield (row, "scan.pdf", scan(row)) if posted % SCANNED == 0 else (row, "letter.txt", row["text"].encode())


def _mail(row: dict[str, Any]) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = row["sender"]
    message["To"] = "office@service.example"
    message["Subject"] = row.get("subject") or ""
    message["Message-ID"] = f"<{row['id']}@post.example>"
    text = row["text"]
    if row.get("quoted"):
        text += _thread(row["quoted"], outlook=zlib.crc32(row["id"].encode()) % 2 == 0)
    message.set_content(text)
    return bytes(message)


def _thread(quoted: str, *, outlook: bool) -> str:
    """The older message under the new one, as the two usual programs put it."""
    if outlook:
        sender = "From: The Service <office@service.example>"
        head = f"{sender}\nSent: 02 March 2026 10:14\nTo: You\nSubject: RE: your message"
        return f"\n________________________________\n{head}\n\n{quoted}"
    older = "\n".join(f"> {line}" for line in quoted.splitlines())
    return f"\nOn Mon, 2 Mar 2026 at 10:14, The Service <office@service.example> wrote:\n{older}\n"


def scan(row: dict[str, Any]) -> bytes:
    """The letter printed and scanned: a little crooked, grey and specked, always the same for the same letter."""
    chance = Random(row["id"])
    lines = [piece for line in row["text"].splitlines() for piece in (wrap(line, _LINE) or [""])]
    font = ImageFont.load_default(21)
    pages = []
    for start in range(0, len(lines), 48):
        page = Image.new("L", _A4, 255)
        text = "\n".join(lines[start : start + 48])
        ImageDraw.Draw(page).multiline_text((110, 120), text, font=font, fill=35, spacing=12)
        page = page.rotate(chance.uniform(-0.7, 0.7), fillcolor=255, resample=Image.Resampling.BICUBIC)
        page = page.filter(ImageFilter.GaussianBlur(0.6))
        specks = ImageDraw.Draw(page)
        for _ in range(250):
            specks.point((chance.randrange(_A4[0]), chance.randrange(_A4[1])), fill=chance.randrange(80, 200))
        pages.append(page)
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150)
    return out.getvalue()
