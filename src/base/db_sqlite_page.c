#include "base/db_sqlite_page.h"

#include <endian.h>
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE = 4096, SUM = 8, HEADER = 100, TRIES = 50 };

/* SQLite's own layer has its file right behind. Room is given by eights. */
struct page_file {
	sqlite3_file base;
	bool sums;
	_Alignas(8) char below[];
};

static sqlite3_file *
below(sqlite3_file *f)
{
	return (sqlite3_file *)((struct page_file *)f)->below;
}

static uint32_t
number(const unsigned char *bytes)
{
	uint32_t n;

	memcpy(&n, bytes, sizeof(n));
	return le32toh(n);
}

/* Two sums that hang on each other: any one word that changes, and any two
 * that change places, change them. */
static void
sum_of(const unsigned char page[PAGE], sqlite3_int64 at, unsigned char out[SUM])
{
	uint32_t a = (uint32_t)(at / PAGE + 1), b = 0;

	for (size_t i = 0; i < PAGE - SUM; i += 8) {
		a += number(page + i) + b;
		b += number(page + i + 4) + a;
	}
	a = htole32(a);
	b = htole32(b);
	memcpy(out, &a, sizeof(a));
	memcpy(out + sizeof(a), &b, sizeof(b));
}

/* Whether pages are of our size and leave room, as the first of them says. */
static bool
has_sums(const unsigned char *header)
{
	return header[16] << 8 == PAGE && header[17] == 0 && header[20] == SUM;
}

static int
on_close(sqlite3_file *f)
{
	return below(f)->pMethods->xClose(below(f));
}

static int
on_read(sqlite3_file *f, void *out, int n, sqlite3_int64 at)
{
	return below(f)->pMethods->xRead(below(f), out, n, at);
}

static int
on_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 at)
{
	struct page_file *file = (struct page_file *)f;
	unsigned char page[PAGE];

	if (at == 0 && n >= HEADER)
		file->sums = has_sums(bytes);
	if (!file->sums || n != PAGE || at % PAGE != 0)
		return below(f)->pMethods->xWrite(below(f), bytes, n, at);
	memcpy(page, bytes, PAGE - SUM);
	sum_of(page, at, page + PAGE - SUM);
	return below(f)->pMethods->xWrite(below(f), page, PAGE, at);
}

static int
on_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	return below(f)->pMethods->xTruncate(below(f), size);
}

static int
on_sync(sqlite3_file *f, int flags)
{
	return below(f)->pMethods->xSync(below(f), flags);
}

static int
on_size(sqlite3_file *f, sqlite3_int64 *size)
{
	return below(f)->pMethods->xFileSize(below(f), size);
}

static int
on_lock(sqlite3_file *f, int lock)
{
	return below(f)->pMethods->xLock(below(f), lock);
}

static int
on_unlock(sqlite3_file *f, int lock)
{
	return below(f)->pMethods->xUnlock(below(f), lock);
}

static int
on_check_lock(sqlite3_file *f, int *taken)
{
	return below(f)->pMethods->xCheckReservedLock(below(f), taken);
}

static int
on_control(sqlite3_file *f, int what, void *arg)
{
	return below(f)->pMethods->xFileControl(below(f), what, arg);
}

static int
on_sector(sqlite3_file *f)
{
	return below(f)->pMethods->xSectorSize(below(f));
}

static int
on_device(sqlite3_file *f)
{
	return below(f)->pMethods->xDeviceCharacteristics(below(f));
}

static int
on_shm_map(sqlite3_file *f, int region, int size, int extend,
    void volatile **out)
{
	return below(f)->pMethods->xShmMap(below(f), region, size, extend, out);
}

static int
on_shm_lock(sqlite3_file *f, int at, int n, int flags)
{
	return below(f)->pMethods->xShmLock(below(f), at, n, flags);
}

static void
on_shm_barrier(sqlite3_file *f)
{
	below(f)->pMethods->xShmBarrier(below(f));
}

static int
on_shm_unmap(sqlite3_file *f, int remove)
{
	return below(f)->pMethods->xShmUnmap(below(f), remove);
}

