#!/usr/bin/env python3
"""Times the simulated machine's interpreter, and beside it in turn another one that runs a file of instructions, such as
ubpf's: CPU time, medians, and the ratio. Build first (mvn -Dquick -DskipTests package).

    src/bench/interpreter.py [RUNS] [COMMAND ...]     RUNS defaults to 9; COMMAND is given the file as its last argument,
                                                      for example: src/bench/interpreter.py 9 ubpf_test
"""
import os
import resource
import statistics
import subprocess
import sys
import tempfile

from bench import Peer, ours


def child_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    other = sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder, Peer(ours('InterpreterBench')) as machine:
        rounds, insns = map(int, subprocess.check_output(ours('InterpreterBench') + ['write', folder]).split())
        for name in 'alu', 'memory':
            mine, theirs = [], []
            for run in range(runs + 2):  # the first two warm the JIT compiler and are not counted
                mine.append(float(machine.ask(name).split()[0]))
                if other:
                    theirs.append(child_seconds(other + [os.path.join(folder, name)]) * 1e9 / rounds / insns)
            ns = statistics.median(mine[2:])
            line = f'{name:8} {ns:6.2f} ns an instruction, {1e3 / ns:5.0f} million a second'
            if other:
                line += f'   other {statistics.median(theirs[2:]):6.2f} ns   ratio {ns / statistics.median(theirs[2:]):.2f}'
            print(line)


if __name__ == '__main__':
    main()
