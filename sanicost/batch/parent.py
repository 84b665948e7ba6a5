"""A worker's tie to the process that started it: a killed batch must leave nobody at work."""

import multiprocessing
import os
import threading

_GONE = 1


def watch() -> None:
    """End this process as soon as its parent has ended, however that came."""
    parent = multiprocessing.parent_process()
    if parent:
        threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(_GONE)


def leave_if_gone() -> None:
    """End this process where its parent has ended: nothing more is written then.

    A process that has no parent of this kind, such as a cluster's worker, goes on.
    """
    parent = multiprocessing.parent_process()
    if parent and not parent.is_alive():
        os._exit(_GONE)
