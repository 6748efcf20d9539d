#include "base/arena.h"

#include <malloc.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
#define POISON 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define POISON 1
#endif
#endif
#ifdef POISON
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(p, n)	  ((void)0)
#define ASAN_UNPOISON_MEMORY_REGION(p, n) ((void)0)
#endif

/* Most of what is formatted is short, and so formatted once. */
enum { BLOCK = 64 * 1024, SHORT = 512 };

struct block {
	struct block *next;
	size_t used, size;
	_Alignas(max_align_t) char bytes[];
};

/* The first block stays for the arena's whole life; `top` is filled first. */
struct arena {
	struct block *top;
};

static struct block *
block_new(size_t size, struct block *next)
{
	struct block *b = NULL;

	if (size <= SIZE_MAX - sizeof(*b))
		b = malloc(sizeof(*b) + size);
	if (!b) {
		fputs("out of memory\n", stderr);
		abort();
	}
	b->next = next;
	b->used = 0;
	b->size = size;
	ASAN_POISON_MEMORY_REGION(b->bytes, size);
	return b;
}

static void
block_free(struct block *b)
{
	ASAN_UNPOISON_MEMORY_REGION(b->bytes, b->size);
	free(b);
}

struct arena *
arena_new(void)
{
	return arena_new_of(BLOCK);
}

struct arena *
arena_new_of(size_t bytes)
{
	struct block *b = block_new(bytes, NULL);
	struct arena *a = malloc(sizeof(*a));

	if (!a)
		abort();
	a->top = b;
	return a;
}

static struct block *
drop_to_first(struct arena *a)
{
	struct block *b = a->top;

	while (b->next) {
		struct block *next = b->next;

		block_free(b);
		b = next;
	}
	return b;
}

void
arena_reset(struct arena *a)
{
	a->top = drop_to_first(a);
	a->top->used = 0;
	ASAN_POISON_MEMORY_REGION(a->top->bytes, a->top->size);
}

void
arena_free(struct arena *a)
{
	if (!a)
		return;
	block_free(drop_to_first(a));
	free(a);
}

void
arena_trim(void)
{
	malloc_trim(0);
}

void *
arena_raw(struct arena *a, size_t bytes)
{
	const size_t align = _Alignof(max_align_t);
	struct block *b = a->top;
	size_t n;
	void *p;

	if (bytes > SIZE_MAX - align)
		abort();
	n = (bytes + align - 1) / align * align;
	if (b->size - b->used < n)
		a->top = b = block_new(n > BLOCK ? n : BLOCK, b);
	p = b->bytes + b->used;
	b->used += n;
	ASAN_UNPOISON_MEMORY_REGION(p, bytes);
	return p;
}

void *
arena_take(struct arena *a, size_t bytes)
{
	return memset(arena_raw(a, bytes), 0, bytes);
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	size_t n;

	if (__builtin_mul_overflow(count, size, &n))
		abort();
	return arena_take(a, n);
}

char *
arena_bytes(struct arena *a, const char *s, size_t n)
{
	char *copy = arena_raw(a, n + 1);

	if (n)
		memcpy(copy, s, n);
	copy[n] = '\0';
	return copy;
}

char *
arena_text(struct arena *a, const char *s)
{
	return arena_bytes(a, s, strlen(s));
}

char *
arena_vfmt(struct arena *a, const char *fmt, va_list ap)
{
	char shorter[SHORT], *s;
	va_list again;
	int n;

	va_copy(again, ap);
	n = vsnprintf(shorter, sizeof(shorter), fmt, ap);
	if (n < 0)
		abort();
	if ((size_t)n < sizeof(shorter)) {
		s = arena_bytes(a, shorter, (size_t)n);
	} else {
		s = arena_raw(a, (size_t)n + 1);
		vsnprintf(s, (size_t)n + 1, fmt, again);
	}
	va_end(again);
	return s;
}

char *
arena_fmt(struct arena *a, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	s = arena_vfmt(a, fmt, ap);
	va_end(ap);
	return s;
}
