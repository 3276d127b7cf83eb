#!/usr/bin/env python3
"""Times how soon the prompt is there again after Ctrl-C, for some forty things that a snippet can be at, on the simulated
kernel and, as root, on the live one: median and longest in milliseconds.

    src/bench/interrupt.py [TIMES] [sim|kernel ...]     TIMES defaults to 3
"""
import subprocess
import sys

from bench import ours

if __name__ == '__main__':
    sys.exit(subprocess.call(ours('InterruptBench') + sys.argv[1:]))
