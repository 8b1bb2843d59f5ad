"""The words of HTML messages."""

import pytest

from reading.html_words import words_of
from reading.wording import tidy


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            "<p>Dear you,</p><p>my&nbsp;son&#8217;s <b>re</b>cords &amp; x</p>",
            "Dear you,\n\nmy son\u2019s records & x",
        ),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<ul><li>notes</li><li>e-mails\n  of May</li></ul>", "- notes\n- e-mails of May"),
        (
            "<table><tr><td>Name</td><td>Jo</td></tr><tr><td>Born</td><td>1</td></tr></table>",
            "Name\tJo\nBorn\t1",
        ),
        ("<style>p{x}</style><title>t</title><script>alert('x')</script>kept<!-- not -->", "kept"),
        ("<pre>a  b\n c</pre>", "a  b\n c"),
        ("<div>a</div><div>b <i>c</i> d</div>", "a\nb c d"),
        ("sub&shy;ject <a href='https://track.example/?who'>access</a>", "subject access"),
        ("mine<blockquote type='cite'>theirs<br>too</blockquote>mine", "mine\n\n> theirs\n> too\n\nmine"),
        ("<blockquote>the law says so</blockquote>", "the law says so"),
        ("<div style='display: none'>preview<div>in</div></div>Dear you<span hidden>x</span>", "Dear you"),
        ("<div style='mso-hide:all'>preview that never ends<p>Dear you</p>", "preview that never ends\n\nDear you"),
        ("<p>unclosed <b>tags <i>are</p> common", "unclosed tags are\n\ncommon"),
    ],
)
def test_html_gives_what_a_reader_sees(html: str, words: str) -> None:
    """Words in order, a line for each block, no markup, no address of a link."""
    assert tidy(words_of(html)) == words
