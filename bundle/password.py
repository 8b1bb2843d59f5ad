"""A password that can be read over the telephone."""

import secrets

# Without l 1 i, o 0, and of the letters that sound alike only one: b (not d p t v e g c), f (not s), m (not n),
# k (not a j), q (not u), x, y (not i), r, w, z, h; digits as they are said, without 0 and 1.
ALPHABET = "bfhkmqrwxyz2346789"
GROUPS = 6
LETTERS = 4


def made() -> str:
    """Six groups of four, as in "kw7m-3hfq-...": 24 signs out of 18, which is 100 bits.

    By telephone each group is read on its own: letters as letters, digits as digits.
    """
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS))
