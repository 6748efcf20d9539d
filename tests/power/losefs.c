/*
 * A disk that can lose its power:
 *
 *	losefs [--keep none|blocks|sectors] [--names journal|strict]
 *	    [--seed N] FOLDER PLACE
 *
 * It holds what FOLDER holds (files only, no folders in it), shows it at
 * PLACE, and says "ready". What is written stays volatile until fsync or
 * fdatasync of that file. Which names there are is durable once the folder was
 * synced, or with `journal` once any file was.
 *
 * SIGUSR1 cuts the power: FOLDER then holds what was durable, and of the rest
 * nothing, or by chance blocks of 4096 or sectors of 512 bytes. Of writes to
 * the same place any may be the one that stays. SIGTERM ends in order: all is
 * kept. SIGUSR2 breaks the disk, and again mends it: each sync fails with EIO
 * and what it should have made durable is forgotten, as Linux does it.
 *
 * One request after another, so a cut is always between two of them.
 */
#define FUSE_USE_VERSION 31

#include <errno.h>
#include <fcntl.h>
#include <fuse.h>
#include <fuse_lowlevel.h>
#include <getopt.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "tests/power/disk.h"

enum { CACHED_SECONDS = 3600 };

static struct disk *
disk(void)
{
	return fuse_get_context()->private_data;
}

static struct file *
file_of(const char *path, const struct fuse_file_info *fi)
{
	struct names *names = names_now(disk());
	size_t i;

	if (fi && fi->fh)
		return (struct file *)fi->fh;
	i = names_find(names, path);
	return i == NAMES ? NULL : names->at[i].file;
}

static void *
on_init(struct fuse_conn_info *conn, struct fuse_config *config)
{
	/* Nobody else changes the files: the kernel may keep all it read. */
	conn->want &= ~(unsigned)FUSE_CAP_AUTO_INVAL_DATA;
	config->kernel_cache = 1;
	config->attr_timeout = config->entry_timeout = CACHED_SECONDS;
	config->nullpath_ok = config->hard_remove = 1;
	return disk();
}

static int
on_getattr(const char *path, struct stat *st, struct fuse_file_info *fi)
{
	struct file *f;

	memset(st, 0, sizeof(*st));
	st->st_nlink = 1;
	if (path && strcmp(path, "/") == 0) {
		st->st_mode = S_IFDIR | 0700;
		return 0;
	}
	f = file_of(path, fi);
	if (!f)
		return -ENOENT;
	st->st_mode = f->mode;
	st->st_size = (off_t)f->now.size;
	st->st_blocks = (blkcnt_t)(f->now.size / 512 + 1);
	return 0;
}

static int
on_readdir(const char *path, void *out, fuse_fill_dir_t fill, off_t from,
    struct fuse_file_info *fi, enum fuse_readdir_flags flags)
{
	const struct names *names = names_now(disk());

	(void)path, (void)from, (void)fi, (void)flags;
	for (size_t i = 0; i < names->n; i++) {
		if (fill(out, names->at[i].name, NULL, 0, 0))
			break;
	}
	return 0;
}

static int
on_create(const char *path, mode_t mode, struct fuse_file_info *fi)
{
	struct file *f = file_new(mode);

	if (!names_add(names_change(disk()), path, f))
		return -ENOSPC;
	fi->fh = (uintptr_t)f;
	return 0;
}

static int
on_open(const char *path, struct fuse_file_info *fi)
{
	fi->fh = (uintptr_t)file_of(path, NULL);
	return fi->fh ? 0 : -ENOENT;
}

static int
on_unlink(const char *path)
{
	struct names *names = names_change(disk());

	names_remove(names, names_find(names, path));
	return 0;
}

static int
on_rename(const char *from, const char *to, unsigned flags)
{
	struct names *names = names_change(disk());
	size_t i = names_find(names, from);

	if (flags || !names_add(names, to, names->at[i].file))
		return -EINVAL;
	names_remove(names, names_find(names, from));
	return 0;
}

static int
on_read(const char *path, char *out, size_t len, off_t from,
    struct fuse_file_info *fi)
{
	struct file *f = file_of(path, fi);
	size_t at = (size_t)from;

	if (at >= f->now.size)
		return 0;
	if (len > f->now.size - at)
		len = f->now.size - at;
	memcpy(out, f->now.bytes + at, len);
	return (int)len;
}

static int
on_write(const char *path, const char *bytes, size_t len, off_t at,
    struct fuse_file_info *fi)
{
	struct file *f = file_of(path, fi);

	file_write(f, bytes, (size_t)at, len);
	return (int)len;
}

static int
on_truncate(const char *path, off_t size, struct fuse_file_info *fi)
{
	struct file *f = file_of(path, fi);

	if (!f)
		return -ENOENT;
	file_size(f, (size_t)size);
	return 0;
}

