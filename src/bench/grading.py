#!/usr/bin/env python3
"""Grades a class of generated submissions, right, wrong in many ways and hostile, and holds the marks to what they are known to
deserve: at once, killed with -9 half-way and begun again, and in four parts that are merged. Prints how many a second and
processor.

    src/bench/grading.py [SIZE] [LAB] [MORE ...]     SIZE defaults to 300, LAB to 2.1, every 20th is hostile;
                                                     MORE goes to bpflab grade, such as --trust-submissions --timeout 20

Needs compiled tests: mvn -Dquick -DskipTests test-compile, and CLASSPATH with both target folders and the libraries, or
mvn dependency:build-classpath to find them. The class is the same each time; SEED in the environment makes another.
"""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from bench import ROOT

SEED = os.environ.get('SEED', '1')
HOSTILE_EVERY = '20'


def class_path():
    if os.environ.get('CLASSPATH'):
        return os.environ['CLASSPATH']
    listed = os.path.join(ROOT, 'target', 'classpath.txt')
    subprocess.run(['mvn', '-q', 'dependency:build-classpath', f'-Dmdep.outputFile={listed}'], cwd=ROOT, check=True)
    with open(listed) as file:
        libraries = file.read().strip()
    return ':'.join([os.path.join(ROOT, 'target', 'test-classes'), os.path.join(ROOT, 'target', 'classes'), libraries])


CLASSES = class_path()


def java(main, *args):
    return ['java', '-cp', CLASSES, main, *args]


def bpflab(*args):
    return java('dev.bpflab.cli.Main', *args)


def grade(lab, folder, out, *more):
    begun = time.monotonic()
    with open(out + '.log', 'a') as log:
        ended = subprocess.run(
            bpflab('grade', lab, folder, '--out', out, '--seed', SEED, '--format', 'json,html', *more),
            stdout=log, stderr=log)
    if ended.returncode not in (0, 1):
        with open(out + '.log') as log:
            raise SystemExit(f'grading ended with {ended.returncode}:\n' + ''.join(log.readlines()[-5:]))
    return time.monotonic() - begun


def results(out):
    folder = os.path.join(out, 'results')
    return [name for name in os.listdir(folder) if len(name) == 37] if os.path.isdir(folder) else []


def killed(lab, folder, out, half, *more):
    """Grades until half of the class has marks, and kills the grader then, whatever it does."""
    with open(out + '.log', 'a') as log:
        grader = subprocess.Popen(
            bpflab('grade', lab, folder, '--out', out, '--seed', SEED, '--format', 'json', *more),
            stdout=log, stderr=log)
        while len(results(out)) < half and grader.poll() is None:
            time.sleep(0.1)
        grader.send_signal(signal.SIGKILL)
        grader.wait()
    return len(results(out))


def marks(out):
    with open(os.path.join(out, 'report.json')) as file:
        return {each['name']: each['report'] for each in json.load(file)['submissions']}


def differences(reports, labels):
    """Returns a line for each submission whose marks are not what it deserves."""
    wrong = []
    for name, label in labels.items():
        report = reports[name]
        failed = sorted(s['id'] for s in report['steps'] if s['kind'] == 'STEP' and s['outcome'] != 'PASSED')
        found = [failed, report['points'], report['ending']['kind']]
        wanted = [sorted(label['failed']), label['points'], label['ending']]
        if found != wanted:
            wrong.append(f'  {name} ({label["variant"]}): {found}, deserves {wanted}')
    return wrong


def without_words(reports):
    """What must be the same in two gradings: everything but the numbers in the words about how a run ended."""
    return {
        name: [report['points'], report['marks'], report['extraMarks'], report['ending']['kind'],
               [[s['id'], s['outcome'], s['marks']] for s in report['steps']]]
        for name, report in reports.items()}


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    lab = sys.argv[2] if len(sys.argv) > 2 else '2.1'
    more = sys.argv[3:] or ['--timeout', '10']
    cpus = os.cpu_count()
    work = tempfile.mkdtemp(prefix='bpflab-class-')
    try:
        folder, labels_file = os.path.join(work, 'class'), os.path.join(work, 'labels.json')
        subprocess.run(
            java('dev.bpflab.grade.classroom.WriteClass', lab, str(size), HOSTILE_EVERY, SEED, folder, labels_file),
            cwd=ROOT, check=True)
        with open(labels_file) as file:
            labels = json.load(file)
        whole = os.path.join(work, 'whole')
        seconds = grade(lab, folder, whole, *more)
        wrong = differences(marks(whole), labels)
        print(f'{size} submissions in {seconds:.0f} s on {cpus} processors: '
              f'{size / seconds / cpus:.2f} a second and processor; {len(wrong)} not as they deserve')
        print('\n'.join(wrong), end='\n' if wrong else '', flush=True)

        resumed = os.path.join(work, 'resumed')
        half = killed(lab, folder, resumed, size // 2, *more)
        grade(lab, folder, resumed, *more)
        same = without_words(marks(resumed)) == without_words(marks(whole))
        print(f'killed with -9 when {half} had marks, begun again: {"the same" if same else "OTHER"} marks', flush=True)

        parts = []
        for part in range(1, 5):
            parts.append(os.path.join(work, f'part{part}'))
            grade(lab, folder, parts[-1], '--shard', f'{part}/4', *more)
        merged = os.path.join(work, 'merged')
        subprocess.run(
            bpflab('grade', 'merge', *parts, '--out', merged, '--format', 'json'), stdout=subprocess.DEVNULL)
        together = without_words(marks(merged)) == without_words(marks(whole))
        print(f'in four parts, merged: {"the same" if together else "OTHER"} marks')
        raise SystemExit(0 if same and together and not wrong else 1)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == '__main__':
    main()
