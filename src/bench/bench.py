"""What the benchmarks share: our programs in the built workbench, and processes that answer line by line."""
import os
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


def ours(program):
    """The command that runs a Java file of this folder on the packaged workbench, with the launcher's garbage collector
    and, unlike there, the JVM's second compiler: BPFLAB_JAVA_OPTS=-XX:TieredStopAtLevel=1 shows the difference."""
    jar = os.path.join(ROOT, 'target', 'bpflab.jar')
    if not os.path.exists(jar):
        raise SystemExit(f'{jar} is missing: mvn -Dquick -DskipTests package')
    java = os.path.join(os.environ['JAVA_HOME'], 'bin', 'java') if os.environ.get('JAVA_HOME') else 'java'
    options = os.environ.get('BPFLAB_JAVA_OPTS', '').split()
    return [java, '-XX:+UseSerialGC', *options, '-cp', jar, os.path.join(HERE, program + '.java')]


class Peer:
    """A process that answers each line on its standard input with one on its standard output."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.process.stdin.close()
        self.process.wait()

    def ask(self, line):
        self.process.stdin.write(line + '\n')
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f'{self.process.args[0]} ended at {line!r}')
        return answer.strip()
