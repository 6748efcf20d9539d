#include "base/asset.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* build/assets.tar, made by the Makefile with names in order. */
__asm__(".section .rodata\n"
	".balign 16\n"
	".globl asset_archive, asset_archive_end\n"
	"asset_archive: .incbin \"build/assets.tar\"\n"
	"asset_archive_end:\n"
	".byte 0\n"
	".previous\n");

extern const char asset_archive[], asset_archive_end[];

enum { TAR_BLOCK = 512, TAR_SIZE_AT = 124, TAR_TYPE_AT = 156, MAX_ASSETS = 512 };

/* Filled once from constant bytes, then only read. */
static struct asset assets[MAX_ASSETS];
static size_t nassets;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
read_archive(void)
{
	const char *at = asset_archive;

	while (at + TAR_BLOCK <= asset_archive_end && *at && nassets < MAX_ASSETS) {
		size_t len = strtoul(at + TAR_SIZE_AT, NULL, 8);

		if (at[TAR_TYPE_AT] == '0')
			assets[nassets++] = (struct asset){ at, at + TAR_BLOCK, len };
		at += TAR_BLOCK + (len + TAR_BLOCK - 1) / TAR_BLOCK * TAR_BLOCK;
	}
}

static int
by_name(const void *key, const void *asset)
{
	return strcmp(key, ((const struct asset *)asset)->name);
}

const struct asset *
asset_find(const char *name)
{
	pthread_once(&once, read_archive);
	return bsearch(name, assets, nassets, sizeof(assets[0]), by_name);
}

const struct asset *
asset_all(size_t *n)
{
	pthread_once(&once, read_archive);
	*n = nassets;
	return assets;
}
