#!/bin/bash
# operate.sh FOLDER PROGRAM: becomes a systemd in namespaces of its own, on a
# machine whose /etc, /var/lib and /usr/local are as new, with two sticks at
# /mnt. For operate.mjs, which calls it by unshare as root.
set -eu
folder=$1
mount --make-rprivate /
mount --make-rshared /
for place in etc mnt root; do
	mkdir -p "$folder/$place/up" "$folder/$place/work"
done
mount -t tmpfs -o mode=755 none "$folder/etc"
mkdir "$folder/etc/up" "$folder/etc/work"
mount -t overlay -o "lowerdir=/etc,upperdir=$folder/etc/up,workdir=$folder/etc/work" none /etc
for place in /var/lib /var/backups /usr/local/bin /mnt; do
	mount -t tmpfs -o mode=755 none "$place"
done
mount -t tmpfs -o mode=700 none /root
mount -t tmpfs -o mode=755 none /run
mkdir -m 700 /mnt/safe /mnt/other
rm -rf /etc/systemd/system
mkdir /etc/systemd/system
for name in sysinit basic sockets timers shutdown multi-user test; do
	printf '[Unit]\nDefaultDependencies=no\n' >"/etc/systemd/system/$name.target"
done
export container=test SYSTEMD_UNIT_PATH=/etc/systemd/system SYSTEMD_GENERATOR_PATH=/nonexistent
exec /lib/systemd/systemd --system --unit=test.target --log-target=null
