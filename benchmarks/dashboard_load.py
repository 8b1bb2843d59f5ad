"""Many people at a dashboard at once, in a process of their own: each asks, waits for the answer, thinks, asks again.

    python -m benchmarks.dashboard_load < plan.json

A plan has `port`, `users` (one cookie each, or none), `asks` (what they ask for in turn: name, method, path, form),
`think` in seconds (drawn evenly from nought to twice that) and `seconds`. Prints the milliseconds of every answer as
JSON, by name.
Plain sockets and no library: the processor is the server's.
"""

import asyncio
import json
import random
import sys
import time
from typing import Any
from urllib.parse import urlencode


async def main() -> None:
    """Run the plan and print."""
    plan = json.load(sys.stdin)
    taken: dict[str, list[float]] = {ask["name"]: [] for ask in plan["asks"]}
    wrong: dict[str, int] = {}
    end = time.perf_counter() + plan["seconds"]
    users = plan["users"]
    await asyncio.gather(*(_user(number, user, plan, end, taken, wrong) for number, user in enumerate(users)))
    json.dump({"taken": taken, "wrong": wrong}, sys.stdout)


async def _user(
    number: int,
    user: dict[str, str],
    plan: dict[str, Any],
    end: float,
    taken: dict[str, list[float]],
    wrong: dict[str, int],
) -> None:
    chance = random.Random(number)
    reader, writer = await asyncio.open_connection("127.0.0.1", plan["port"])
    count = number
    await asyncio.sleep(chance.random() * (plan["think"] or 0.1))
    while time.perf_counter() < end:
        ask = plan["asks"][count % len(plan["asks"])]
        count += len(plan["users"]) + 1  # no multiple of the asks: everybody asks for each in turn
        message = _message(ask, user, plan["port"], f"{number}-{count}-{end}")  # no two letters are the same
        begun = time.perf_counter()
        writer.write(message)
        status = await _answer(reader)
        taken[ask["name"]].append((time.perf_counter() - begun) * 1000)
        if status != ask["status"]:
            wrong[str(status)] = wrong.get(str(status), 0) + 1
        if plan["think"]:
            await asyncio.sleep(chance.random() * 2 * plan["think"])
    writer.close()


def _message(ask: dict[str, Any], user: dict[str, str], port: int, number: str) -> bytes:
    body = b""
    if ask.get("form") is not None:
        words = {name: value.replace("{number}", number) for name, value in ask["form"].items()}
        body = urlencode({**words, "form": user["form"]}).encode()
    lines = [f"{ask['method']} {ask['path']} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Accept: text/html"]
    lines += [f"Cookie: inforights={user['token']}"] if user.get("token") else []
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    if "content-length" in fields:
        await reader.readexactly(int(fields["content-length"]))
    elif fields.get("transfer-encoding") == "chunked":
        while size := int(await reader.readuntil(b"\r\n"), 16):
            await reader.readexactly(size + 2)
        await reader.readuntil(b"\r\n")
    return int(head.split()[1])


if __name__ == "__main__":
    asyncio.run(main())
