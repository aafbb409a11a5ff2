"""Traces of the writer: the order of writes, syncs and renames."""
import re

CALL = re.compile(r"^(\d+) +(?:<\.\.\. )?(\w+)(?: resumed>|\()(.*)$")
FD = re.compile(r"^\d+<([^>]*)>")
NAME = re.compile(r'"((?:[^"\\]|\\.)*)"')
CALLS = "openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat"


def calls(path):
    """Name, arguments and whether it failed, of each finished call, in the order of their ends."""
    pending = {}
    with open(path, errors="replace") as file:
        for line in file:
            match = CALL.match(line)
            if not match:
                continue
            thread, name, rest = match.groups()
            if rest.endswith("<unfinished ...>"):
                pending[thread] = rest
                # A write may have reached the file as soon as it began.
                if name in ("write", "pwrite64"):
                    yield name, rest, False
                continue
            if " resumed>" in line:
                rest = pending.pop(thread, "") + rest
            yield name, rest, bool(re.search(r"\) += -1 ", rest))


def violations(trace, index):
    """What is wrong with a trace, and how many commits it has."""
    dirty, failed, names_dirty, unsure, commits, wrong = set(), set(), False, False, 0, []
    for name, rest, is_failed in calls(trace):
        fd = FD.match(rest)
        where = fd.group(1) if fd else ""
        found = NAME.findall(rest)
        if name == "openat" and not is_failed and where == index and "O_CREAT" in rest and found[0] != "write.lock":
            dirty.add(f"{index}/{found[0]}")
            names_dirty = True
        elif name in ("write", "pwrite64"):
            if where.startswith(index + "/") and not where.endswith("write.lock"):
                dirty.add(where)
            if rest.startswith("1<") and unsure:
                wrong.append("told before the directory was synced")
        elif name in ("fsync", "fdatasync"):
            if where in failed:
                wrong.append(f"synced again after a failure: {where}")
            # An interrupted sync has told nothing yet.
            if is_failed and "EINTR" not in rest:
                failed.add(where)
            elif is_failed:
                pass
            elif where == index:
                names_dirty = unsure = False
            else:
                dirty.discard(where)
        elif name.startswith("rename") and not is_failed and len(found) == 2 and re.match(r"manifest-\d+$", found[1]):
            commits += 1
            dirty_now = dirty - {f"{index}/sources.json.tmp"}
            if dirty_now:
                wrong.append(f"renamed before {sorted(dirty_now)[:2]} was synced")
            if failed:
                wrong.append(f"renamed although a sync failed: {sorted(failed)[:2]}")
            unsure = True
        elif name.startswith("unlink") and where == index:
            dirty.discard(f"{index}/{found[0]}")
            if unsure:
                wrong.append(f"removed {found[0]} before the directory was synced")
    return wrong, commits
