#!/usr/bin/env python3
"""Sums up what kernels.sh brought out of its virtual machines.

    kernel-results.py [--table FILE] FOLDER...

Prints for each kernel how the labs went, how many tests ran, failed and were skipped, and why; with --table also writes
lab x kernel and part x kernel as AsciiDoc. Ends with 1 when something failed.
"""
import argparse
import collections
import json
import pathlib
import re
import sys
import xml.etree.ElementTree as tree

# What `bpflab doctor` sums up of a kernel.
OFFERED = ('map types', 'program types', 'attach types', 'hooks', 'helpers')

# Single answers that are those of Linux 6.18, which the simulator follows, and that other releases give in their own way.
ANSWERS = re.compile(r'Linux 6\.18 answers .*,? this kernel ')
OTHERWISE = 'this kernel answers in other words or otherwise than Linux 6.18, which the simulator follows'

# The rooms whose tests use the live kernel.
PARTS = {
    'kernel': 'system calls, stage and symbols',
    'bpf': 'maps, beside the simulator',
    'sim': 'instructions and the verifier, beside the simulator',
    'differential': 'generated programs, beside the simulator',
    'pattern': 'counters, histograms, caches',
    'record': 'recordings',
    'lab': 'checks of the labs',
    'chapter': 'examples of the text',
    'repl': 'walks through the labs at the prompt',
    'cli': 'commands and screens',
    'grade': 'isolation of submissions',
    'workbench': 'from Java',
}


