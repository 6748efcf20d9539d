#ifndef TESTS_POWER_DISK_H
#define TESTS_POWER_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/*
 * What losefs holds: files that are as they were last written and, beside
 * that, as they were last synced, with every change between the two. Memory
 * that cannot be had ends the program.
 */
enum { NAMES = 32, NAME_BYTES = 64, STATES = 64, PATH_BYTES = 4096 };

/* Bytes beyond the size are zero up to the room. */
struct image {
	char *bytes;
	size_t size, room;
};

/* Not synced yet. Without bytes: the file was cut or grown to `at`. */
struct change {
	struct change *next;
	char *bytes;
	size_t at, len;
};

struct file {
	struct image now, durable;
	struct change *first, **last;
	mode_t mode;
};

struct names {
	struct {
		char name[NAME_BYTES];
		struct file *file;
	} at[NAMES];
	size_t n;
};

struct disk {
	const char *folder, *place;
	struct names states[STATES]; /* from the durable one to now */
	size_t nstates;
	size_t grain; /* kept or lost together; 0: all lost */
	bool strict;  /* names need a sync of the folder */
	bool broken;
	uint64_t seed;
};

void	*must(void *memory);
void	image_size(struct image *, size_t size);
void	image_write(struct image *, const char *bytes, size_t at, size_t len);

struct file *file_new(mode_t mode);
void	file_write(struct file *, const char *bytes, size_t at, size_t len);
void	file_size(struct file *, size_t size);
void	file_sync(struct file *);
/* As Linux does it when a sync fails: what it was for is taken for written. */
void	file_forget(struct file *);

/* Paths are "/NAME". names_find: the place in `at`, or NAMES. */
struct names *names_now(struct disk *);
struct names *names_change(struct disk *);	/* a copy, to be changed */
void	names_sync(struct disk *);
size_t	names_find(const struct names *, const char *path);
bool	names_add(struct names *, const char *path, struct file *);
void	names_remove(struct names *, size_t i);

/* From d->folder, and back into it: all there is, or what a cut has left. */
void	disk_load(struct disk *);
void	disk_end(struct disk *, bool cut);

#endif
