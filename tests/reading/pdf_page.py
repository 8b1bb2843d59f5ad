"""PDFs written by hand, small enough to see what is in them."""

import zlib
from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter

# A picture of one grey dot, as a scan has one for each page.
_DOT = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    b"/Length 1 >>\nstream\n\x7f\nendstream"
)


def _escaped(line: str) -> bytes:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")


def _page_text(lines: Sequence[str]) -> bytes:
    shown = b" ".join(b"(" + _escaped(line) + b") Tj T*" for line in lines)
    return b"BT /F1 11 Tf 14 TL 60 780 Td " + shown + b" ET"


def _file(objects: Sequence[bytes]) -> bytes:
    """Put numbered objects, the first of them the catalogue, into a file with its cross-reference table."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(data), extra, data)


def pdf_of_streams(streams: Sequence[bytes], *, pictured: bool = False) -> bytes:
    """Give a PDF with one page for each content stream object."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(len(streams)))
    drawing = b"/XObject << /Im1 4 0 R >> " if pictured else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        _DOT,
    ]
    for i, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> %s>> >>" % (6 + 2 * i, drawing)
        )
        objects.append(stream)
    return _file(objects)


def pdf(*pages: Sequence[str], pictured: bool = False) -> bytes:
    """Give a PDF with these lines on these pages; `pictured` puts a picture on every page."""
    return pdf_of_streams([_stream(_page_text(lines)) for lines in pages], pictured=pictured)


def locked_pdf(password: str, *pages: Sequence[str]) -> bytes:
    """Give an encrypted PDF; with an empty password it opens for everybody but forbids changes."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf(*pages))))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="AES-256")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def flate_bomb_pdf(megabytes: int) -> bytes:
    """Give a PDF whose one page unpacks to that many megabytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1024 * 1024) for _ in range(megabytes)) + packer.flush()
    return pdf_of_streams([_stream(packed, b"/Filter /FlateDecode ")])


def form_pdf(name: str, value: str) -> bytes:
    """Give a PDF whose only words are what was typed into a form field."""
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R] >>",
            b"<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [0 0 9 9] /T (%s) /V (%s) /P 3 0 R >>"
            % (_escaped(name), _escaped(value)),
        ]
    )