class Kernel:
    """What came out of one machine."""

    def __init__(self, folder):
        self.folder = folder
        self.title = (folder / 'title').read_text().strip()
        self.release = (folder / 'release').read_text().strip()
        self.distribution = self.title.split(',')[0]
        self.labs = {path.name[len('lab-'):-len('.status')]: self.lab(path) for path in sorted(folder.glob('lab-*.status'))}
        self.offered = self.read_doctor()
        self.ended = {}
        self.tests = collections.defaultdict(collections.Counter)
        self.skipped = collections.defaultdict(list)
        self.failed = []
        self.problems = [f'lab {lab}: {said}' for lab, (passed, said, _) in self.labs.items() if not passed]
        self.read_tests()

    @property
    def version(self):
        """The numbers alone, as people name kernels."""
        return re.match(r'\d+\.\d+', self.release).group()

    def lab(self, status):
        code, seconds = status.read_text().split()
        try:
            report = json.loads(status.with_suffix('.json').read_text())
        except ValueError:
            error = status.with_suffix('.err').read_text().strip().splitlines()
            return False, error[-1] if error else f'exit status {code}', int(seconds)
        said = f"{report['points']} of {report['maxPoints']} points"
        if report.get('maxExtraPoints'):
            said += f", {report['extraPoints']} of {report['maxExtraPoints']} extra"
        return code == '0' and report['passed'], said, int(seconds)

    def read_doctor(self):
        path = self.folder / 'doctor.json'
        findings = json.loads(path.read_text()) if path.exists() else []
        return {found['topic']: found['found'] for found in findings
                if found['topic'] in OFFERED and found['topic'] == found['section']}

    def read_tests(self):
        # Of a class that ran again, the last run counts.
        classes = {}
        for path in sorted(self.folder.glob('reports/*.xml'), key=lambda path: path.stat().st_mtime):
            cases = collections.defaultdict(list)
            for case in tree.parse(path).getroot().iter('testcase'):
                cases[case.get('classname')].append(case)
            classes.update(cases)
        for case in (case for cases in classes.values() for case in cases):
            self.read_test(case)
        # Of a room whose tests ran twice, the second run's status counts.
        for rooms in sorted(self.folder.glob('rooms-*.txt')):
            for room, status, _ in map(str.split, rooms.read_text().splitlines()):
                self.ended[room] = int(status)
        for room, status in self.ended.items():
            if status:
                self.problems.append(f'tests of {room}: ' + ('not done within the limit' if status == 124 else f'ended with {status}'))
        if self.ended and not self.tests:
            self.problems.append('no test ran')
        self.problems += self.failed

    def counted(self, part):
        """How the tests of a part went, in words."""
        counts = self.tests.get(part, {})
        words = [f'{counts[what]} {what}' for what in ('passed', 'failed', 'skipped') if counts.get(what)]
        if self.ended.get(part):
            words.append('not brought to an end')
        return ', '.join(words) or 'not run'

    def read_test(self, case):
        part = case.get('classname').split('.')[2]
        name = case.get('classname').rsplit('.', 1)[-1] + '.' + case.get('name')
        wrong = case.find('failure') if case.find('error') is None else case.find('error')
        skip = case.find('skipped')
        if wrong is not None:
            self.tests[part]['failed'] += 1
            first = (wrong.get('message') or wrong.text or '').strip().splitlines()
            self.failed.append(f"{name}: {first[0] if first else 'no message'}")
        elif skip is not None:
            self.tests[part]['skipped'] += 1
            text = (skip.get('message') or skip.text or 'no reason given').strip().splitlines()[0]
            reason = re.sub(r'^\S*TestAbortedException: (Assumption failed: )?', '', text)
            self.skipped[OTHERWISE if ANSWERS.search(reason) else reason].append(name)
        else:
            self.tests[part]['passed'] += 1

    def print(self):
        total = sum(self.tests.values(), collections.Counter())
        print(f'\n=== {self.title}')
        for lab, (passed, said, seconds) in self.labs.items():
            print(f"lab {lab}: {'passed' if passed else 'FAILED'}, {said}, {seconds} s")
        for what, found in self.offered.items():
            print(f'{what}: {found}')
        if self.tests:
            print(f"tests: {total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
        for reason, names in sorted(self.skipped.items()):
            print(f"skipped {len(names)}: {reason}  ({', '.join(sorted(names)[:3])}{' …' if len(names) > 3 else ''})")
        for failure in self.failed:
            print(f'FAILED {failure}')


def table(kernels):
    lines = ['// Generated by src/test/vagrant/kernels.sh from what its virtual machines did.',
             f"[cols=\"3,{','.join('2' for _ in kernels)}\"]", '|===',
             '|' + ' |'.join([' '] + [f'Linux {kernel.version} ({kernel.distribution})' for kernel in kernels]), '']
    for lab in sorted({lab for kernel in kernels for lab in kernel.labs}):
        lines.append(f'|Lab {lab}')
        for kernel in kernels:
            passed, said, _ = kernel.labs.get(lab, (True, 'not run', 0))
            lines.append(f"|{'' if passed else 'not passed: '}{said}")
    for what in OFFERED:
        if any(what in kernel.offered for kernel in kernels):
            lines.append(f'|{what.capitalize()} that there are')
            lines += [f"|{plain(kernel.offered.get(what, 'not asked'))}" for kernel in kernels]
    for part, words in PARTS.items():
        if any(part in kernel.tests for kernel in kernels):
            lines.append(f'|Tests: {words}')
            lines += [f'|{kernel.counted(part)}' for kernel in kernels]
    lines += ['|===', '']
    reasons = collections.defaultdict(list)
    for kernel in kernels:
        for reason, names in kernel.skipped.items():
            reasons[re.sub(re.escape(kernel.release), 'VERSION', reason)].append((kernel.version, len(names)))
    if reasons:
        lines += ['Why tests were skipped:', '']
        for reason, where in sorted(reasons.items()):
            lines.append(f"* {plain(reason)}: {', '.join(f'{count} on {version}' for version, count in where)}")
    return '\n'.join(lines) + '\n'


def plain(text):
    """Takes the meaning from signs that AsciiDoc would read."""
    text = text.replace('|', '\\|')
    return f'+{text}+' if re.search(r'[*_`#<>^~\[\]{}]', text) and '+' not in text else text


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument('--table', type=pathlib.Path)
    options.add_argument('folders', nargs='+', type=pathlib.Path)
    given = options.parse_args()
    kernels = [Kernel(folder) for folder in given.folders]
    for kernel in kernels:
        kernel.print()
    if given.table:
        kernels.sort(key=lambda kernel: [int(number) for number in kernel.version.split('.')])
        given.table.write_text(table(kernels))
    problems = [problem for kernel in kernels for problem in kernel.problems]
    print(f"\n{len(kernels)} kernels, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == '__main__':
    main()