static int
on_fsync(const char *path, int data_only, struct fuse_file_info *fi)
{
	struct disk *d = disk();
	struct file *f = file_of(path, fi);

	(void)data_only;
	if (d->broken) {
		file_forget(f);
		return -EIO;
	}
	file_sync(f);
	if (!d->strict)
		names_sync(d);
	return 0;
}

static int
on_fsyncdir(const char *path, int data_only, struct fuse_file_info *fi)
{
	(void)path, (void)data_only, (void)fi;
	if (disk()->broken)
		return -EIO;
	names_sync(disk());
	return 0;
}

static int
on_chmod(const char *path, mode_t mode, struct fuse_file_info *fi)
{
	struct file *f = file_of(path, fi);

	if (!f)
		return -ENOENT;
	f->mode = S_IFREG | (mode & 07777);
	return 0;
}

/* Owners and times are nobody's business here. */
static int
on_chown(const char *path, uid_t uid, gid_t gid, struct fuse_file_info *fi)
{
	(void)path, (void)uid, (void)gid, (void)fi;
	return 0;
}

static int
on_utimens(
    const char *path, const struct timespec when[2], struct fuse_file_info *fi)
{
	(void)path, (void)when, (void)fi;
	return 0;
}

static const struct fuse_operations operations = {
	.init = on_init,
	.getattr = on_getattr,
	.readdir = on_readdir,
	.create = on_create,
	.open = on_open,
	.unlink = on_unlink,
	.rename = on_rename,
	.read = on_read,
	.write = on_write,
	.truncate = on_truncate,
	.fsync = on_fsync,
	.fsyncdir = on_fsyncdir,
	.chmod = on_chmod,
	.chown = on_chown,
	.utimens = on_utimens,
};

/* Until a signal says that it is over, or PLACE is unmounted. */
static bool
serve_until_cut(struct disk *d, struct fuse_session *session, int signals)
{
	struct pollfd in[] = { { .fd = signals, .events = POLLIN },
		{ .fd = fuse_session_fd(session), .events = POLLIN } };
	struct fuse_buf request = { 0 };
	struct signalfd_siginfo told;

	while (!fuse_session_exited(session)) {
		int n;

		if (poll(in, 2, -1) < 0)
			continue;
		if (in[0].revents &&
		    read(signals, &told, sizeof(told)) == sizeof(told)) {
			if (told.ssi_signo != SIGUSR2)
				return told.ssi_signo == SIGUSR1;
			d->broken = !d->broken;
			continue;
		}
		n = fuse_session_receive_buf(session, &request);
		if (n == -EINTR || n == -EAGAIN)
			continue;
		if (n <= 0)
			break;
		fuse_session_process_buf(session, &request);
	}
	return false;
}

static bool
read_options(struct disk *d, int argc, char **argv)
{
	static const struct option options[] = {
		{ "keep", required_argument, NULL, 'k' },
		{ "names", required_argument, NULL, 'n' },
		{ "seed", required_argument, NULL, 's' },
		{ NULL, 0, NULL, 0 },
	};
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'k' && strcmp(optarg, "blocks") == 0)
			d->grain = 4096;
		else if (c == 'k' && strcmp(optarg, "sectors") == 0)
			d->grain = 512;
		else if (c == 'n')
			d->strict = strcmp(optarg, "strict") == 0;
		else if (c == 's')
			d->seed = strtoull(optarg, NULL, 10);
		else if (c != 'k' || strcmp(optarg, "none") != 0)
			return false;
	}
	if (optind != argc - 2)
		return false;
	d->folder = argv[optind];
	d->place = argv[optind + 1];
	return true;
}

int
main(int argc, char **argv)
{
	char *mount[] = { argv[0], (char *)"-ofsname=losefs", NULL };
	struct fuse_args args = FUSE_ARGS_INIT(2, mount);
	struct disk *d = must(calloc(1, sizeof(*d)));
	struct fuse *fuse;
	sigset_t set;
	bool cut;

	if (!read_options(d, argc, argv)) {
		fputs("usage: losefs [--keep none|blocks|sectors] [--names"
		      " journal|strict] [--seed N] FOLDER PLACE\n",
		    stderr);
		return 2;
	}
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGUSR2);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigprocmask(SIG_BLOCK, &set, NULL);
	disk_load(d);
	fuse = fuse_new(&args, &operations, sizeof(operations), d);
	if (!fuse || fuse_mount(fuse, d->place))
		return 1;
	puts("ready");
	fflush(stdout);
	cut = serve_until_cut(
	    d, fuse_get_session(fuse), signalfd(-1, &set, SFD_CLOEXEC));
	disk_end(d, cut);
	fuse_unmount(fuse);
	fuse_destroy(fuse);
	return 0;
}
