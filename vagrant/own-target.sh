#!/bin/sh
# Gives the guest a folder of its own to build into, laid over the synced project's: run by Vagrant at each start.
#
#   own-target.sh [USER]    whose folder it is; vagrant when none is named
set -eu
mkdir -p /var/lib/bpflab/target /opt/bpflab/target
chown "${1:-vagrant}:" /var/lib/bpflab/target
mountpoint -q /opt/bpflab/target || mount --bind /var/lib/bpflab/target /opt/bpflab/target
