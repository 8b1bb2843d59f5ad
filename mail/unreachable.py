"""Why a mail server cannot be reached, in words of our own: the text of an error may hold anything."""

import socket
import ssl


def why(error: BaseException) -> str:
    """What went wrong, as the end of a sentence."""
    match error:
        case ConnectionRefusedError():
            return "nothing answers at that address and port"
        case TimeoutError():
            return "it does not answer in time"
        case socket.gaierror():
            return "there is no server of that name"
        case ssl.SSLError():
            return "it does not speak TLS as it is set"
        case _:
            return type(error).__name__
