#!/usr/bin/env python3
"""Times what a person notices who types, on a pseudo-terminal: from Tab until the proposals for a map variable and for its
members show, and from a key until it shows at the end of 500 pasted lines, coloured and plain. Prints medians in
milliseconds, of warm runs.

    src/bench/typing.py [RUNS] [COMMAND ...]     RUNS defaults to 30, COMMAND to ./bpflab --host sim
"""
import os
import re
import shutil
import statistics
import sys
import tempfile

from startup import ROOT, Terminal

CTRL_C = '\x03'
LINES = 500


def timed(terminal, keys, shown):
    sent = terminal.type(keys)
    return (terminal.wait_for(shown) - sent) * 1000


def again(terminal):
    terminal.type(CTRL_C)
    terminal.wait_for(rb'\nbpflab> $')


def tabs(terminal, line, shown, runs):
    times = []
    for run in range(runs + 5):
        terminal.type(line)
        terminal.wait_for(re.escape(line[-3:]).encode())
        times.append(timed(terminal, '\t', shown))
        again(terminal)
    return times[5:]


def keys(terminal, runs):
    return [timed(terminal, key, key.encode()) for key in ('qjxk' * runs)[:runs]]


def measure(command, runs, environment):
    for name in ('NO_COLOR', 'COLORTERM'):
        os.environ.pop(name, None)
    os.environ.update(environment)
    state = tempfile.mkdtemp()
    terminal = Terminal(command, state)
    terminal.wait_for(rb'bpflab> ')
    timed(terminal, 'var counts = createMap(MapSpec.hash("counts", U32, U64).maxEntries(64));\r', rb'max_entries 64')
    terminal.wait_for(rb'bpflab> $')
    results = {
        'Tab after coun': tabs(terminal, 'coun', rb'Long>', runs),
        'Tab after counts.': tabs(terminal, 'counts.', rb'containsKey', runs),
        'Tab after histogram(': tabs(terminal, 'histogram(', rb'Long,Long', runs),
    }
    pasted = ''.join(f'    long a{i} = Math.max({i}, counts.size()); // "text" {i}\n' for i in range(LINES))
    terminal.type('\x1b[200~void f() {\n' + pasted + '\x1b[201~')
    terminal.wait_for(f'a{LINES - 1} = '.encode())
    terminal.type('  //')
    terminal.wait_for(rb'//')
    results[f'a key after {LINES} lines'] = keys(terminal, runs)
    again(terminal)
    terminal.end()
    shutil.rmtree(state, ignore_errors=True)
    return results


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    command = sys.argv[2:] or [os.path.join(ROOT, 'bpflab'), '--host', 'sim']
    coloured = measure(command, runs, {'COLORTERM': 'truecolor'})
    plain = measure(command, runs, {'NO_COLOR': '1'})
    print(f'{runs} runs, medians in ms')
    for name in coloured:
        both = statistics.median(coloured[name]), statistics.median(plain[name])
        print(f'{name:24} coloured {both[0]:7.1f}   plain {both[1]:7.1f}')


if __name__ == '__main__':
    main()
