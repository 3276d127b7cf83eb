#!/usr/bin/env python3
"""Times operations on maps of the running kernel beside a C program that makes the same system calls, in turn, and on the
simulated kernel: medians in nanoseconds and the ratios to C. Needs root, cc and the built workbench
(mvn -Dquick -DskipTests package).

    src/bench/maps.py [RUNS]     RUNS defaults to 9
"""
import os
import statistics
import subprocess
import sys
import tempfile

from bench import HERE, Peer, ours

# Ours, how often, the C program's operation with which it is compared.
OPERATIONS = [
    ('lookup', 200_000, 'lookup'),
    ('update', 200_000, 'update'),
    ('lookup-batch', 50, 'lookup-batch'),
    ('update-batch', 50, 'update-batch'),
    ('iterate', 50, 'lookup-batch'),
    ('sim-lookup', 1_000_000, None),
    ('sim-update', 1_000_000, None),
    ('sim-iterate', 50, None),
]


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, 'maps')
        subprocess.run(['cc', '-O2', '-o', program, os.path.join(HERE, 'maps.c')], check=True)
        with Peer(ours('MapBench')) as java, Peer([program]) as c:
            for ours_name, times, c_name in OPERATIONS:
                mine, theirs = [], []
                for run in range(runs + 5):  # the first five warm the JIT compiler and are not counted
                    mine.append(float(java.ask(f'{ours_name} {times}')))
                    if c_name:
                        theirs.append(float(c.ask(f'{c_name} {times}')))
                line = f'{ours_name:13} {statistics.median(mine[5:]):7.1f} ns'
                if c_name:
                    other = statistics.median(theirs[5:])
                    ratio = statistics.median(a / b for a, b in zip(mine[5:], theirs[5:]))
                    line += f'   C {c_name:13} {other:7.1f} ns   ratio {ratio:.2f}'
                print(line, flush=True)


if __name__ == '__main__':
    main()
