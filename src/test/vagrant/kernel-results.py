#!/usr/bin/env python3
"""Sums up what kernels.sh brought out of its virtual machines.

    kernel-results.py [--table FILE] FOLDER...

Prints for each kernel how the labs went, how many tests ran, failed and were skipped, and why; with --table also writes
lab x kernel and part x kernel as AsciiDoc, where columns of kernels that did not run now stay. Ends with 1 when something failed.
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

NOT_RUN = 'not run'

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
        return ', '.join(words) or NOT_RUN

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


class Column:
    """What the table says of one kernel: cells by the labels of their rows, and how many tests were skipped for which reason."""

    def __init__(self, title):
        self.title = title
        self.cells = {}
        self.reasons = {}

    @property
    def version(self):
        return re.search(r'\d+\.\d+', self.title).group()

    @staticmethod
    def of(kernel):
        column = Column(f'Linux {kernel.version} ({kernel.distribution})')
        for lab, (passed, said, _) in kernel.labs.items():
            column.cells[f'Lab {lab}'] = f"{'' if passed else 'not passed: '}{said}"
        for what, found in kernel.offered.items():
            column.cells[f'{what.capitalize()} that there are'] = plain(found)
        for part, words in PARTS.items():
            column.cells[f'Tests: {words}'] = kernel.counted(part)
        for reason, names in kernel.skipped.items():
            column.reasons[plain(reason.replace(kernel.release, 'VERSION'))] = len(names)
        return column

    @staticmethod
    def read(file):
        """The columns of a table that was written before."""
        lines = file.read_text().splitlines() if file.exists() else []
        if '|===' not in lines:
            return []
        begin = lines.index('|===')
        end = lines.index('|===', begin + 1)
        columns = [Column(title.strip()) for title in lines[begin + 1].split('|')[2:]]
        cells = [line[1:] for line in lines[begin + 2:end] if line.startswith('|')]
        for row in range(0, len(cells), len(columns) + 1):
            for column, cell in zip(columns, cells[row + 1:]):
                column.cells[cells[row]] = cell
        for line in lines[end:]:
            reason, _, where = line[2:].rpartition(': ')
            for count, version in re.findall(r'(\d+) on ([\d.]+)', where):
                for column in columns:
                    if column.version == version:
                        column.reasons[reason] = int(count)
        return columns


def table(columns):
    columns = sorted(columns, key=lambda column: [int(number) for number in column.version.split('.')])
    labels = sorted({label for column in columns for label in column.cells if label.startswith('Lab ')})
    labels += [f'{what.capitalize()} that there are' for what in OFFERED] + [f'Tests: {words}' for words in PARTS.values()]
    lines = ['// Generated by src/test/vagrant/kernels.sh from what its virtual machines did.',
             f"[cols=\"3,{','.join('2' for _ in columns)}\"]", '|===',
             '|' + ' |'.join([' '] + [column.title for column in columns]), '']
    for label in labels:
        cells = [column.cells.get(label, NOT_RUN) for column in columns]
        if set(cells) != {NOT_RUN}:
            lines += [f'|{cell}' for cell in [label] + cells]
    lines += ['|===', '']
    reasons = sorted({reason for column in columns for reason in column.reasons}, key=lambda reason: reason.lstrip('+'))
    if reasons:
        lines += ['Why tests were skipped:', '']
    for reason in reasons:
        where = [f'{column.reasons[reason]} on {column.version}' for column in columns if reason in column.reasons]
        lines.append(f"* {reason}: {', '.join(where)}")
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
        columns = {column.title: column for column in Column.read(given.table)}
        columns.update({column.title: column for column in map(Column.of, kernels)})
        given.table.write_text(table(columns.values()))
    problems = [problem for kernel in kernels for problem in kernel.problems]
    print(f"\n{len(kernels)} kernels, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == '__main__':
    main()
