"""The system calls a hand may not make, as the little program that Linux asks before each. Pure."""

import struct

STEP = struct.Struct("<HBBI")
LOAD, EQUAL, AT_LEAST, ANY_BIT, ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, MACHINE, FIRST = 0, 4, 16  # where the call, the machine and the first argument are told
ALLOWED = 0x7FFF0000
REFUSED, UNKNOWN = 0x00050000 | 1, 0x00050000 | 38  # "not permitted", "no such call"
THREAD = 0x00010000  # of clone: a thread, not a process
FOREIGN = 0x40000000  # on x86-64: calls in the manner of another machine

# name: (number on x86-64, on AArch64); -1 where there is none
BARRED = {
    # others on the network and on this machine
    "socket": (41, 198), "connect": (42, 203), "accept": (43, 202), "bind": (49, 200),
    "listen": (50, 201), "socketpair": (53, 199), "accept4": (288, 242),
    # programs and processes
    "execve": (59, 221), "execveat": (322, 281), "fork": (57, -1), "vfork": (58, -1),
    "kill": (62, 129), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240), "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438), "ptrace": (101, 117), "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271), "process_madvise": (440, 440), "unshare": (272, 97),
    "setns": (308, 268),
    # what Landlock does not see of files
    "chmod": (90, -1), "fchmod": (91, 52), "fchmodat": (268, 53), "fchmodat2": (452, 452),
    "chown": (92, -1), "fchown": (93, 55), "lchown": (94, -1), "fchownat": (260, 54),
    "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "open_by_handle_at": (304, 265),
    # doors into the kernel that no picture needs
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "init_module": (175, 105), "finit_module": (313, 273), "kexec_load": (246, 104),
}  # fmt: skip
CLONE, CLONE3 = (56, 220), (435, 435)
TGKILL, PRLIMIT = (234, 131), (302, 261)
MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}


def program(machine: str, process: int) -> bytes:
    """For this kind of machine and this process; empty for a machine we do not know."""
    if machine not in MACHINES:
        return b""
    place, told = MACHINES[machine]
    steps = [step(LOAD, MACHINE), step(EQUAL, told, yes=1), step(ANSWER, REFUSED)]
    steps.append(step(LOAD, NUMBER))
    if machine == "x86_64":
        steps += [step(AT_LEAST, FOREIGN, no=1), step(ANSWER, REFUSED)]
    for numbers in BARRED.values():
        if numbers[place] >= 0:
            steps += [step(EQUAL, numbers[place], no=1), step(ANSWER, REFUSED)]
    # libraries then fall back on the older call, whose flags can be looked at
    steps += [step(EQUAL, CLONE3[place], no=1), step(ANSWER, UNKNOWN)]
    steps += unless_first(CLONE[place], step(ANY_BIT, THREAD, no=1))
    steps += unless_first(TGKILL[place], step(EQUAL, process, no=1))
    steps += unless_first(PRLIMIT[place], step(EQUAL, 0, no=1))
    return b"".join([*steps, step(ANSWER, ALLOWED)])


def unless_first(number: int, test: bytes) -> list[bytes]:
    """Refuse this call unless its first argument stands the test."""
    return [
        step(EQUAL, number, no=4), step(LOAD, FIRST), test,
        step(ANSWER, ALLOWED), step(ANSWER, REFUSED),
    ]  # fmt: skip


def step(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return STEP.pack(code, yes, no, value)
