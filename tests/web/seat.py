"""Somebody in front of a browser without scripts, who goes by what they read: labels, links, buttons and headings."""

import re
from datetime import date
from typing import TYPE_CHECKING

from tests.web.visits import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FilePayload, Locator


class Seat:
    """One person's browser, in a context of its own: nobody else's cookie, and no script that runs."""

    def __init__(self, chromium: "Browser", address: str, login: str) -> None:
        self.address = address
        self.page = chromium.new_context(java_script_enabled=False).new_page()
        self.page.goto(f"{address}/sign-in")
        self.fill("Login", login)
        self.fill("Password", PASSWORD)
        self.press("Sign in")
        assert self.heading == "Requests due", self.main

    @property
    def heading(self) -> str:
        """What the page is."""
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def main(self) -> str:
        """What a reader reads of the page, on one line."""
        return " ".join(self.page.get_by_role("main").inner_text().split())

    def section(self, name: str) -> str:
        """The part of the page under a heading, on one line."""
        return " ".join(self.page.get_by_role("region", name=name, exact=True).inner_text().split())

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(self.address + path)

    def follow(self, link: str) -> None:
        """Follow a link; of several that lead to the same, the first."""
        self._click(self.page.get_by_role("link", name=link, exact=True).first)

    def press(self, button: str) -> None:
        """Press a button, which the page must take: it comes back with no error."""
        self._click(self.page.get_by_role("button", name=button, exact=True))

    def _click(self, what: "Locator") -> None:
        with self.page.expect_navigation() as went:
            what.click()
        assert went.value.ok, f"{went.value.status} {self.page.url}: {self.page.inner_text('body')}"

    def fill(self, label: str, text: str, group: str | None = None) -> None:
        """Type into a field, or choose from its list; of a row, that of the row."""
        within = self.group(group) if group else self.page
        field = within.get_by_label(label, exact=True)
        if field.and_(self.page.locator("select")).count():
            field.select_option(label=text)
        else:
            field.fill(text)

    def tick(self, question: str, *answers: str) -> None:
        """Choose the answers to a question."""
        for answer in answers:
            self.group(question).get_by_label(answer, exact=True).check()

    def date(self, question: str, on: date) -> None:
        """Type a day."""
        for part, number in (("Day", on.day), ("Month", on.month), ("Year", on.year)):
            self.group(question).get_by_label(part, exact=True).fill(str(number))

    def choose_file(self, label: str, name: str, content: bytes) -> None:
        """Choose a file."""
        chosen: FilePayload = {"name": name, "mimeType": "", "buffer": content}
        self.page.get_by_label(label, exact=True).set_input_files(chosen)

    def group(self, question: str) -> "Locator":
        """The fields that stand under one question, or in one row."""
        return self.page.get_by_role("group", name=re.compile(rf"^{re.escape(question)}(\s|$)"))

    def row(self, reference: str) -> str:
        """The line of a request on the board or in the register."""
        row = self.page.get_by_role("listitem").filter(has=self.page.get_by_role("link", name=reference, exact=True))
        return " ".join(row.inner_text().split())

    def letters(self) -> dict[str, str]:
        """The letters that are shown in frames on the page, by their titles, each on one line."""
        return {
            frame.get_attribute("title") or "": " ".join(frame.content_frame.locator("body").inner_text().split())
            for frame in self.page.locator("iframe").all()
        }

    def wait_while(self, says: str, link: str | None = None) -> None:
        """Look again, by a link of the page or by loading it anew, until it does not say that any more."""
        for _ in range(120):
            if says not in self.main:
                return
            self.page.wait_for_timeout(500)
            self.follow(link) if link else self.page.reload()
        raise AssertionError(f"It still says: {says}")
