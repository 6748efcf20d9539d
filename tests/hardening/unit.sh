#!/bin/bash
# unit.sh FOLDER PROGRAM: becomes a systemd that knows only the units of
# FOLDER, in namespaces of its own, with PROGRAM as /usr/local/bin/tsunagu and
# a fictional centre. For unit.mjs, which calls it by unshare as root.
set -eu
folder=$1 program=$2
# Nothing of ours gets out; within, credentials reach a service by propagation.
mount --make-rprivate /
mount --make-rshared /
mount -t tmpfs -o mode=755 none /var/lib
mount -t tmpfs -o mode=755 none /usr/local/bin
install -m 755 "$program" /usr/local/bin/tsunagu
mount -t tmpfs -o mode=755 none /run
for list in passwd group; do
	cp /etc/$list /run/$list
done
echo 'tsunagu:x:990:990::/nonexistent:/usr/sbin/nologin' >>/run/passwd
echo 'tsunagu:x:990:' >>/run/group
for list in passwd group; do
	mount --bind /run/$list /etc/$list
done
install -d -o 990 -g 990 -m 700 /var/lib/tsunagu /var/lib/tsunagu-keys
(
	umask 077
	setpriv --reuid 990 --regid 990 --clear-groups /usr/local/bin/tsunagu demo \
		--db sqlite:/var/lib/tsunagu/centre.db \
		--keys /var/lib/tsunagu-keys >"$folder"/centre
)
export container=test SYSTEMD_UNIT_PATH="$folder"/units
export SYSTEMD_GENERATOR_PATH=/nonexistent
exec /lib/systemd/systemd --system --unit=test.target --log-target=console
