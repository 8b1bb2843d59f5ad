"""What the lines of an earlier register mean: its headings, its cells, and what is wrong with each.

What is wrong is said by line and column, and with what to do. No cell is repeated but a day: others may hold a name.
"""

from rules.earlier_register.columns import Column
from rules.earlier_register.headings import Headings, RegisterRefused, find
from rules.earlier_register.line import read_line
from rules.earlier_register.row import Line, Problem, Row, Terms
from rules.earlier_register.worked import Clocks, Dated, Summary, dated, summary

__all__ = [
    "Clocks",
    "Column",
    "Dated",
    "Headings",
    "Line",
    "Problem",
    "RegisterRefused",
    "Row",
    "Summary",
    "Terms",
    "dated",
    "find",
    "read_line",
    "summary",
]
