"""Letters: wording as reviewable text, filled with plain facts, as Word, HTML and plain text.

`letters.render.render` writes a letter; `letters.checklist` says what a letter must contain. Importing this
package loads neither the template engine nor the Word library.
"""

from letters.errors import LettersError
from letters.requirements import Item, checklist

__all__ = ["Item", "LettersError", "checklist"]
