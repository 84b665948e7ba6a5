"""What ends a long run before its time: Ctrl-C, a time limit, a closed terminal."""

import signal


def end_as_by_ctrl_c() -> None:
    """Let the end of a time limit or of a terminal stop a batch as cleanly as Ctrl-C.

    What is ignored, as under `nohup`, stays so. Once is enough: a second one in the midst of the
    clearing away would leave workers behind for which this process waits for ever.
    """
    named = (getattr(signal, name, None) for name in ("SIGINT", "SIGTERM", "SIGHUP"))
    numbers = [number for number in named if number is not None]  # Windows lacks the last

    def stop(*_: object) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in numbers:
        if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, stop)
