#include "tests/power/disk.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void *
must(void *memory)
{
	if (memory)
		return memory;
	perror("losefs");
	exit(1);
}

static size_t
below(struct disk *d, size_t n)
{
	d->seed = d->seed * 6364136223846793005U + 1442695040888963407U;
	return (size_t)(d->seed >> 33) % n;
}

void
image_size(struct image *i, size_t size)
{
	if (size > i->room) {
		size_t room = size * 2 + 4096;

		i->bytes = must(realloc(i->bytes, room));
		memset(i->bytes + i->room, 0, room - i->room);
		i->room = room;
	}
	if (size < i->size)
		memset(i->bytes + size, 0, i->size - size);
	i->size = size;
}

void
image_write(struct image *i, const char *bytes, size_t at, size_t len)
{
	if (at + len > i->size)
		image_size(i, at + len);
	memcpy(i->bytes + at, bytes, len);
}

static void
change_add(struct file *f, const char *bytes, size_t at, size_t len)
{
	struct change *c = must(calloc(1, sizeof(*c)));

	c->at = at;
	c->len = len;
	if (bytes)
		c->bytes = memcpy(must(malloc(len + 1)), bytes, len);
	*f->last = c;
	f->last = &c->next;
}

void
file_forget(struct file *f)
{
	struct change *next;

	for (struct change *c = f->first; c; c = next) {
		next = c->next;
		free(c->bytes);
		free(c);
	}
	f->first = NULL;
	f->last = &f->first;
}

void
file_sync(struct file *f)
{
	for (struct change *c = f->first; c; c = c->next) {
		if (c->bytes)
			image_write(&f->durable, c->bytes, c->at, c->len);
		else
			image_size(&f->durable, c->at);
	}
	file_forget(f);
}

/* The power is gone: of each change the disk has this piece or that. */
static void
file_lose(struct disk *d, struct file *f)
{
	size_t percent = below(d, 101);

	for (struct change *c = f->first; c && d->grain; c = c->next) {
		size_t end = c->at + c->len, next;

		if (!c->bytes && below(d, 100) < percent)
			image_size(&f->durable, c->at);
		for (size_t at = c->at; c->bytes && at < end; at = next) {
			next = (at / d->grain + 1) * d->grain;
			next = next < end ? next : end;
			if (below(d, 100) < percent)
				image_write(&f->durable,
				    c->bytes + (at - c->at), at, next - at);
		}
	}
	file_forget(f);
}

struct file *
file_new(mode_t mode)
{
	struct file *f = must(calloc(1, sizeof(*f)));

	f->last = &f->first;
	f->mode = S_IFREG | (mode & 07777);
	return f;
}

void
file_write(struct file *f, const char *bytes, size_t at, size_t len)
{
	image_write(&f->now, bytes, at, len);
	change_add(f, bytes, at, len);
}

void
file_size(struct file *f, size_t size)
{
	image_size(&f->now, size);
	change_add(f, NULL, size, 0);
}

struct names *
names_now(struct disk *d)
{
	return &d->states[d->nstates - 1];
}

/* A journal this long writes its oldest part down by itself. */
struct names *
names_change(struct disk *d)
{
	if (d->nstates == STATES)
		memmove(d->states, d->states + 1,
		    --d->nstates * sizeof(d->states[0]));
	d->nstates++;
	*names_now(d) = d->states[d->nstates - 2];
	return names_now(d);
}

void
names_sync(struct disk *d)
{
	d->states[0] = *names_now(d);
	d->nstates = 1;
}

/* The place of /NAME, or NAMES. */
size_t
names_find(const struct names *names, const char *path)
{
	for (size_t i = 0; i < names->n; i++) {
		if (strcmp(names->at[i].name, path + 1) == 0)
			return i;
	}
	return NAMES;
}

bool
names_add(struct names *names, const char *path, struct file *f)
{
	size_t i = names_find(names, path);

	if (i == NAMES && (names->n == NAMES || strlen(path + 1) >= NAME_BYTES))
		return false;
	if (i == NAMES)
		i = names->n++;
	strcpy(names->at[i].name, path + 1);
	names->at[i].file = f;
	return true;
}

void
names_remove(struct names *names, size_t i)
{
	names->at[i] = names->at[--names->n];
}

static FILE *
open_in(const char *folder, const char *name, const char *mode)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	return must(fopen(path, mode));
}

static void
load_file(struct disk *d, const char *name)
{
	FILE *in = open_in(d->folder, name, "rb");
	struct file *f = file_new(0600);
	char path[PATH_BYTES], bytes[1 << 16];
	size_t n;

	while ((n = fread(bytes, 1, sizeof(bytes), in)) > 0) {
		image_write(&f->now, bytes, f->now.size, n);
		image_write(&f->durable, bytes, f->durable.size, n);
	}
	snprintf(path, sizeof(path), "/%s", name);
	if (ferror(in) || !names_add(names_now(d), path, f)) {
		fprintf(stderr, "losefs: %s: cannot be held\n", name);
		exit(1);
	}
	fclose(in);
}

/* The names in FOLDER to hold, or, to make room for others, to remove. */
static void
each_file(struct disk *d, void (*deed)(struct disk *, const char *))
{
	DIR *dir = must(opendir(d->folder));
	struct dirent *e;

	while ((e = readdir(dir))) {
		if (e->d_type == DT_REG)
			deed(d, e->d_name);
	}
	closedir(dir);
}

static void
remove_file(struct disk *d, const char *name)
{
	char path[PATH_BYTES];

	snprintf(path, sizeof(path), "%s/%s", d->folder, name);
	unlink(path);
}

static void
write_out(struct disk *d, const struct names *names)
{
	each_file(d, remove_file);
	for (size_t i = 0; i < names->n; i++) {
		const struct image *kept = &names->at[i].file->durable;
		FILE *out = open_in(d->folder, names->at[i].name, "wb");

		if (fwrite(kept->bytes, 1, kept->size, out) != kept->size ||
		    fclose(out)) {
			perror("losefs");
			exit(1);
		}
	}
}

void
disk_load(struct disk *d)
{
	d->nstates = 1;
	each_file(d, load_file);
}

void
disk_end(struct disk *d, bool cut)
{
	const struct names *names = names_now(d);

	if (cut)
		names = &d->states[d->grain ? below(d, d->nstates) : 0];
	for (size_t i = 0; i < names->n; i++) {
		if (cut)
			file_lose(d, names->at[i].file);
		else
			file_sync(names->at[i].file);
	}
	write_out(d, names);
}
