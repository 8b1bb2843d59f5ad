"""Somebody who has a keyboard and no mouse: every key is pressed as they press it, and each stop is looked at."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

FAR = 250  # stops after which nobody would go on looking
# What can be used on a page, in the order in which it stands there: of radio buttons with one name, one is a stop.
_STOPS = """() => {
  const every = [...document.querySelectorAll(
    'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex="0"]')];
  const there = every.filter(one => one.tabIndex >= 0 && !one.disabled && one.checkVisibility());
  const form = one => [...document.forms].indexOf(one.form) + ' ' + one.name;
  const first = new Set();
  return there.filter(one => {
    if (one.type !== 'radio') return true;
    const group = there.filter(other => other.type === 'radio' && form(other) === form(one));
    if (group.some(other => other.checked) ? !one.checked : first.has(form(one))) return false;
    first.add(form(one));
    return true;
  });
}"""
# How something is drawn, with the mark that its label draws for it.
_LOOK = """one => {
  const drawn = (of, part) => {
    const style = getComputedStyle(of, part);
    const seen = style.opacity !== '0' && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
      && !/, 0\\)$/.test(style.outlineColor);
    return [seen ? style.outline : '', style.boxShadow, style.backgroundColor].join('; ');
  };
  const label = one.labels && one.labels[0];
  return [drawn(one), label ? drawn(label, '::before') : ''];
}"""
_EVERY = f"() => {{ const look = {_LOOK}; return ({_STOPS})().map(look); }}"
_HERE = f"""() => {{
  const one = document.activeElement, stops = ({_STOPS})(), look = {_LOOK};
  if (one === document.body || one === document.documentElement) return null;
  const box = one.getBoundingClientRect();
  return {{
    number: stops.indexOf(one),
    look: look(one),
    in_sight: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth && box.width > 1,
    says: one.outerHTML.slice(0, 160),
  }};
}}"""
_NAMED = f"number => ({_STOPS})()[number].outerHTML.slice(0, 160)"
_SKIPPED = f"""() => {{
  const main = document.getElementById('main'), stops = ({_STOPS})();
  return main.contains(document.activeElement) || !stops.some(one => main.contains(one));
}}"""
_QUESTION = "() => document.activeElement.closest('fieldset').querySelector('legend').innerText.trim()"
_MARKED = f"() => ({_LOOK})(document.activeElement)[0].split('; ')[0] !== ''"


@dataclass(frozen=True)
class Stop:
    """Where the keyboard is: what it is, as a screen reader tells it."""

    role: str
    name: str


class Keyboard:
    """The keys, at one page after another."""

    def __init__(self, page: "Page") -> None:
        self.page = page

    @property
    def stop(self) -> Stop:
        """Where it is now; nowhere at the top of a page."""
        focused = self.page.locator(":focus")
        told = focused.aria_snapshot() if focused.count() else ""
        found = re.match(r'- (\w+)(?: "((?:[^"\\]|\\.)*)")?', told)
        return Stop(found[1], (found[2] or "").replace('\\"', '"')) if found else Stop("", "")

    def press(self, *keys: str) -> None:
        """Press keys, one after another."""
        for key in keys:
            self.page.keyboard.press(key)

    def to(self, role: str, name: str, by: str = "Tab") -> None:
        """Go on until it is there.

        Raises:
            AssertionError: it is not among the stops of the page.
        """
        passed = []
        for _ in range(FAR):
            self.press(by)
            passed.append(self.stop)
            if self.stop == Stop(role, name):
                return
        raise AssertionError(f"{self.page.url}: no {role} {name!r} among {passed}")

    def use(self, role: str, name: str, key: str = "Enter") -> None:
        """Go to a link or a button, and press it. It leads to another page, or to another place of this one."""
        self.to(role, name)
        self.send(key)

    def send(self, key: str = "Enter") -> None:
        """Press a key that leads somewhere, and wait until it is there."""
        with self.page.expect_navigation() as went:
            self.press(key)
        assert not went.value or went.value.status < 500, f"{self.page.url}: {self.page.content()}"

    def fill(self, label: str, text: str, by: str = "Tab") -> None:
        """Go to a field, and type over what stands in it."""
        self.to("textbox", label, by)
        self.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, question: str, answer: str) -> None:
        """Go to the radio buttons of a question, and choose one by the arrows.

        Raises:
            AssertionError: there is no such question, or no such answer to it.
        """
        for _ in range(FAR):
            self.press("Tab")
            if self.stop.role == "radio" and self.page.evaluate(_QUESTION) == question:
                break
        else:
            raise AssertionError(f"{self.page.url}: no question {question!r}")
        self.press("Space")
        first = self.stop.name
        while self.stop.name != answer:
            self.press("ArrowDown")
            assert self.stop.name != first, f"{self.page.url}: no answer {answer!r}"

    def look(self) -> int:
        """Go once round a page that was just opened, and look at every stop. Gives how many there are.

        Each shows that it has the focus, and is in sight; they come in the order of the page; none is left out, and
        none holds the keyboard: after the last comes the first again. That is the link that skips what all pages
        have: the stop after it is in the main part, if that has one.
        """
        page, passed = self.page, list[int]()
        before = page.evaluate(_EVERY)
        for _ in range(FAR):
            here = self._next(passed[-1:])
            if here is None or (here["number"] == 0 and passed):
                break
            told = f"{page.url}: {here['says']}"
            assert here["number"] >= 0, f"stops at what cannot be used: {told}"
            assert here["in_sight"], f"not to be seen: {told}"
            assert here["look"] != before[here["number"]] or self._in_frame(), f"no mark of the focus: {told}"
            passed.append(here["number"])
        else:
            raise AssertionError(f"{page.url}: the keyboard does not come round")
        left_out = [page.evaluate(_NAMED, number) for number in {*range(len(before))} - {*passed}]
        assert passed == [*range(len(before))], f"{page.url}: out of order {passed}, left out {left_out}"
        if here is None:  # the browser's own stop between the last and the first
            self._next([])
        assert self.stop == Stop("link", "Skip to main content"), f"{page.url}: begins with {self.stop}"
        self.press("Enter", "Tab")
        assert page.evaluate(_SKIPPED), f"{page.url}: the link skips nothing"
        return len(passed)

    def _next(self, last: list[int]) -> Any:
        """One stop on, and what it is. Into a frame and out of it the focus goes a little after the key."""
        self.press("Tab")
        here = self.page.evaluate(_HERE)
        for _ in range(40 if len(self.page.frames) > 1 else 0):
            if here is not None and [here["number"]] != last:
                break
            self.page.wait_for_timeout(50)
            here = self.page.evaluate(_HERE)
        return here

    def _in_frame(self) -> bool:
        """Whether the focus is inside a frame, on something that shows it."""
        within = self.page.evaluate_handle("document.activeElement").as_element()
        frame = within.content_frame() if within else None
        return bool(frame and frame.evaluate(_MARKED))