/* Version 2: without xFetch, so that nothing maps the file past us. */
static const sqlite3_io_methods methods = {
	.iVersion = 2,
	.xClose = on_close,
	.xRead = on_read,
	.xWrite = on_write,
	.xTruncate = on_truncate,
	.xSync = on_sync,
	.xFileSize = on_size,
	.xLock = on_lock,
	.xUnlock = on_unlock,
	.xCheckReservedLock = on_check_lock,
	.xFileControl = on_control,
	.xSectorSize = on_sector,
	.xDeviceCharacteristics = on_device,
	.xShmMap = on_shm_map,
	.xShmLock = on_shm_lock,
	.xShmBarrier = on_shm_barrier,
	.xShmUnmap = on_shm_unmap,
};

/* Logs and journals have sums of their own, by SQLite. */
static int
on_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags,
    int *got)
{
	sqlite3_vfs *parent = vfs->pAppData;
	struct page_file *file = (struct page_file *)f;
	unsigned char header[HEADER];
	int code;

	if (!(flags & SQLITE_OPEN_MAIN_DB))
		return parent->xOpen(parent, name, f, flags, got);
	f->pMethods = NULL;
	code = parent->xOpen(parent, name, below(f), flags, got);
	if (code != SQLITE_OK)
		return code;
	f->pMethods = &methods;
	file->sums = on_read(f, header, HEADER, 0) == SQLITE_OK &&
	    has_sums(header);
	return SQLITE_OK;
}

bool
page_vfs_add(void)
{
	sqlite3_vfs *parent, *vfs;

	if (sqlite3_vfs_find(PAGE_VFS))
		return true;
	parent = sqlite3_vfs_find(NULL);
	vfs = parent ? calloc(1, sizeof(*vfs)) : NULL;
	if (!vfs)
		return false;
	/* Its other deeds are done by the layer below as they are. */
	*vfs = *parent;
	vfs->pNext = NULL;
	vfs->zName = PAGE_VFS;
	vfs->szOsFile += (int)offsetof(struct page_file, below);
	vfs->pAppData = parent;
	vfs->xOpen = on_open;
	return sqlite3_vfs_register(vfs, 0) == SQLITE_OK;
}

void
page_sums_want(sqlite3 *c)
{
	int n = SUM;

	sqlite3_file_control(c, "main", SQLITE_FCNTL_RESERVE_BYTES, &n);
}

/* A page that was never written is a hole in the file. */
static bool
is_well(const unsigned char page[PAGE], sqlite3_int64 at)
{
	unsigned char sum[SUM];

	sum_of(page, at, sum);
	if (memcmp(sum, page + PAGE - SUM, SUM) == 0)
		return true;
	for (size_t i = 0; i < PAGE; i++) {
		if (page[i])
			return false;
	}
	return true;
}

/* Who serves beside us may be writing this very page: then it is read again. */
static enum result
look(sqlite3_file *f, sqlite3_int64 at, bool *well)
{
	unsigned char page[PAGE];

	*well = false;
	for (int i = 0; i < TRIES && !*well; i++) {
		if (i)
			sched_yield();
		if (f->pMethods->xRead(f, page, PAGE, at) != SQLITE_OK)
			return BROKEN;
		*well = is_well(page, at);
	}
	return OK;
}

enum result
page_sums_check(sqlite3 *c, db_each_page *each, void *ctx)
{
	unsigned char header[HEADER];
	sqlite3_file *f = NULL;
	sqlite3_int64 size;
	enum result rc = OK;
	bool well;

	if (sqlite3_file_control(c, "main", SQLITE_FCNTL_FILE_POINTER, &f) !=
	    SQLITE_OK || !f || !f->pMethods ||
	    f->pMethods->xFileSize(f, &size) != SQLITE_OK)
		return BROKEN;
	if (size < PAGE || f->pMethods->xRead(f, header, HEADER, 0) !=
	    SQLITE_OK || !has_sums(header))
		return MISSING;
	for (sqlite3_int64 at = 0; !rc && at + PAGE <= size; at += PAGE) {
		rc = look(f, at, &well);
		if (!rc && !well)
			rc = each(ctx, at / PAGE + 1);
	}
	return rc;
}
