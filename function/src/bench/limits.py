"""How much of a processor a process gets: one, or a share of one, as Lambda gives it with less memory."""

import contextlib
import os
import pathlib
import shutil

CGROUPS = pathlib.Path("/sys/fs/cgroup")
PERIOD_MICROS = 20_000  # short, so that a start spans many periods


class NoLimit(Exception):
    """This machine or user cannot limit processes so; the text says why."""


@contextlib.contextmanager
def share_of_a_processor(share, processor):
    """The command prefix and the group's file to join (None for a whole processor) that hold a process to the share."""
    if shutil.which("taskset") is None:
        raise NoLimit("no taskset on the PATH")
    prefix = ("taskset", "-c", str(processor))
    if share >= 1:
        yield prefix, None
        return
    group = _new_group(share)
    try:
        yield prefix, group / "cgroup.procs"
    finally:
        with contextlib.suppress(OSError):
            group.rmdir()


def _new_group(share):
    """A control group of version 2, or of version 1 where the machine has that for processors."""
    quota = round(share * PERIOD_MICROS)
    version1 = CGROUPS / "cpu"
    try:
        if version1.is_dir():
            return _written(version1, {"cpu.cfs_period_us": PERIOD_MICROS, "cpu.cfs_quota_us": quota})
        if "cpu" not in (CGROUPS / "cgroup.subtree_control").read_text().split():
            (CGROUPS / "cgroup.subtree_control").write_text("+cpu")
        return _written(CGROUPS, {"cpu.max": f"{quota} {PERIOD_MICROS}"})
    except OSError as error:
        raise NoLimit(f"no control group for processors ({error}); it takes root and a writable {CGROUPS}") from error


def _written(parent, settings):
    group = parent / f"cold-start-{os.getpid()}"
    group.mkdir(exist_ok=True)
    for name, value in settings.items():
        (group / name).write_text(str(value))
    return group
