#!/usr/bin/env python3
"""Times the workbench against plain jshell, in turn, on a pseudo-terminal: until the prompt shows, until the first
snippet's result shows, and until a second one's does. Prints medians in seconds and their ratios.

    src/bench/startup.py [RUNS] [COMMAND ...]     RUNS defaults to 9, COMMAND to ./bpflab --host sim

With several JDKs in JAVA_HOMES, separated by colons, all of them one after the other. On a machine that does other work,
the CPU time until the first result, children and compilers included, says more than the time that passed.
"""
import fcntl
import os
import pty
import re
import select
import shutil
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ESCAPES = re.compile(rb'\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\][^\x07]*\x07')


def peak_memory(pid):
    """The resident memory's high-water mark in MiB of a process, without its children."""
    with open(f'/proc/{pid}/status') as status:
        for line in status:
            if line.startswith('VmHWM'):
                return int(line.split()[1]) / 1024
    return 0


def cpu_time(pid):
    """The CPU time in seconds that a process and its children have taken."""
    try:
        children = [int(child) for task in os.listdir(f'/proc/{pid}/task')
                    for child in open(f'/proc/{pid}/task/{task}/children').read().split()]
        fields = open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()
    except OSError:
        return 0
    own = (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')
    return own + sum(cpu_time(child) for child in children)


class Terminal:
    def __init__(self, command, state):
        self.start = time.monotonic()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ['TERM'] = 'xterm'
            # Not the person's own folders: what a run that is ended keeps would be offered to the next.
            os.environ['XDG_STATE_HOME'] = state
            os.execvp(command[0], command)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 80, 0, 0))
        self.seen = b''

    def wait_for(self, pattern, limit=60):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if re.search(pattern, ESCAPES.sub(b'', self.seen)):
                return time.monotonic()
            if select.select([self.fd], [], [], 0.5)[0]:
                try:
                    self.seen += os.read(self.fd, 65536)
                except OSError:
                    break
        raise SystemExit(f'never saw {pattern!r} in:\n{self.seen.decode(errors="replace")}')

    def type(self, text):
        self.seen = b''
        os.write(self.fd, text.encode())
        return time.monotonic()

    def end(self):
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def one_run(command, prompt):
    state = tempfile.mkdtemp()
    terminal = Terminal(command, state)
    shown = terminal.wait_for(prompt) - terminal.start
    terminal.type('40 + 2\r')
    first = terminal.wait_for(rb'==> 42') - terminal.start
    cpu = cpu_time(terminal.pid)
    sent = terminal.type('6 * 9\r')
    further = terminal.wait_for(rb'==> 54') - sent
    memory = peak_memory(terminal.pid)
    terminal.end()
    shutil.rmtree(state, ignore_errors=True)
    return shown, first, further, memory, cpu


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    ours = sys.argv[2:] or [os.path.join(ROOT, 'bpflab'), '--host', 'sim']
    homes = os.environ.get('JAVA_HOMES')
    for home in homes.split(':') if homes else [own_home()]:
        os.environ['JAVA_HOME'] = home
        compare(home, runs, ours)


def own_home():
    return os.environ.get('JAVA_HOME') or os.path.dirname(os.path.dirname(os.path.realpath(
        subprocess.check_output(['sh', '-c', 'command -v java']).decode().strip())))


def compare(home, runs, ours):
    theirs = [os.path.join(home, 'bin', 'jshell')]
    results = {'bpflab': [], 'jshell': []}
    for run in range(runs + 1):  # the first pair warms the page cache and is not counted
        for name, command, prompt in (('bpflab', ours, rb'bpflab> '), ('jshell', theirs, rb'jshell> ')):
            measured = one_run(command, prompt)
            if run:
                results[name].append(measured)
    print(f'{runs} runs, medians; JDK {home}')
    for index, label in enumerate(('prompt (s)', 'first result (s)', 'a further one (s)', 'memory (MiB)', 'CPU to first (s)')):
        mine, other = (statistics.median(row[index] for row in results[name]) for name in ('bpflab', 'jshell'))
        print(f'{label:18} bpflab {mine:8.3f}   jshell {other:8.3f}   ratio {mine / other:.2f}')


if __name__ == '__main__':
    main()
