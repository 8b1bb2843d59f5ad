"""Take EXIF, XMP and comments out of a picture without touching its pixels."""

import struct

# Segments that say how the pixels are coded; of the application segments, how they are shown: JFIF, ICC, Adobe.
_KEPT_APPLICATIONS = {0xE0, 0xE2, 0xEE}
_COMMENT = 0xFE
_SCAN = 0xDA
_KEPT_CHUNKS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD"),
}


def bare_jpeg(content: bytes) -> bytes:
    """The JPEG without what it says about itself and what follows its end; itself if it cannot be followed."""
    if not content.startswith(b"\xff\xd8"):
        return content
    kept = [b"\xff\xd8"]
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == _SCAN:
            end = content.rfind(b"\xff\xd9")
            first_end = content.find(b"\xff\xd9", place)
            # A second picture behind the end of the first (a preview, a phone's other lens) is not shown.
            if b"\xff\xd8\xff" in content[first_end:] or end < place:
                end = first_end
            kept.append(content[place : end + 2] if end >= place else content[place:])
            return b"".join(kept)
        length = struct.unpack(">H", content[place + 2 : place + 4])[0]
        application = 0xE0 <= marker <= 0xEF
        # APP2 may hold the list of further pictures ("MPF") as well as a colour profile.
        more = marker == 0xE2 and not content[place + 4 :].startswith(b"ICC_PROFILE")
        if not (marker == _COMMENT or more or (application and marker not in _KEPT_APPLICATIONS)):
            kept.append(content[place : place + 2 + length])
        place += 2 + length
    return content


def bare_png(content: bytes) -> bytes:
    """The PNG with the chunks that draw it and no other; itself if it cannot be followed."""
    if not content.startswith(b"\x89PNG\r\n\x1a\n"):
        return content
    kept = [content[:8]]
    place = 8
    while place + 12 <= len(content):
        (length,) = struct.unpack(">I", content[place : place + 4])
        name = content[place + 4 : place + 8]
        if name in _KEPT_CHUNKS:
            kept.append(content[place : place + 12 + length])
        place += 12 + length
        if name == b"IEND":
            return b"".join(kept)
    return content
