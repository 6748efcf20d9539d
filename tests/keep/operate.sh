#!/bin/bash
# operate.sh FOLDER PROGRAM: becomes a systemd in namespaces of its own, on a
# machine whose /etc, /var/lib and /usr/local are as new, with two sticks at
# /mnt. For operate.mjs, which calls it by unshare as root.
set -eu
folder=$1
mount --make-rprivate /
mount --make-rshared /
# The source may lie in /root, so both keep what they have.
for place in etc root; do
	mkdir -p "$folder/$place"
	mount -t tmpfs -o mode=755 none "$folder/$place"
	mkdir "$folder/$place/up" "$folder/$place/work"
	mount -t overlay none "/$place" \
		-o "lowerdir=/$place,upperdir=$folder/$place/up,workdir=$folder/$place/work"
done
for place in /var/lib /var/backups /usr/local/bin /mnt; do
	mount -t tmpfs -o mode=755 none "$place"
done
mount -t tmpfs -o mode=755 none /run
mkdir -m 700 /mnt/safe /mnt/other
rm -rf /etc/systemd/system
mkdir /etc/systemd/system
for name in sysinit basic sockets timers shutdown multi-user test; do
	printf '[Unit]\nDefaultDependencies=no\n' >"/etc/systemd/system/$name.target"
done
export container=test SYSTEMD_UNIT_PATH=/etc/systemd/system SYSTEMD_GENERATOR_PATH=/nonexistent
exec /lib/systemd/systemd --system --unit=test.target --log-target=null
